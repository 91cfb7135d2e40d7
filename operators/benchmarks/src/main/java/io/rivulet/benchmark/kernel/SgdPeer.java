package io.rivulet.benchmark.kernel;

import io.rivulet.benchmark.Bench;
import io.rivulet.benchmark.BenchRow;
import java.util.function.Consumer;

/** Linear regression by stochastic gradient descent, of ours and of MOA. */
final class SgdPeer implements Bench {

  private final int p;

  SgdPeer(int p) {
    this.p = p;
  }

  @Override
  public String name() {
    return "sgd-" + p + "-peers";
  }

  @Override
  public void run(Consumer<BenchRow> rows) throws Exception {
    LearnedModel ours =
        new LearnedModel(
            "{\"learner\":\"sgd\",\"dimension\":%d,\"rate\":%s}".formatted(p, MoaModel.RATE), p);
    Rounds rounds = Rounds.of(ours, new MoaModel(p));
    rows.accept(
        new BenchRow("sgd-" + p + "/moa", rounds.microseconds(0), "us", rounds.ratio(1, 0), "moa"));
  }
}
