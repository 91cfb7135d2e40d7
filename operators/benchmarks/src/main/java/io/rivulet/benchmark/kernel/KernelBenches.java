package io.rivulet.benchmark.kernel;

import io.rivulet.benchmark.Bench;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What {@code bench kernels} runs, in order. */
public final class KernelBenches {

  private KernelBenches() {}

  public static List<Bench> all() {
    List<Bench> all = new ArrayList<>();
    for (int p : new int[] {64, 256, 1024, 4000}) {
      all.add(new RlsLimit(p, false));
      all.add(new RlsLimit(p, true));
    }
    all.add(new RlsAllocation(16));
    IntStream.of(16, 64, 256, 1024).forEach(p -> all.add(new RlsPeers(p, p <= 256)));
    IntStream.of(64, 256, 1024).forEach(p -> all.add(new StateCopy(p)));
    IntStream.of(16, 256).forEach(p -> all.add(new SgdPeer(p)));
    all.addAll(OrfitBench.all());
    all.addAll(OrfitAutoBench.all());
    all.addAll(LofiBench.all());
    return List.copyOf(all);
  }
}
