package io.rivulet.benchmark.growth;

import com.sun.management.ThreadMXBean;
import io.rivulet.benchmark.Bench;
import io.rivulet.benchmark.BenchRow;
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
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * How the time of a sample and the heap of a model grow with one size of a learner. Times are CPU
 * times of the thread, medians of rounds; the sizes take turns in each round, so that what else the
 * machine does meets all of them.
 *
 * @param learner names the rows
 * @param axis p or m
 * @param dimension of a size
 * @param spec of a size
 * @param time the expected exponent of the time
 * @param memory the expected exponent of the heap
 * @param quick whether to end soon, before all is compiled
 */
record KernelGrowth(
    String learner,
    String axis,
    int[] sizes,
    IntFunction<Integer> dimension,
    IntFunction<String> spec,
    double time,
    double memory,
    boolean quick)
    implements Bench {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final PublishPolicy NEVER = new PublishPolicy(Long.MAX_VALUE);
  private static final Limits LARGEST =
      new Limits(1 << 20, 1_000_000, Limits.HARD_MODEL_BYTES, 1 << 25);
  private static final int SAMPLES = 64;
  private static final int ROUNDS = 15;
  private static final double WARM_UP_NANOS = 1.5e9;
  private static final double ROUND_NANOS = 3e7;

  @Override
  public String name() {
    return learner + "-" + axis;
  }

  @Override
  public void run(Consumer<BenchRow> rows) throws RejectedException {
    Lane[] lanes = new Lane[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      lanes[i] = new Lane(spec.apply(sizes[i]), dimension.apply(sizes[i]));
      lanes[i].warmUp(quick ? WARM_UP_NANOS / 30 : WARM_UP_NANOS);
    }
    int rounds = quick ? 3 : ROUNDS;
    for (int round = 0; round < rounds; round++) {
      for (Lane lane : lanes) {
        lane.measure(round);
      }
    }
    GrowthCurve times = new GrowthCurve(learner + "/time", axis, "us");
    GrowthCurve heaps = new GrowthCurve(learner + "/heap", axis, "bytes");
    for (int i = 0; i < sizes.length; i++) {
      times.add(sizes[i], lanes[i].micros(rounds), rows);
      heaps.add(sizes[i], lanes[i].model.heapBytes(), rows);
    }
    rows.accept(times.fitted(time));
    rows.accept(heaps.fitted(memory));
  }

  /** One model and its samples. */
  private static final class Lane {

    private final Model<?> model;
    private final Sample[] samples = new Sample[SAMPLES];
    private final double[] nanos = new double[ROUNDS];
    private long repeats = 1;
    private int next;

    Lane(String spec, int dimension) throws RejectedException {
      model = Specs.forEveryModel(spec, LARGEST).newModel("m");
      SplittableRandom random = new SplittableRandom(7);
      for (int i = 0; i < SAMPLES; i++) {
        double[] x = random.doubles(dimension, -1, 1).toArray();
        double y = x[0] - 0.5 * x[dimension - 1] + 0.1 * random.nextGaussian();
        samples[i] =
            Sample.of("m")
                .op(Op.LEARN)
                .x(x)
                .y(new double[] {y})
                .origin(new Origin("t", 0, 0, 0, null, null))
                .build();
      }
    }

    /** Until the loops are compiled, and a round is known to be long enough to be timed. */
    void warmUp(double enough) throws RejectedException {
      double spent = 0;
      long learned = 0;
      while (spent < enough || learned < SAMPLES) {
        long before = THREADS.getCurrentThreadCpuTime();
        learn(SAMPLES);
        double nanosOfThese = THREADS.getCurrentThreadCpuTime() - before;
        spent += nanosOfThese;
        learned += SAMPLES;
        repeats = (long) Math.max(4, SAMPLES * ROUND_NANOS / Math.max(1, nanosOfThese));
      }
    }

    void measure(int round) throws RejectedException {
      long before = THREADS.getCurrentThreadCpuTime();
      learn(repeats);
      nanos[round] = (THREADS.getCurrentThreadCpuTime() - before) / (double) repeats;
    }

    private void learn(long times) throws RejectedException {
      for (long i = 0; i < times; i++) {
        model.accept(samples[next++ % SAMPLES], NEVER);
      }
    }

    double micros(int rounds) {
      double[] sorted = Arrays.copyOf(nanos, rounds);
      Arrays.sort(sorted);
      return sorted[sorted.length / 2] / 1e3;
    }
  }
}
