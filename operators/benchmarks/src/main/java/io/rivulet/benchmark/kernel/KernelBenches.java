package io.rivulet.benchmark.kernel;

import io.rivulet.benchmark.Bench;
import java.util.List;

/** What {@code bench kernels} runs, in order. */
public final class KernelBenches {

  private KernelBenches() {}

  public static List<Bench> all() {
    return List.copyOf(OrfitBench.all());
  }
}
