package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.state.RlsState;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Merging states that saw different samples, the prior counted once. */
class RlsMergeTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void merge_twoShards_equalsTheJointStream(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 20);
    int n = draw.between(0, 2 * p);
    double[] prior = new double[p];
    Arrays.setAll(prior, i -> draw.uniform(0.1, 10));
    String fields =
        String.format(
            "'dimension':%d,'outputs':2,'priorPrecision':%s,'initialWeights':%s",
            p, Arrays.toString(prior), Arrays.toString(draw.normal(2 * p)));
    Trial<RlsState> joint = Trial.rls(fields);
    Trial<RlsState> first = Trial.rls(fields);
    Trial<RlsState> second = Trial.rls(fields);
    for (int i = 0; i < n; i++) {
      double[] x = draw.normal(p);
      double[] y = draw.normal(2);
      double weight = draw.uniform(0.2, 3);
      joint.learnWeighted(weight, x, y);
      (draw.between(0, 1) == 0 ? first : second).learnWeighted(weight, x, y);
    }
    byte[] other = second.bytes();

    first.merge(second);

    // Three inversions of matrices whose spread is at most (10 + 6 n p) / 0.1.
    double tolerance = 1e-15 * p * p * (100 + 60.0 * n * p);
    for (int j = 0; j < 2; j++) {
      assertThat(first.weights(j)).containsExactly(joint.weights(j), within(tolerance));
    }
    assertThat(Oracle.largestDifference(Trial.inverse(first.state()), Trial.inverse(joint.state())))
        .isLessThan(10 * tolerance);
    assertThat(second.bytes()).isEqualTo(other);
  }

  @Test
  void merge_whatForgetsOrIsNotLinear_isUnsupported() {
    for (String fields : new String[] {"'forgetting':0.9", "'model':{'kind':'mlp','hidden':[2]}"}) {
      Trial<RlsState> rls = Trial.rls("'dimension':2," + fields);
      LearnerSpec<?> spec = Trial.spec("rls", "'dimension':2," + fields);

      assertThat(spec.mergeObstacle()).contains("rls");
      assertThat(spec.unlearnObstacle()).contains("rls");
      assertThatThrownBy(() -> rls.merge(rls))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("does not merge");
    }
  }
}
