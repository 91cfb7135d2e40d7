package io.rivulet.benchmark.kernel;

import io.rivulet.benchmark.Bench;
import io.rivulet.benchmark.BenchRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Recursive least squares of ours and on the matrices of other libraries. */
final class RlsPeers implements Bench {

  private final int p;
  private final boolean smile;

  /**
   * @param smile whether to compare with Smile too, whose start takes O(p³)
   */
  RlsPeers(int p, boolean smile) {
    this.p = p;
    this.smile = smile;
  }

  @Override
  public String name() {
    return "rls-" + p + "-peers";
  }

  @Override
  public void run(Consumer<BenchRow> rows) throws Exception {
    List<String> names = new ArrayList<>(List.of("rls", "ejml", "commons-math"));
    List<Work> works =
        new ArrayList<>(List.of(LearnedModel.rls(p), new EjmlFilter(p), new CommonsMathFilter(p)));
    if (smile) {
      names.add("smile");
      works.add(new SmileModel(p));
    }
    Rounds rounds = Rounds.of(works.toArray(Work[]::new));
    for (int k = 1; k < names.size(); k++) {
      rows.accept(
          new BenchRow(
              "rls-%d/%s".formatted(p, names.get(k)),
              rounds.microseconds(0),
              "us",
              rounds.ratio(k, 0),
              names.get(k)));
    }
  }
}
