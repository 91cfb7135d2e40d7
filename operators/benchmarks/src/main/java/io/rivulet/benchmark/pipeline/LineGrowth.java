package io.rivulet.benchmark.pipeline;

import io.rivulet.benchmark.Bench;
import io.rivulet.benchmark.BenchOptions;
import io.rivulet.benchmark.BenchProgress;
import java.util.List;

/** How the line grows; see {@code bench growth}. */
public final class LineGrowth {

  private LineGrowth() {}

  public static List<Bench> all(BenchOptions options, BenchProgress progress) {
    return List.of();
  }
}
