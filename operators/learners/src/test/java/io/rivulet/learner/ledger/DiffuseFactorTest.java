package io.rivulet.learner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.kernel.DiffuseFactor;
import io.rivulet.kernel.TriangularFactor;
import io.rivulet.learner.Draw;
import io.rivulet.learner.ExactRounding;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The factor of P = (Π + Σ x xᵀ / start)⁻¹, where entries of Π may be 0, against that inverse in
 * 500 digits.
 */
class DiffuseFactorTest {

  private static final MathContext DIGITS = new MathContext(100);

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void absorb_rowsThatDetermineAll_isTheInverseOfTheInformation(long seed) {
    Problem problem = new Problem(seed);
    DiffuseFactor factor = problem.prior();

    for (int i = 0; i < problem.n; i++) {
      problem.absorb(factor, i, 1);
    }

    assertThat(factor.openings()).isZero();
    assertThat(factor.sound()).isTrue();
    problem.assertInverse(factor, 0);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void absorb_anyRow_givesItsVarianceAndImageBefore(long seed) {
    Problem problem = new Problem(seed);
    DiffuseFactor factor = problem.prior();
    int last = problem.n - 1;
    for (int i = 0; i < last; i++) {
      problem.absorb(factor, i, 1);
    }
    double spread = factor.spread(problem.x[last]);
    double[] image = factor.multiply(problem.x[last]);
    double[] sizes = factor.multiplySizes(problem.sizes(last));

    double[] b = new double[problem.p];
    double a = factor.absorb(problem.x[last], 0, problem.start[last], b);

    assertThat(factor.opened()).isFalse();
    assertThat(a).isCloseTo(problem.start[last] + spread, within(1e-14 * a));
    for (int j = 0; j < problem.p; j++) {
      assertThat(b[j]).isCloseTo(image[j], within(1e-14 * sizes[j]));
      assertThat(Math.abs(image[j])).isLessThanOrEqualTo(sizes[j] * (1 + 1e-14));
    }
  }

  /** What fewer rows than columns say of themselves is known, and of nothing else. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void absorb_fewerRowsThanOpenColumns_leavesTheirOwnVariances(long seed) {
    Problem problem = new Problem(seed);
    DiffuseFactor factor = DiffuseFactor.prior(new double[problem.p]);
    int rows = (int) (seed / 9 % problem.p);

    for (int i = 0; i < rows; i++) {
      problem.absorb(factor, i, 1);
      assertThat(factor.opened()).isTrue();
    }

    assertThat(factor.openings()).isEqualTo(problem.p - rows);
    for (int i = 0; i < rows; i++) {
      double start = problem.start[i];
      assertThat(factor.spread(problem.x[i])).isCloseTo(start, within(1e-9 * start));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void absorb_rowsTakenOutAgain_isTheInverseOfTheRest(long seed) {
    Problem problem = new Problem(seed);
    DiffuseFactor factor = problem.prior();
    for (int i = 0; i < problem.n; i++) {
      problem.absorb(factor, i, 1);
    }

    problem.absorb(factor, 1, -1);
    problem.absorb(factor, 0, -1);

    problem.assertInverse(factor, 2);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void absorb_removalFromAnOpenDirection_isNoNumber(long seed) {
    Problem problem = new Problem(seed);
    DiffuseFactor factor = DiffuseFactor.prior(new double[problem.p]);
    for (int i = 0; i < problem.p - 1; i++) {
      problem.absorb(factor, i, 1);
    }

    double a = factor.absorb(problem.x[problem.p], 0, -1, new double[problem.p]);

    assertThat(a).isNaN();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void absorb_knownColumnsScaledByPowersOfTwo_scalesToTheBit(long seed) {
    Problem problem = new Problem(seed);
    DiffuseFactor factor = problem.prior();
    Draw draw = new Draw(~seed);
    int[] exponent = new int[problem.p];
    double[] precision = new double[problem.p];
    for (int j = 0; j < problem.p; j++) {
      exponent[j] = problem.precision[j] > 0 ? draw.between(-20, 20) : 0;
      precision[j] = Math.scalb(problem.precision[j], 2 * exponent[j]);
    }
    DiffuseFactor scaled = DiffuseFactor.prior(precision);
    double[] b = new double[problem.p];
    for (int i = 0; i < problem.n; i++) {
      double a = problem.absorb(factor, i, 1);
      double[] x = problem.x[i].clone();
      Arrays.setAll(x, j -> Math.scalb(x[j], exponent[j]));

      double other = scaled.absorb(x, 0, problem.start[i], b);

      assertThat(scaled.opened()).isEqualTo(factor.opened());
      assertThat(other).isEqualTo(a);
    }
    for (int j = 0; j < problem.p; j++) {
      assertThat(scaled.variance(j)).isEqualTo(Math.scalb(factor.variance(j), -2 * exponent[j]));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void of_aTriangularFactor_isTheInverseOfItsSquare(long seed) {
    Problem problem = new Problem(seed);
    TriangularFactor lower = TriangularFactor.isotropic(problem.p, 0);
    for (int i = 0; i < problem.n; i++) {
      double root = Math.sqrt(problem.start[i]);
      lower.add(Arrays.stream(problem.x[i]).map(value -> value / root).toArray());
    }
    Arrays.fill(problem.precision, 0);

    problem.assertInverse(DiffuseFactor.of(lower), 0);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void read_whatWasWritten_isTheSameFactor(long seed) {
    Problem problem = new Problem(seed);
    DiffuseFactor factor = problem.prior();
    for (int i = 0; i < seed % problem.n; i++) {
      problem.absorb(factor, i, 1);
    }
    byte[] bytes = new byte[(int) DiffuseFactor.bytes(problem.p)];
    factor.write(StateOutput.into(bytes));

    DiffuseFactor read = DiffuseFactor.read(StateInput.of(bytes), problem.p);

    for (int j = 0; j < problem.p; j++) {
      assertThat(read.variance(j)).isEqualTo(factor.variance(j));
      assertThat(read.open(j)).isEqualTo(factor.open(j));
      assertThat(read.column(j)).containsExactly(factor.column(j));
    }
  }

  /** Rows in columns of units 1e-4 to 1e4, of which about half are open at first. */
  private static final class Problem {
    final int p;
    final int n;
    final double[] precision;
    final double[][] x;
    final double[] start;

    Problem(long seed) {
      Draw draw = new Draw(seed);
      this.p = 1 + (int) (seed % 9);
      this.n = 2 * p + draw.between(3, 10);
      this.precision = new double[p];
      this.x = draw.normal(n, p);
      this.start = new double[n];
      Arrays.setAll(start, i -> Math.pow(10, draw.uniform(-2, 2)));
      for (int j = 0; j < p; j++) {
        double unit = Math.pow(10, draw.uniform(-4, 4));
        precision[j] = draw.between(0, 1) * draw.uniform(0.1, 2) * unit * unit;
        for (double[] row : x) {
          row[j] *= unit;
        }
      }
    }

    DiffuseFactor prior() {
      return DiffuseFactor.prior(precision);
    }

    /** Adds row i, or takes it out where the sign is negative. */
    double absorb(DiffuseFactor factor, int i, int sign) {
      return factor.absorb(x[i], 0, sign * start[i], new double[p]);
    }

    double[] sizes(int i) {
      return Arrays.stream(x[i]).map(Math::abs).toArray();
    }

    /** P is the inverse of the information of the rows from one on, and U⁻ᵀ D⁻¹ U⁻¹ itself. */
    void assertInverse(DiffuseFactor factor, int from) {
      BigDecimal[][] exact = ExactRounding.inverse(information(from));
      double[] variances = new double[p];
      factor.variances(variances);
      double[] deviations = new double[p];
      Arrays.setAll(deviations, j -> Math.sqrt(exact[j][j].doubleValue()));
      for (int j = 0; j < p; j++) {
        double[] unit = new double[p];
        unit[j] = 1;
        double[] column = factor.multiply(unit);
        assertThat(variances[j]).isCloseTo(exact[j][j].doubleValue(), within(1e-9 * variances[j]));
        for (int i = 0; i < p; i++) {
          double bound = 1e-9 * deviations[i] * deviations[j];
          assertThat(column[i]).isCloseTo(exact[i][j].doubleValue(), within(bound));
        }
      }
      assertInformation(factor, information(from));
    }

    private void assertInformation(DiffuseFactor factor, BigDecimal[][] exact) {
      double[][] rows = new double[p][p];
      for (int k = 0; k < p; k++) {
        factor.inverseRow(k, rows[k]);
      }
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          double sum = 0;
          for (int k = 0; k < p; k++) {
            sum += rows[k][i] * rows[k][j] / factor.variance(k);
          }
          double size = Math.sqrt(exact[i][i].doubleValue()) * Math.sqrt(exact[j][j].doubleValue());
          assertThat(sum).isCloseTo(exact[i][j].doubleValue(), within(1e-9 * size));
        }
      }
    }

    private BigDecimal[][] information(int from) {
      BigDecimal[][] information = new BigDecimal[p][p];
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          information[i][j] = i == j ? new BigDecimal(precision[i]) : BigDecimal.ZERO;
          for (int k = from; k < n; k++) {
            BigDecimal product = new BigDecimal(x[k][i]).multiply(new BigDecimal(x[k][j]));
            BigDecimal share = product.divide(new BigDecimal(start[k]), DIGITS);
            information[i][j] = information[i][j].add(share);
          }
        }
      }
      return information;
    }
  }
}
