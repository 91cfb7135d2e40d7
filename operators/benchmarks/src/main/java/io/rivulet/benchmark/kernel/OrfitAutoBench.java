package io.rivulet.benchmark.kernel;

import io.rivulet.benchmark.Bench;
import io.rivulet.benchmark.BenchRow;
import java.util.List;
import java.util.function.Consumer;

/**
 * A sample of {@code orfit} that finds its noise, with the sequential estimate and without it,
 * beside one of {@code orfit} with a noise that is given, of as many columns of p weights.
 */
final class OrfitAutoBench implements Bench {

  private final int memory;
  private final int dimension;

  private OrfitAutoBench(int memory, int dimension) {
    this.memory = memory;
    this.dimension = dimension;
  }

  /** The sizes that are compared. */
  static List<Bench> all() {
    return List.of(new OrfitAutoBench(10, 784), new OrfitAutoBench(64, 784));
  }

  @Override
  public String name() {
    return "orfit-auto-" + memory + "x" + dimension;
  }

  @Override
  public void run(Consumer<BenchRow> rows) throws Exception {
    Rounds rounds =
        Rounds.of(
            model("\"noise\":\"auto\""),
            model("\"noise\":\"auto\",\"mergeable\":true"),
            model("\"noise\":1,\"bias\":true"));
    rows.accept(row("", rounds, 0));
    rows.accept(row("-mergeable", rounds, 1));
  }

  private BenchRow row(String suffix, Rounds rounds, int k) {
    return new BenchRow(
        name() + suffix + "/orfit", rounds.microseconds(k), "us", rounds.ratio(2, k), "orfit");
  }

  private LearnedModel model(String fields) throws Exception {
    return new LearnedModel(
        "{\"learner\":\"orfit\",\"dimension\":%d,\"memory\":%d,%s}"
            .formatted(dimension, memory, fields),
        dimension);
  }
}
