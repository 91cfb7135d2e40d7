package io.rivulet.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.testing.Seeds;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The factorisation against dense products. */
class CholeskyTest {

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void cholesky_positiveMatrix_factorsAndSolves(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int c = 1 + (int) (seed % 12);
    double[][] root = new double[c][];
    double[][] s = new double[c][c];
    for (int i = 0; i < c; i++) {
      root[i] = KernelsTest.normal(random, c);
      for (int j = 0; j <= i; j++) {
        s[i][j] = Lanes.dot(root[i], root[j], c) + (i == j ? 1 : 0);
        s[j][i] = s[i][j];
      }
    }
    double[][] factor = new double[c][];
    double[][] solution = new double[c][];
    double[][] right = new double[c][];
    for (int i = 0; i < c; i++) {
      factor[i] = s[i].clone();
      right[i] = KernelsTest.normal(random, 2);
      solution[i] = right[i].clone();
    }

    assertThat(Cholesky.factor(factor)).isTrue();
    Cholesky.forward(factor, solution, 2);
    Cholesky.backward(factor, solution, 2);
    double[] single = column(right, 0);
    Cholesky.solve(factor, single);

    // S ≥ I with entries of about c, so that a residual of ε c |x| is what stability promises.
    for (int i = 0; i < c; i++) {
      for (int n = 0; n < 2; n++) {
        double product = 0;
        for (int j = 0; j < c; j++) {
          product += s[i][j] * solution[j][n];
        }
        assertThat(product).isCloseTo(right[i][n], within(1e-12 * c * c));
      }
      assertThat(single[i]).isCloseTo(solution[i][0], within(1e-12 * c * c));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void cholesky_inverse_timesTheMatrixIsTheUnit(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int c = 1 + (int) (seed % 12);
    double[][] s = new double[c][c];
    double[][] factor = new double[c][];
    for (int k = 0; k < c; k++) {
      double[] row = KernelsTest.normal(random, c);
      for (int i = 0; i < c; i++) {
        Lanes.axpy(row[i], row, s[i], c);
      }
      s[k][k] += 1;
    }
    for (int i = 0; i < c; i++) {
      factor[i] = s[i].clone();
    }

    Cholesky.factor(factor);
    double[][] inverse = Cholesky.inverse(factor);

    // As below: S ≥ I with entries of about c.
    for (int i = 0; i < c; i++) {
      for (int j = 0; j < c; j++) {
        assertThat(Lanes.dot(s[i], inverse[j], c)).isCloseTo(i == j ? 1 : 0, within(1e-12 * c * c));
      }
    }
  }

  @Test
  void cholesky_notPositiveOrNotFinite_isRefused() {
    assertThat(Cholesky.factor(new double[][] {{0}})).isFalse();
    assertThat(Cholesky.factor(new double[][] {{-1}})).isFalse();
    assertThat(Cholesky.factor(new double[][] {{Double.NaN}})).isFalse();
    assertThat(Cholesky.factor(new double[][] {{Double.POSITIVE_INFINITY}})).isFalse();
    assertThat(Cholesky.factor(new double[][] {{1, 0}, {2, 4}})).isFalse();
    assertThat(Cholesky.factor(new double[][] {{1, 0}, {Double.NaN, 4}})).isFalse();
    assertThat(Cholesky.factor(new double[][] {{1e-300, 0}, {1e300, 4}})).isFalse();
  }

  private static double[] column(double[][] rows, int j) {
    double[] column = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      column[i] = rows[i][j];
    }
    return column;
  }
}
