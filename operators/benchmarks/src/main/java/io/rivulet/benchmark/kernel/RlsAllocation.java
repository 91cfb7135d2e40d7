package io.rivulet.benchmark.kernel;

import com.sun.management.ThreadMXBean;
import io.rivulet.benchmark.Bench;
import io.rivulet.benchmark.BenchRow;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;

/** The heap that {@code rls} takes for a sample of which nothing is published. */
final class RlsAllocation implements Bench {

  private static final int SAMPLES = 1_000_000;

  private final int p;

  RlsAllocation(int p) {
    this.p = p;
  }

  @Override
  public String name() {
    return "rls-" + p + "-allocation";
  }

  @Override
  public void run(Consumer<BenchRow> rows) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    LearnedModel model = LearnedModel.rls(p);
    model.take(SAMPLES);
    long before = threads.getCurrentThreadAllocatedBytes();
    model.take(SAMPLES);
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    rows.accept(
        BenchRow.alone("rls-" + p + "/bytes-per-sample", bytes / (double) SAMPLES, "bytes"));
  }
}
