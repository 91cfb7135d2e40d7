package io.rivulet.benchmark;

import com.sun.management.ThreadMXBean;
import io.rivulet.kernel.ColumnPanels;
import io.rivulet.kernel.UdFactor;
import io.rivulet.learner.Model;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The time of one read and one write of the packed triangle of p (p + 1) / 2 doubles, over the time
 * in which {@code rls} learns a sample and in which {@link UdFactor} absorbs one: 1 would be the
 * limit of the memory. All three run on one thread in interleaved rounds, each is measured by the
 * CPU time of the thread, and a row is the median of the ratios of the rounds. Start it once as it
 * is and once with {@code --add-modules jdk.incubator.vector}; a size a process, so that loops are
 * not compiled for another one:
 *
 * <pre>
 * java [--add-modules jdk.incubator.vector] -cp benchmarks.jar io.rivulet.benchmark.PackedLimit 256
 * </pre>
 */
public final class PackedLimit {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final PublishPolicy NEVER = new PublishPolicy(Long.MAX_VALUE);
  private static final Limits LARGEST =
      new Limits(1 << 20, 1_000_000, Limits.HARD_MODEL_BYTES, 1 << 20);
  private static final int SAMPLES = 64;
  private static final int ROUNDS = 21;
  private static final double WARM_UP = 20_000;
  private static final double ENTRIES_OF_WARM_UP = 1e10;
  private static final double ENTRIES_PER_ROUND = 2e7;
  private static final double FORGETTING = 0.999;

  private final int p;
  private final int repeats;
  private final double[] triangle;
  private final double[][] inputs = new double[SAMPLES][];
  private final Sample[] samples = new Sample[SAMPLES];
  private final Model<?> model;
  private final UdFactor factor;
  private final double[] ones;
  private final double[] image;
  private int next;

  private PackedLimit(int p) throws RejectedException {
    this.p = p;
    this.triangle = new double[p * (p + 1) / 2];
    this.repeats = (int) Math.max(2, ENTRIES_PER_ROUND / triangle.length);
    this.ones = new double[p];
    this.image = new double[p];
    Arrays.fill(triangle, 1);
    Arrays.fill(ones, 1);
    this.factor = UdFactor.diagonal(ones);
    String spec =
        "{\"learner\":\"rls\",\"dimension\":%d,\"bias\":false,\"forgetting\":%s}"
            .formatted(p, FORGETTING);
    this.model = Specs.forEveryModel(spec, LARGEST).newModel("m");
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < SAMPLES; i++) {
      double[] x = random.doubles(p, -1, 1).toArray();
      inputs[i] = x;
      samples[i] =
          Sample.of("m")
              .op(Op.LEARN)
              .x(x)
              .y(new double[] {x[0] - 0.5 * x[p - 1] + 0.1 * random.nextGaussian()})
              .origin(new Origin("t", 0, 0, 0, null, null))
              .build();
    }
  }

  /** Prints the rows of each size that is named. */
  public static void main(String[] sizes) throws RejectedException {
    for (String size : sizes) {
      new PackedLimit(Integer.parseInt(size)).print();
    }
  }

  private void print() throws RejectedException {
    double warmUp = Math.min(WARM_UP, ENTRIES_OF_WARM_UP / triangle.length);
    for (int n = 0; n < warmUp; n += repeats) {
      round();
    }
    double[] learn = new double[ROUNDS];
    double[] absorb = new double[ROUNDS];
    double[] bytes = new double[ROUNDS];
    double[] limit = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      Round round = round();
      limit[i] = round.limit / 1e3;
      learn[i] = round.limit / round.learn;
      absorb[i] = round.limit / round.absorb;
      bytes[i] = round.bytes;
    }
    String loops = ColumnPanels.fastest().getClass().getSimpleName();
    row("rls-%d/packed-limit".formatted(p), loops, median(learn));
    row("absorb-%d/packed-limit".formatted(p), loops, median(absorb));
    row("rls-%d/bytes-per-sample".formatted(p), loops, median(bytes));
    row("packed-limit-%d/us".formatted(p), loops, median(limit));
  }

  private static void row(String name, String loops, double value) {
    System.out.printf(Locale.ROOT, "%-26s %-14s %.3f%n", name, loops, value);
  }

  private Round round() throws RejectedException {
    long start = THREADS.getCurrentThreadCpuTime();
    for (int k = 0; k < repeats; k++) {
      scale(triangle, k % 2 == 0 ? 2 : 0.5);
    }
    long scaled = THREADS.getCurrentThreadCpuTime();
    for (int k = 0; k < repeats; k++) {
      factor.absorb(inputs[next++ % SAMPLES], FORGETTING, image);
      factor.inflate(FORGETTING, 1e12, ones);
    }
    long absorbed = THREADS.getCurrentThreadCpuTime();
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    for (int k = 0; k < repeats; k++) {
      model.accept(samples[next++ % SAMPLES], NEVER);
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    long learned = THREADS.getCurrentThreadCpuTime();
    double n = repeats;
    return new Round(
        (scaled - start) / n, (absorbed - scaled) / n, (learned - absorbed) / n, allocated / n);
  }

  private static void scale(double[] a, double c) {
    for (int i = 0; i < a.length; i++) {
      a[i] *= c;
    }
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /** Nanoseconds of each, and the bytes that learning allocated, a sample. */
  private record Round(double limit, double absorb, double learn, double bytes) {}
}
