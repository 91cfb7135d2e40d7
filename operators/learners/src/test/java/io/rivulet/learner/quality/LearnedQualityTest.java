package io.rivulet.learner.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Catalogue;
import io.rivulet.learner.Draw;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.quality.QualityRecord;
import io.rivulet.quality.QualityState;
import io.rivulet.record.Op;
import io.rivulet.record.Sample;
import io.rivulet.state.LearnedState;
import io.rivulet.wire.SpecJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The quality of learners as they learn. */
class LearnedQualityTest {

  /** The last target predicts the next one: 0 for 1, 1 for 3, 3 for 0 and 0 for 4. */
  @Test
  void add_answersOfGreedy_areThoseBeforeLearning() throws Exception {
    double[][][] y = {{{1}}, {{3}}, {{0}}, {{4}}};

    List<QualityRecord> records =
        learned("{'learner':'greedy','dimension':1}", 4, new double[4][1][1], y);

    assertThat(records).hasSize(1);
    assertThat(records.get(0).mae()).isEqualTo((1 + 2 + 3 + 4) / 4.0);
    assertThat(records.get(0).meanError()).isEqualTo((1 + 2 - 3 + 4) / 4.0);
    assertThat(records.get(0).rmse()).isEqualTo(Math.sqrt((1 + 4 + 9 + 16) / 4.0));
    assertThat(records.get(0).r2()).isEqualTo(1 - 30.0 / (1 + 1 + 4 + 4));
  }

  /**
   * A net without anything to learn from answers 0 for x_{t+2}, so that the first two of six
   * samples are not counted and the errors of the third, which is the first that is counted, are x
   * itself.
   */
  @Test
  void add_forecasts_countsFromTheFirstThatWasPredicted() throws Exception {
    String spec = "{'learner':'online-net','dimension':2,'hidden':3,'horizon':2,'outputs':2}";
    Draw draw = new Draw(1);
    double[][][] x = new double[6][][];
    Arrays.setAll(x, i -> new double[][] {draw.normal(2)});

    List<QualityRecord> records = learned(spec, 1, x, new double[6][][]);

    assertThat(records).hasSize(4);
    assertThat(records.get(0).version()).isEqualTo(3);
    assertThat(records.get(0).mae())
        .isCloseTo((Math.abs(x[2][0][0]) + Math.abs(x[2][0][1])) / 2, within(1e-12));
  }

  /** A Kalman filter that knows the noise: of 4000 intervals, 95 % within four deviations. */
  @Test
  void add_intervalsOfAKalmanFilter_coverNearly95Percent() throws Exception {
    Draw draw = new Draw(7);
    double[][][] x = new double[4000][][];
    double[][][] y = new double[4000][][];
    for (int i = 0; i < x.length; i++) {
      x[i] = new double[][] {draw.normal(2)};
      y[i] = new double[][] {{3 * x[i][0][0] - x[i][0][1] + 0.5 * draw.normal(1)[0]}};
    }

    List<QualityRecord> records =
        learned("{'learner':'ekf','dimension':2,'noise':0.25}", 4000, x, y);

    double deviation = Math.sqrt(0.95 * 0.05 / 4000);
    assertThat(records.get(0).coverage()).isCloseTo(0.95, within(4 * deviation));
    assertThat(records.get(0).r2()).isBetween(0.9, 1.0);
  }

  /** Rows of a batch are answered before any of them is learned. */
  @Test
  void add_batch_comparesEachRow() throws Exception {
    double[][][] x = {{{1}, {1}, {1}}};
    double[][][] y = {{{1}, {2}, {6}}};

    List<QualityRecord> records = learned("{'learner':'rls','dimension':1}", 2, x, y);

    assertThat(records).hasSize(1);
    assertThat(records.get(0).n()).isEqualTo(2);
    assertThat(records.get(0).mae()).isEqualTo(1.5);
  }

  private static List<QualityRecord> learned(String json, int every, double[][][] x, double[][][] y)
      throws Exception {
    return learned(Catalogue.read(SpecJson.read(json.replace('\'', '"'))), every, x, y);
  }

  private static <S extends LearnedState> List<QualityRecord> learned(
      LearnerSpec<S> spec, int every, double[][][] x, double[][][] y) throws Exception {
    Quality quality = new Quality(new QualitySettings(every, null), spec);
    QualityState state = quality.initialState();
    Learner<S> learner = spec.newLearner();
    S learned = learner.initialState();
    List<QualityRecord> records = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      Example example =
          new Example(
              Op.LEARN, x[i], y[i], Sample.NO_LABEL, null, 1, Sample.NO_TIME, x[i].length > 1);
      records.addAll(quality.add(state, example, learner.learn(learned, example), "m", 1, i + 1));
    }
    return records;
  }
}
