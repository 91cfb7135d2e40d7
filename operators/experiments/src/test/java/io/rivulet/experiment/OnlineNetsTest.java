package io.rivulet.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.rivulet.experiment.figure.Panel;
import io.rivulet.experiment.figure.Sheet;
import io.rivulet.experiment.figure.Trace;
import io.rivulet.experiment.lesson.Lesson;
import io.rivulet.experiment.lesson.Observation;
import io.rivulet.experiment.lesson.Score;
import io.rivulet.experiment.spec.SpecBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What online nets must show in one pass, on seeds that no band was chosen by. {@code mvn verify
 * -Dbands.runs=10} takes the mean of ten runs, in minutes.
 */
class OnlineNetsTest {

  private static final int RUNS = Integer.getInteger("bands.runs", 2);

  private static final long SEED = 4001;

  /** Two orders of a stream of 2,000, summed in another order; scores are at most 1. */
  private static final double SAME = 1e-8;

  @Nested
  class OnDrawnDigits {

    private static Sheet sheet;

    @BeforeAll
    static void compute() {
      sheet = new OnlineNets(1).compute(new Setup(null, RUNS, SEED), Silence.LISTENER);
    }

    @Test
    void friedman_drawnUnits_beatLinear() {
      assertThat(end(sheet, "friedman-shuffled", "online-net")).isGreaterThanOrEqualTo(0.88);
      assertThat(end(sheet, "friedman-shuffled", "linear")).isBetween(0.7, 0.77);
      assertThat(end(sheet, "friedman-shuffled", "online-net-observe"))
          .isGreaterThanOrEqualTo(0.88);
    }

    @Test
    void drawnUnits_anyTask_doNotMindTheOrder() {
      for (String task : new String[] {"friedman", "digits", "mackey-glass"}) {
        for (String method : new String[] {"online-net", "linear"}) {
          assertThat(end(sheet, task + "-sorted", method))
              .as(task + " " + method)
              .isCloseTo(end(sheet, task + "-shuffled", method), within(SAME));
        }
      }
    }

    @Test
    void mackeyGlass_drawnUnits_followTheSeries() {
      assertThat(end(sheet, "mackey-glass-shuffled", "online-net")).isGreaterThan(0.999);
      assertThat(end(sheet, "mackey-glass-shuffled", "linear")).isBetween(0.78, 0.86);
    }

    @Test
    void sgd_sortedStreams_losesWhatItHad() {
      for (String task : new String[] {"friedman", "digits", "mackey-glass"}) {
        assertThat(end(sheet, task + "-sorted", "sgd"))
            .as(task)
            .isLessThan(end(sheet, task + "-shuffled", "sgd") - 0.2);
      }
      assertThat(end(sheet, "digits-sorted", "sgd")).isLessThan(0.3);
      assertThat(end(sheet, "digits-sorted", "online-net")).isGreaterThan(0.9);
    }

    @Test
    void marks_ofDataScaledInAnUnknownWay_areLeftOutAndTheNotesSaySo() {
      assertThat(sheet.panels()).allMatch(panel -> panel.marks().isEmpty());
      assertThat(String.join(" ", sheet.notes()))
          .contains("are left out: the scaling of its data is not known");
    }

    @Test
    void notes_sayThatDigitsAreDrawn() {
      assertThat(String.join(" ", sheet.notes()))
          .contains("Mean of " + RUNS + " runs")
          .contains("drawn digits");
    }
  }

  @Nested
  class OnRealDigits {

    private static final Path IMAGES = SharedData.file("digits-8x8.csv.gz");

    @BeforeAll
    static void find() {
      assumeThat(Files.exists(IMAGES)).as("real digits at " + IMAGES).isTrue();
    }

    @Test
    void digits_sortedByClass_areLearnedWhereSgdKeepsTheLast() {
      SpecBuilder net =
          SpecBuilder.learner("online-net").with("hidden", 300).with("scale", 1).with("seed", 9);
      SpecBuilder sgd =
          SpecBuilder.learner("sgd")
              .with("rate", 0.01)
              .with("model", Map.of("kind", "mlp", "hidden", List.of(50)));

      assertThat(mean(net)).isGreaterThanOrEqualTo(0.965);
      assertThat(mean(sgd)).isBetween(0.05, 0.2);
    }

    /** Over splits of their own. */
    private static double mean(SpecBuilder learner) {
      String spec = learner.with("dimension", 64).with("outputs", 10).json();
      return LongStream.range(SEED, SEED + RUNS)
          .mapToDouble(seed -> sorted(seed).scores("sorted by class", spec, 1200)[0])
          .average()
          .orElseThrow();
    }

    private static OnePass sorted(long seed) {
      Lesson lesson = Lesson.digits(IMAGES, seed);
      return new OnePass(
          lesson.train().stream()
              .sorted(Comparator.comparingInt(Observation::label))
              .map(Observation::withNumbers)
              .toList(),
          lesson.test(),
          Score.ACCURACY);
    }
  }

  static double end(Sheet sheet, String panel, String method) {
    Panel found =
        sheet.panels().stream().filter(p -> p.name().equals(panel)).findFirst().orElseThrow();
    Trace trace =
        found.traces().stream().filter(t -> t.method().equals(method)).findFirst().orElseThrow();
    return trace.last().orElseThrow().mean();
  }
}
