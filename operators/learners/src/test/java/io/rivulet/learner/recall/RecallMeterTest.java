package io.rivulet.learner.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Model;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.record.Recall;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The estimates of what becomes of the answers to earlier samples. */
class RecallMeterTest {

  private static final int VECTORS = 16;
  private static final int SAMPLES = 60;

  /** Ratios of estimates to the truth, one for each stream. */
  private record Ratios(List<Double> change, List<Double> error) {}

  private static Ratios ratios(int every) throws Exception {
    Ratios ratios = new Ratios(new ArrayList<>(), new ArrayList<>());
    for (long seed : Draw.seeds(300).toArray()) {
      FollowedStream stream = new FollowedStream(seed);
      Followed followed =
          new Followed(
              stream, stream.specs(false, VECTORS), stream.specs(false, 0), "m-" + seed, every);
      for (Sample sample : stream.samples(SAMPLES)) {
        followed.accept(sample);
      }
      add(followed, ratios);
    }
    return ratios;
  }

  /** Leaves out fits within rounding, of which a sum of signs has no digits. */
  private static void add(Followed followed, Ratios ratios) {
    if (followed.newest() == null) {
      return;
    }
    Recall recall = followed.recall();
    double change = followed.exact().change(followed.since());
    double error = followed.exact().error();
    assertThat(recall.changeBound()).isNaN();
    if (change > 1e-9) {
      ratios.change.add(recall.change() / change);
    }
    if (error > 1e-9) {
      ratios.error.add(recall.error() / error);
    }
  }

  private static double mean(List<Double> ratios, double power) {
    return ratios.stream().mapToDouble(r -> Math.pow(r, power)).average().orElseThrow();
  }

  /**
   * The mean of squares of n estimates with k vectors has a deviation of at most √(2 / (k n)), and
   * the roots one of 1 / √(2 k) each.
   */
  private static void assertUnbiased(List<Double> ratios) {
    int n = ratios.size();
    assertThat(mean(ratios, 2)).isBetween(1 - band(n), 1 + band(n));
    double mean = mean(ratios, 1);
    double deviation = Math.sqrt(mean(ratios, 2) - mean * mean);
    if (n > 100) {
      assertThat(mean).isBetween(0.95, 1.04);
      assertThat(deviation).isBetween(0.13, 0.2);
    }
  }

  private static double band(int n) {
    return 4 * Math.sqrt(2.0 / VECTORS / n);
  }

  @Test
  void accept_everyVersionPublished_estimatesAreUnbiased() throws Exception {
    Ratios ratios = ratios(1);

    assertUnbiased(ratios.change);
    assertUnbiased(ratios.error);
  }

  @Test
  void accept_fewVersionsPublished_estimatesAreUnbiased() throws Exception {
    Ratios ratios = ratios(5);

    assertUnbiased(ratios.change);
    assertUnbiased(ratios.error);
  }

  /** A sample of which nothing is known but its sign has an exact square. */
  @Test
  void accept_secondSample_changeOfTheFirstIsExact() throws Exception {
    for (long seed : Draw.seeds(200).toArray()) {
      FollowedStream stream = new FollowedStream(seed, "'learner':'rls'");
      Followed followed =
          new Followed(stream, stream.specs(false, 4), stream.specs(false, 0), "m", 1);
      for (int i = 0; i < 2; i++) {
        Draw draw = stream.draw();
        followed.accept(
            FollowedStream.sample(draw.normal(stream.inputs()), draw.normal(stream.outputs()), 1));
      }
      if (stream.rows(FollowedStream.sample(new double[stream.inputs()], null, 1), null).length
          == 1) {
        assertThat(followed.recall().change())
            .isCloseTo(followed.exact().change(1), within(1e-12 * followed.exact().scale(1)));
      }
    }
  }

  /** Signs of rows of models, incarnations, versions and vectors are as good as independent. */
  @Test
  void of_manySamples_signsAreBalancedAndUncorrelated() {
    List<Long> rows = new ArrayList<>();
    for (String model : List.of("", "a", "b", "ab", "ba", "pump-7")) {
      for (long incarnation = 1; incarnation <= 3; incarnation++) {
        long key = Signs.key(model, incarnation);
        LongStream.rangeClosed(1, 500)
            .forEach(
                version -> {
                  var numbers = Signs.of(key, version);
                  rows.add(numbers.next());
                  rows.add(numbers.next());
                });
      }
    }
    int n = rows.size();
    for (int a = 0; a < Long.SIZE; a++) {
      for (int lag : new int[] {0, 1, 2, 3, 1000}) {
        double sum = 0;
        for (int i = lag; i < n; i++) {
          sum += Signs.of(rows.get(i), a) * (lag == 0 ? 1 : Signs.of(rows.get(i - lag), a));
        }
        assertThat(Math.abs(sum)).isLessThan(5 * Math.sqrt(n));
      }
    }
    assertThat(rows.stream().distinct()).hasSize(n);
  }

  @Test
  void accept_sameStreamAgain_estimatesAreTheSame() throws Exception {
    for (long seed : Draw.seeds(200).toArray()) {
      List<Recall> first = recalls(seed, "m");

      assertThat(recalls(seed, "m")).isEqualTo(first);
    }
    assertThat(recalls(5, "n")).isNotEqualTo(recalls(5, "m"));
  }

  private static List<Recall> recalls(long seed, String id) throws Exception {
    FollowedStream stream = new FollowedStream(seed);
    Model<?> model = stream.specs(true, 4).newModel(id);
    List<Recall> recalls = new ArrayList<>();
    for (Sample sample : stream.samples(12)) {
      try {
        var weights = model.accept(sample, new PublishPolicy(1)).weights();
        recalls.add(weights.details().recall());
      } catch (RejectedException e) {
        recalls.add(null);
      }
    }
    return recalls;
  }
}
