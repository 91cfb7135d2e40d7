package io.rivulet.benchmark.pipeline;

import io.rivulet.benchmark.Bench;
import io.rivulet.benchmark.BenchOptions;
import io.rivulet.benchmark.BenchProgress;
import java.util.List;
import java.util.function.Supplier;

/** What {@code bench growth} runs of the whole line, in order, on one platform. */
public final class LineGrowth {

  private LineGrowth() {}

  public static List<Bench> all(BenchOptions options, BenchProgress progress) {
    Supplier<LocalLine> platform = new SharedLine(options, progress);
    return List.of(
        new ModelsGrowth(options, progress, platform),
        new ParallelismGrowth(options, progress, platform));
  }
}
