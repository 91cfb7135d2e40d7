package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.state.RlsState;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Taking samples out again, exact up to rounding while nothing is forgotten. */
class RlsUnlearnTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void unlearn_whatWasJustLearned_isTheIdentity(long seed) throws Exception {
    Draw draw = new Draw(seed);
    Trial<RlsState> rls = grown(draw, 1 + (int) (seed % 40), 1);
    int p = rls.state().inversePrecision().size();
    double[] before = rls.weights(0);
    double[][] matrix = Trial.dense(rls.state().inversePrecision());
    double[] x = draw.normal(p);
    double weight = draw.uniform(0.2, 3);

    rls.learnWeighted(weight, x, 2);
    rls.unlearn(weight, x, 2);

    assertThat(rls.weights(0)).containsExactly(before, within(1e-9));
    assertThat(Oracle.largestDifference(Trial.dense(rls.state().inversePrecision()), matrix))
        .isLessThan(1e-9);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void unlearn_anEarlierSample_equalsRetrainingWithoutIt(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 40);
    int n = p + 5;
    double[][] x = draw.normal(n, p);
    double[] y = draw.normal(n);
    double[] weight = new double[n];
    int gone = draw.between(0, n - 1);
    Trial<RlsState> all = Trial.rls("'dimension':%d", p);
    Trial<RlsState> others = Trial.rls("'dimension':%d", p);

    for (int i = 0; i < n; i++) {
      weight[i] = draw.uniform(0.2, 3);
      all.learnWeighted(weight[i], x[i], y[i]);
      if (i != gone) {
        others.learnWeighted(weight[i], x[i], y[i]);
      }
    }
    all.unlearn(weight[gone], x[gone], y[gone]);

    assertThat(all.weights(0)).containsExactly(others.weights(0), within(1e-9));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void unlearn_blockOfOutputs_isTheIdentity(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 20);
    Trial<RlsState> rls = grown(draw, p, 2);
    double[] before = rls.weights(0);
    double[] x = draw.normal(2 * p);
    double[] y = draw.normal(2);

    rls.learnWeighted(0.5, x, y);
    rls.unlearn(0.5, x, y);

    assertThat(rls.weights(0)).containsExactly(before, within(1e-9));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void unlearn_moreThanWasLearned_isRefusedAndChangesNothing(long seed) throws Exception {
    Draw draw = new Draw(seed);
    Trial<RlsState> rls = grown(draw, 1 + (int) (seed % 40), 1);
    double[] x = draw.normal(rls.state().inversePrecision().size());
    byte[] before = rls.bytes();

    // |x|² / 40 ≤ xᵀ P x at these sizes, so that 1e4 of it outweighs all there is.
    assertThatThrownBy(() -> rls.unlearn(1e6 / Oracle.dot(x, x), x, 1))
        .isInstanceOf(RejectedException.class)
        .hasFieldOrPropertyWithValue("reason", Reason.NUMERIC);

    assertThat(rls.bytes()).isEqualTo(before);
  }

  @Test
  void unlearn_zeroWeight_changesNothing() throws Exception {
    Trial<RlsState> rls = Trial.rls("'dimension':2");
    rls.learn(new double[] {1, 2}, 3);
    byte[] before = rls.bytes();

    rls.unlearn(0, new double[] {1, 2}, 3);

    assertThat(rls.bytes()).isEqualTo(before);
  }

  private static Trial<RlsState> grown(Draw draw, int p, int c) throws Exception {
    Trial<RlsState> rls = Trial.rls("'dimension':%d,'outputs':%d,'model':{'kind':'shared'}", p, c);
    for (int i = 0; i < 6; i++) {
      rls.learn(draw.normal(p * c), draw.normal(c));
    }
    return rls;
  }
}
