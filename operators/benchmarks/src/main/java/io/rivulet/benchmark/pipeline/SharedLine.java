package io.rivulet.benchmark.pipeline;

import io.rivulet.benchmark.BenchOptions;
import io.rivulet.benchmark.BenchProgress;
import java.util.function.Supplier;

/** Starts a platform when the first bench asks for one; it ends with this JVM. */
final class SharedLine implements Supplier<LocalLine> {

  private final BenchOptions options;
  private final BenchProgress progress;
  private LocalLine line;

  SharedLine(BenchOptions options, BenchProgress progress) {
    this.options = options;
    this.progress = progress;
  }

  @Override
  public LocalLine get() {
    if (line == null) {
      progress.stage("starting a broker and a cluster in " + options.directory());
      line = LocalLine.up(options);
    }
    return line;
  }
}
