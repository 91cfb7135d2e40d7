package io.rivulet.learner.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.state.evidence.EvidenceState;
import io.rivulet.state.evidence.HeadScores;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Merged states against one stream. */
class EvidenceMergeTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void merge_untruncatedShards_isTheStateOfOneStream(long seed) throws Exception {
    EvidenceStream stream = new EvidenceStream(seed, 1 + (int) (seed % 3), seed % 2 == 0);
    boolean centred = seed % 5 > 0;
    Trial<EvidenceState> joint = stream.learned(stream.mergeable().with("bias", centred));
    Trial<EvidenceState> merged = Trial.evidence(stream.mergeable().with("bias", centred));
    int from = 0;
    for (int shard = 0; shard < 3; shard++) {
      int to = shard == 2 ? stream.n : stream.draw.between(from, stream.n);
      Trial<EvidenceState> part = Trial.evidence(stream.mergeable().with("bias", centred));
      stream.learn(part, from, to);
      merged.merge(part);
      from = to;
    }

    assertEqualSums(merged.state(), joint.state());
    for (int g = 0; g < HeadScores.HEADS; g++) {
      double lambda = HeadChoice.lambda(joint.state(), g);
      for (int j = 0; j < stream.q; j++) {
        double[] expected = weights(joint.state(), lambda, j);
        double size = 1e-300 + Arrays.stream(expected).map(Math::abs).max().orElse(0);
        // the spread of the ridge magnifies the rounding of the sums
        double spread = 1 + 1e4 * stream.n / Math.pow(10, g / 4.0);
        assertThat(weights(merged.state(), lambda, j))
            .containsExactly(expected, within(1e-14 * spread * size));
      }
    }
  }

  private static void assertEqualSums(EvidenceState merged, EvidenceState joint) {
    assertThat(merged.sums().samples()).isEqualTo(joint.sums().samples());
    assertThat(merged.steps()).isEqualTo(joint.steps());
    assertThat(merged.sums().weight()).isCloseTo(joint.sums().weight(), relative(joint));
    double energy = joint.sums().energy();
    assertThat(merged.sums().energy()).isCloseTo(energy, within(1e-12 * energy));
    assertThat(merged.tail()).isZero();
    assertThat(Oracle.largestDifference(covariance(merged), covariance(joint)))
        .isLessThan(1e-12 * (1e-300 + energy));
    for (int j = 0; j < joint.outputs(); j++) {
      double[] expected = joint.sums().products()[j];
      double size = 1e-300 + Oracle.norm(expected);
      assertThat(merged.sums().products()[j]).containsExactly(expected, within(1e-12 * size));
      double target = joint.sums().targetEnergy(j);
      assertThat(merged.sums().targetEnergy(j)).isCloseTo(target, within(1e-12 * target));
    }
    assertThat(merged.sums().mean())
        .containsExactly(joint.sums().mean(), within(1e-12 * Math.sqrt(energy + 100)));
  }

  private static Offset<Double> relative(EvidenceState joint) {
    return within(1e-12 * joint.sums().weight());
  }

  /** U diag(s)² Uᵀ. */
  private static double[][] covariance(EvidenceState state) {
    double[][] columns = state.sketch().basis().columns();
    double[][] covariance = new double[state.inputs()][state.inputs()];
    for (int k = 0; k < columns.length; k++) {
      double value = state.sketch().singularValues()[k];
      for (int i = 0; i < covariance.length; i++) {
        Oracle.add(value * value * columns[k][i], columns[k], covariance[i]);
      }
    }
    return covariance;
  }

  private static double[] weights(EvidenceState state, double lambda, int output) {
    double[] weights = new double[state.inputs()];
    if (lambda > 0) {
      new SketchedRidge(state, lambda)
          .add(
              state,
              1,
              state.sums().products()[output],
              state.along()[output],
              state.truncated(),
              weights);
    }
    return weights;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void publish_merged_hasTheRidgeOfLeastCrossValidation(long seed) throws Exception {
    EvidenceStream stream = new EvidenceStream(seed, 1 + (int) (seed % 2), seed % 2 == 0);
    boolean centred = seed % 5 > 0;
    Trial<EvidenceState> merged = Trial.evidence(stream.mergeable().with("bias", centred));
    Trial<EvidenceState> part = Trial.evidence(stream.mergeable().with("bias", centred));
    int half = stream.n / 2;
    stream.learn(merged, 0, half);
    stream.learn(part, half, stream.n);
    merged.merge(part);
    double lambda = merged.published().details().noise().lambda();

    CentredProblem problem = new CentredProblem(stream, stream.n, centred);
    int free = stream.n - (centred ? 1 : 0);
    double least = Double.POSITIVE_INFINITY;
    for (int g = 0; g < HeadScores.HEADS; g++) {
      double each = Math.pow(10, -4 + g / 4.0) * problem.meanEnergy();
      least = Math.min(least, score(problem, stream, each, free));
    }
    // where the samples leave nothing free, residuals are small differences
    double tolerance = stream.n > stream.p + 1 ? 1e-8 : 1e-2;
    assertThat(score(problem, stream, lambda, free)).isCloseTo(least, within(tolerance));
  }

  private static double score(
      CentredProblem problem, EvidenceStream stream, double lambda, int free) {
    double score = 0;
    for (int j = 0; j < stream.q; j++) {
      score += problem.crossValidation(j, lambda, free);
    }
    return score;
  }

  @Test
  void merge_withAnEmptyState_keepsEveryBit() throws Exception {
    EvidenceStream stream = new EvidenceStream(7, 1, true);
    Trial<EvidenceState> trial =
        stream.learned(stream.fields().with("memory", 1).with("mergeable", true));
    Trial<EvidenceState> empty =
        Trial.evidence(stream.fields().with("memory", 1).with("mergeable", true));
    byte[] before = trial.bytes();

    trial.merge(empty);
    empty.merge(trial);

    assertThat(trial.bytes()).isEqualTo(before);
    assertThat(empty.bytes()).isEqualTo(before);
  }

  @Test
  void merge_sequentialEstimate_isRefusedWithWhatToSet() throws Exception {
    EvidenceStream stream = new EvidenceStream(7, 1, true);
    Trial<EvidenceState> trial = stream.learned(stream.untruncated());

    assertThatThrownBy(() -> trial.merge(trial))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("mergeable: true");
  }
}
