package io.rivulet.learner.recursive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Problem;
import io.rivulet.learner.Problems;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.state.RlsState;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Merging states that saw different samples, the prior counted once. */
class RlsMergeTest {

  static Stream<Problem> problems() {
    return Problems.ofWeights(1, 20).samplesForEachWeight(2).withOutputs(2).seeds(200);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void merge_twoShards_equalsTheJointStream(Problem problem) throws Exception {
    Trial<RlsState> joint = problem.rls();
    Trial<RlsState> first = problem.rls();
    Trial<RlsState> second = problem.rls();
    problem.learnAll(joint);
    for (int i = 0; i < problem.n; i++) {
      problem.learn(problem.draw.between(0, 1) == 0 ? first : second, i);
    }
    byte[] other = second.bytes();

    first.merge(second);

    // Three inversions of matrices whose spread is at most (10 + 6 n p) / 0.1.
    double tolerance = 1e-15 * problem.p * problem.p * (100 + 60.0 * problem.n * problem.p);
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
      Trial<RlsState> rls = Trial.rls(Fields.of("dimension", 2).with(Fields.read(fields)));
      LearnerSpec<?> spec = Trial.spec("rls", Fields.of("dimension", 2).with(Fields.read(fields)));

      assertThat(spec.mergeObstacle()).contains("rls");
      assertThat(spec.unlearnObstacle()).contains("rls");
      assertThatThrownBy(() -> rls.merge(rls))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("does not merge");
    }
  }
}
