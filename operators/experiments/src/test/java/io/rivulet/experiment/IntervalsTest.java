package io.rivulet.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.rivulet.experiment.digits.Draws;
import io.rivulet.experiment.lesson.Lesson;
import io.rivulet.experiment.peer.DrawnStream;
import io.rivulet.experiment.peer.FriedmanFeatures;
import io.rivulet.experiment.peer.LaggedInputs;
import io.rivulet.experiment.peer.SparseRegression;
import io.rivulet.learner.Emitter;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.replay.Replay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * How often a new target, with its noise, lies in the interval of 95 % that the variance of its
 * prediction gives; the mean of ten runs.
 */
final class IntervalsTest {

  private static final int RUNS = 10;
  private static final double DEVIATIONS = 1.96;

  private static final Path IMAGES = SharedData.file("mnist-digit-2.idx3-ubyte.gz");

  @Test
  void realRotatedDigits_intervalsOfOrfitAuto_hold() {
    assumeThat(Files.exists(IMAGES)).as("real images at " + IMAGES).isTrue();
    assertHolds(seed -> new Asked(Lesson.rotated(IMAGES, seed), 0));
  }

  /** Their errors are no noise but what a linear model cannot show, and intervals are narrower. */
  @Test
  void drawnRotatedDigits_intervalsOfOrfitAuto_nearlyHold() {
    assertThat(covered(seed -> new Asked(Lesson.rotated(null, seed), 0))).isBetween(0.85, 0.99);
  }

  @Test
  void friedman_intervalsOfOrfitAuto_hold() {
    assertHolds(seed -> Asked.of(FriedmanFeatures.drawn(seed)));
  }

  @Test
  void sparse_intervalsOfOrfitAuto_hold() {
    assertHolds(seed -> Asked.of(SparseRegression.drawn(seed)));
  }

  @Test
  void lags_intervalsOfOrfitAuto_hold() {
    assertHolds(seed -> Asked.of(LaggedInputs.drawn(seed)));
  }

  private static void assertHolds(LongFunction<Asked> drawn) {
    assertThat(covered(drawn)).isBetween(0.90, 0.99);
  }

  private static double covered(LongFunction<Asked> drawn) {
    return LongStream.rangeClosed(1, RUNS)
        .mapToDouble(seed -> drawn.apply(seed).covered(new Draws(-seed)))
        .average()
        .orElseThrow();
  }

  /** A stream to learn, and targets that get the noise of its own. */
  private record Asked(Lesson lesson, double noise) {

    static Asked of(DrawnStream stream) {
      return new Asked(Lesson.of(stream), stream.noise());
    }

    double covered(Draws draws) {
      List<Prediction> predictions = predictions();
      int covered = 0;
      int row = 0;
      for (Prediction prediction : predictions) {
        for (int i = 0; i < prediction.y().length; i++) {
          double target = lesson.test().get(row++).y()[0] + noise * draws.normal();
          double reach = DEVIATIONS * Math.sqrt(prediction.variance()[i]);
          covered += Math.abs(target - prediction.y()[i]) <= reach ? 1 : 0;
        }
      }
      assertThat(row).isEqualTo(lesson.test().size());
      return (double) covered / row;
    }

    /** The answers to all inputs of the test. */
    private List<Prediction> predictions() {
      List<Prediction> answers = new ArrayList<>();
      Replay replay =
          JobRecords.job(
              Peer.auto().with("dimension", lesson.inputs()).json(),
              new PublishPolicy(Long.MAX_VALUE),
              false,
              collect(answers));
      List<byte[]> records = new ArrayList<>();
      lesson.train().forEach(each -> records.add(each.withNumbers()));
      records.addAll(OnePass.questions(lesson.test()));
      try {
        for (Sample sample : JobRecords.decoded(records)) {
          replay.learn(sample);
        }
      } catch (RejectedException e) {
        throw new AssertionError(e);
      }
      return answers;
    }

    private static Emitter collect(List<Prediction> answers) {
      return new Emitter() {
        @Override
        public void prediction(Prediction prediction) {
          if (prediction.op() == Op.PREDICT) {
            answers.add(prediction);
          }
        }

        @Override
        public void weights(WeightRecord record) {}
      };
    }
  }
}
