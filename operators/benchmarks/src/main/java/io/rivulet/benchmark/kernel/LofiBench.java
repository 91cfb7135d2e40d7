package io.rivulet.benchmark.kernel;

import io.rivulet.benchmark.Bench;
import io.rivulet.benchmark.BenchRow;
import io.rivulet.kernel.Lanes;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A sample of {@code lofi-diagonal} with a full memory of m columns of p weights, beside two passes
 * over as many columns: their products with a vector, and a combination of them.
 */
final class LofiBench implements Bench {

  private final int memory;
  private final int dimension;

  private LofiBench(int memory, int dimension) {
    this.memory = memory;
    this.dimension = dimension;
  }

  /** The sizes that are compared. */
  static List<Bench> all() {
    return List.of(new LofiBench(10, 784), new LofiBench(64, 784), new LofiBench(64, 7840));
  }

  @Override
  public String name() {
    return "lofi-" + memory + "x" + dimension;
  }

  @Override
  public void run(Consumer<BenchRow> rows) throws Exception {
    LearnedModel model =
        new LearnedModel(
            "{\"learner\":\"lofi-diagonal\",\"dimension\":%d,\"memory\":%d,\"noise\":0.5}"
                .formatted(dimension, memory),
            dimension);
    model.take(2 * memory);
    Rounds rounds = Rounds.of(model, twoPasses());
    String of = "two-pass-limit";
    rows.accept(
        new BenchRow(name() + "/" + of, rounds.microseconds(0), "us", rounds.ratio(1, 0), of));
  }

  private Work twoPasses() {
    SplittableRandom random = new SplittableRandom(1);
    double[][] columns = new double[memory][dimension];
    for (double[] column : columns) {
      Arrays.setAll(column, i -> random.nextGaussian());
    }
    double[] vector = columns[0].clone();
    return times -> {
      for (int n = 0; n < times; n++) {
        double sum = 0;
        for (double[] column : columns) {
          sum += Lanes.dot(column, vector, dimension);
        }
        for (double[] column : columns) {
          Lanes.axpy(sum * 1e-30, column, vector, dimension);
        }
      }
    };
  }
}
