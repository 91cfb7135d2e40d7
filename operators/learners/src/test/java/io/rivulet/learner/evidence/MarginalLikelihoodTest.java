package io.rivulet.learner.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.state.evidence.EvidenceState;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The scores of a ridge over a stream are its marginal likelihood: with K = diag(1/ω) + X Xᵀ / λ
 *
 * <pre>
 * Σ e² / v = yᵀ K⁻¹ y,   Σ log v = log det K
 * </pre>
 *
 * and, given the first target, under an intercept that may be anything
 *
 * <pre>
 * Σ e² / v = yᵀ K⁻¹ y - (1ᵀ K⁻¹ y)² / 1ᵀ K⁻¹ 1,   Σ log v = log det K + log 1ᵀ K⁻¹ 1
 * </pre>
 */
class MarginalLikelihoodTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void scores_ofAFixedRidge_areItsMarginalLikelihood(long seed) throws Exception {
    EvidenceStream stream = new EvidenceStream(seed, 1, seed % 2 == 0);
    boolean centred = seed % 3 > 0;
    double lambda = stream.draw.uniform(0.05, 20);
    Trial<EvidenceState> trial =
        Trial.evidence(stream.untruncated().with("bias", centred).with("mergeable", seed % 4 > 1));
    Heads heads = new Heads(1, centred, new StartScale(new double[0][]));
    CentredInput input = new CentredInput(stream.p, 1e-9);
    double losses = 0;
    double logs = 0;
    for (int i = 0; i < stream.n; i++) {
      EvidenceState state = trial.state();
      if (i > 0 || !centred) {
        SketchedRidge ridge = new SketchedRidge(state, lambda);
        heads.at(state, input.of(state, stream.x[i]).along(state));
        double v = 1 / stream.weight[i] + heads.spread(state, ridge);
        double e = stream.y[i][0] - state.sums().targetMeans()[0] - heads.mean(state, ridge, 0, 0);
        losses += e * e / v;
        logs += Math.log(v);
      }
      trial.learnWeighted(stream.weight[i], stream.x[i], stream.y[i]);
    }

    double[] expected = expected(stream, lambda, centred);
    assertThat(losses).isCloseTo(expected[0], within(1e-10 * expected[0]));
    assertThat(logs).isCloseTo(expected[1], within(1e-10 * (stream.n + Math.abs(expected[1]))));
  }

  private static double[] expected(EvidenceStream stream, double lambda, boolean centred) {
    RealMatrix x = new Array2DRowRealMatrix(stream.x);
    RealMatrix covariance = x.multiply(x.transpose()).scalarMultiply(1 / lambda);
    for (int i = 0; i < stream.n; i++) {
      covariance.addToEntry(i, i, 1 / stream.weight[i]);
    }
    var cholesky = new CholeskyDecomposition(covariance);
    double[] y = stream.targets(0);
    double[] ones = new double[stream.n];
    Arrays.fill(ones, 1);
    double[] solved = cholesky.getSolver().solve(Oracle.vector(y)).toArray();
    double[] level = cholesky.getSolver().solve(Oracle.vector(ones)).toArray();
    double logs = 0;
    for (int i = 0; i < stream.n; i++) {
      logs += 2 * Math.log(cholesky.getL().getEntry(i, i));
    }
    double whole = Oracle.dot(y, solved);
    if (!centred) {
      return new double[] {whole, logs};
    }
    double precision = Oracle.dot(ones, level);
    double part = Oracle.dot(ones, solved);
    return new double[] {whole - part * part / precision, logs + Math.log(precision)};
  }
}
