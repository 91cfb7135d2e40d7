package io.rivulet.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.Emitter;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.replay.Replay;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often a target lies in the interval that a prediction gives for it, over ten runs. */
final class CoverageTest {

  private static final int RUNS = 10;

  /** 95 % of a normal distribution. */
  private static final double DEVIATIONS = 1.96;

  @ParameterizedTest
  @EnumSource(
      value = PeerTask.class,
      names = {"FIGURE_6", "FRIEDMAN", "SPARSE", "LAGS"})
  void variance_ofOrfitAuto_givesIntervalsThatHold(PeerTask task) {
    double covered =
        LongStream.rangeClosed(1, RUNS).mapToDouble(seed -> covered(task, seed)).sum() / RUNS;

    assertThat(covered).isBetween(0.90, 0.99);
  }

  private static double covered(PeerTask task, long seed) {
    Lesson lesson = task.lesson(null, seed);
    Answered answered = new Answered();
    Replay replay =
        JobRecords.job(
            task.spec(Peer.auto(), lesson), new PublishPolicy(Long.MAX_VALUE), false, answered);
    List<Observation> asked = lesson.test();
    List<byte[]> records = new ArrayList<>();
    lesson.train().forEach(each -> records.add(each.withNumbers()));
    records.addAll(OnePass.questions(asked));
    try {
      for (Sample sample : JobRecords.decoded(records)) {
        replay.learn(sample);
      }
    } catch (RejectedException e) {
      throw new AssertionError(e);
    }
    int within = 0;
    for (int i = 0; i < asked.size(); i++) {
      double distance = Math.abs(asked.get(i).y()[0] - answered.y.get(i));
      within += distance <= DEVIATIONS * Math.sqrt(answered.variance.get(i)) ? 1 : 0;
    }
    return (double) within / asked.size();
  }

  private static final class Answered implements Emitter {

    private final List<Double> y = new ArrayList<>();
    private final List<Double> variance = new ArrayList<>();

    @Override
    public void prediction(Prediction prediction) {
      if (prediction.op() == Op.PREDICT) {
        for (int i = 0; i < prediction.y().length; i++) {
          y.add(prediction.y()[i]);
          variance.add(prediction.variance()[i]);
        }
      }
    }

    @Override
    public void weights(WeightRecord record) {}
  }
}
