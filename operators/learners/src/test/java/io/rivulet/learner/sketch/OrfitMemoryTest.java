package io.rivulet.learner.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.kernel.OrthonormalBasis;
import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.state.OrfitState;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ORFit keeps of the gradients G when memory is full, against the exact decomposition. */
class OrfitMemoryTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_roomForAll_keepsTheExactSingularValuesAndSubspace(long seed) throws Exception {
    Stream stream = new Stream(seed, "ipca");
    double[] exact = Oracle.singularValues(stream.x);

    for (int i = 0; i < stream.m; i++) {
      stream.learn(i);
    }

    double[][] seen = Arrays.copyOf(stream.x, stream.m);
    OrfitState state = stream.orfit.state();
    // Each of the m rotations rounds by about ε s₁.
    assertThat(state.singularValues())
        .containsExactly(Oracle.singularValues(seen), within(1e-14 * stream.m * exact[0]));
    assertThat(Oracle.energyOutside(seen, Trial.projector(state.basis())))
        .isLessThan(1e-24 * stream.p * exact[0] * exact[0]);
    assertThat(state.discardedEnergy()).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void discardedEnergy_memoryFull_isAllThatTheSketchLost(long seed) throws Exception {
    Stream stream = new Stream(seed, "ipca");

    double seen = 0;
    for (int i = 0; i < stream.n; i++) {
      stream.learn(i);
      seen += Oracle.dot(stream.x[i], stream.x[i]);

      OrfitState state = stream.orfit.state();
      double kept = Oracle.dot(state.singularValues(), state.singularValues());
      // A sum of n squares, and n decompositions that each keep the norm to a few ε.
      assertThat(kept + state.discardedEnergy()).isCloseTo(seen, within(1e-14 * stream.n * seen));
      assertThat(state.basis().rank()).isEqualTo(Math.min(i + 1, stream.m));
    }
    assertThat(stream.orfit.state().discardedEnergy()).isPositive();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_memoryFull_staysBetweenExactPcaAndTheDiscardedEnergy(long seed) throws Exception {
    Stream stream = new Stream(seed, "ipca");

    for (int i = 0; i < stream.n; i++) {
      stream.learn(i);
    }

    OrfitState state = stream.orfit.state();
    double lost = Oracle.energyOutside(stream.x, Trial.projector(state.basis()));
    double[] exact = Oracle.singularValues(stream.x);
    double least = 0;
    for (int k = stream.m; k < exact.length; k++) {
      least += exact[k] * exact[k];
    }
    double slack = 1e-12 * stream.n * exact[0] * exact[0];
    // GGᵀ - U s² Uᵀ is positive with trace = discarded, and bounds GGᵀ outside U from above.
    assertThat(lost).isBetween(least - slack, state.discardedEnergy() + slack);
    // Its largest eigenvalue is at least that of exact PCA, and at most its trace.
    RealMatrix gram = Oracle.matrix(stream.x).transpose().multiply(Oracle.matrix(stream.x));
    assertThat(worstCase(gram, state.basis().columns()))
        .isBetween(exact[stream.m] * exact[stream.m] - slack, state.discardedEnergy() + slack);
    for (int k = 0; k < state.singularValues().length; k++) {
      assertThat(state.singularValues()[k]).isLessThanOrEqualTo(exact[k] + slack);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void exactPca_allGradients_attainsTheLeastWorstCaseForgetting(long seed) throws Exception {
    Stream stream = new Stream(seed, "full");
    RealMatrix gram = Oracle.matrix(stream.x).transpose().multiply(Oracle.matrix(stream.x));
    for (int i = 0; i < stream.n; i++) {
      stream.learn(i);
    }
    OrthonormalBasis basis = stream.orfit.state().basis();
    double[] values = stream.orfit.state().singularValues();

    double[][] kept = new double[stream.m][];
    Arrays.setAll(kept, k -> basis.column(k));
    double next = stream.m < values.length ? values[stream.m] * values[stream.m] : 0;

    double slack = 1e-13 * stream.n * values[0] * values[0];
    assertThat(worstCase(gram, kept)).isCloseTo(next, within(slack));
    for (int trial = 0; trial < 2; trial++) {
      double[][] other = orthonormal(stream.draw.normal(stream.m, stream.p));
      assertThat(worstCase(gram, other)).isGreaterThanOrEqualTo(next - slack);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_frequentDirections_keepsTheGuarantee(long seed) throws Exception {
    Stream stream = new Stream(seed, "fd");

    for (int i = 0; i < stream.n; i++) {
      stream.learn(i);
    }

    OrfitState state = stream.orfit.state();
    double[][] lost =
        Oracle.matrix(stream.x).transpose().multiply(Oracle.matrix(stream.x)).getData();
    for (int k = 0; k < state.basis().rank(); k++) {
      double energy = state.singularValues()[k] * state.singularValues()[k];
      for (int i = 0; i < stream.p; i++) {
        Oracle.add(-energy * state.basis().column(k)[i], state.basis().column(k), lost[i]);
      }
    }
    double[] exact = Oracle.singularValues(stream.x);
    double[] eigenvalues = Oracle.eigenvalues(Oracle.matrix(lost));
    double slack = 1e-13 * stream.n * exact[0] * exact[0];
    // Ghashami et al. 2016, Theorem 1.1 with k = 0: 0 ≤ GGᵀ - BBᵀ ≤ ‖G‖²_F / (m + 1), shrinking by
    // the (m + 1)th value.
    double energy = Oracle.dot(exact, exact);
    assertThat(eigenvalues[stream.p - 1]).isGreaterThan(-slack);
    assertThat(eigenvalues[0]).isLessThanOrEqualTo(energy / (stream.m + 1) + slack);
    // Each shrink takes its energy from all m + 1 directions, so the m + 1 fold discard is the
    // loss.
    double kept = Oracle.dot(state.singularValues(), state.singularValues());
    assertThat(kept + (stream.m + 1) * state.discardedEnergy())
        .isCloseTo(energy, within(1e-13 * stream.n * energy));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_memoryDecay_ranksOldGradientsLower(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 40);
    int n = draw.between(1, p);
    double decay = draw.uniform(0.3, 1);
    Trial<OrfitState> orfit =
        Trial.orfit(Fields.of("dimension", p).with("summary", "full").with("memoryDecay", decay));
    double[][] decayed = draw.normal(n, p);
    double[][] x = new double[n][];
    Arrays.setAll(x, i -> decayed[i].clone());
    double[] y = draw.normal(n);

    for (int i = 0; i < n; i++) {
      orfit.learn(x[i], y[i]);
      double factor = Math.pow(decay, (n - 1 - i) / 2.0);
      for (int j = 0; j < p; j++) {
        decayed[i][j] *= factor;
      }
    }

    double[] exact = Oracle.singularValues(decayed);
    assertThat(orfit.state().singularValues())
        .startsWith(firstAbove(1e-8, exact), within(1e-13 * n * exact[0]));
  }

  private static double[] firstAbove(double cut, double[] values) {
    return Arrays.stream(values).filter(v -> v > cut * values[0]).toArray();
  }

  /** The largest eigenvalue of (I - UUᵀ) GᵀG (I - UUᵀ), the rows of u being U. */
  private static double worstCase(RealMatrix gram, double[][] u) {
    RealMatrix basis = Oracle.matrix(u);
    int p = gram.getRowDimension();
    RealMatrix projector =
        MatrixUtils.createRealIdentityMatrix(p).subtract(basis.transpose().multiply(basis));
    return Oracle.eigenvalues(projector.multiply(gram).multiply(projector))[0];
  }

  private static double[][] orthonormal(double[][] rows) {
    for (int k = 0; k < rows.length; k++) {
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < k; j++) {
          Oracle.add(-Oracle.dot(rows[j], rows[k]), rows[j], rows[k]);
        }
      }
      double norm = Oracle.norm(rows[k]);
      for (int i = 0; i < rows[k].length; i++) {
        rows[k][i] /= norm;
      }
    }
    return rows;
  }

  /** n > m samples whose gradients have falling energy in random directions. */
  private static final class Stream {
    final Draw draw;
    final int p;
    final int m;
    final int n;
    final double[][] x;
    final Trial<OrfitState> orfit;

    Stream(long seed, String summary) {
      this.draw = new Draw(seed);
      this.p = 2 + (int) (seed % 39);
      this.m = draw.between(1, p - 1);
      this.n = m + draw.between(1, 12);
      this.x = draw.normal(n, p);
      for (double[] row : x) {
        for (int j = 0; j < p; j++) {
          row[j] /= 1 + j;
        }
      }
      this.orfit =
          Trial.orfit(Fields.of("dimension", p).with("memory", m).with("summary", summary));
    }

    void learn(int i) throws Exception {
      orfit.learn(x[i], draw.uniform(-1, 1));
    }
  }
}
