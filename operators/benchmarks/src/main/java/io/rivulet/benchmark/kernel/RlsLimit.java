package io.rivulet.benchmark.kernel;

import io.rivulet.benchmark.Bench;
import io.rivulet.benchmark.BenchRow;
import java.util.List;
import java.util.function.Consumer;

/** What {@code rls} needs for a sample beside one read and one write of the packed triangle. */
final class RlsLimit implements Bench {

  private final int p;
  private final boolean plain;

  /**
   * @param plain whether to learn without the Vector API
   */
  RlsLimit(int p, boolean plain) {
    this.p = p;
    this.plain = plain;
  }

  @Override
  public String name() {
    return "rls-" + p + (plain ? "-plain" : "");
  }

  @Override
  public List<String> jvmOptions() {
    return plain ? List.of() : Bench.super.jvmOptions();
  }

  @Override
  public void run(Consumer<BenchRow> rows) throws Exception {
    Rounds rounds = Rounds.of(new PackedTriangle(p), LearnedModel.rls(p));
    rows.accept(
        new BenchRow(
            name() + "/packed-limit",
            rounds.microseconds(1),
            "us",
            rounds.ratio(0, 1),
            "packed-limit"));
  }
}
