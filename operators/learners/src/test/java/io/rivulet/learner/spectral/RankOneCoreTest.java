package io.rivulet.learner.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Oracle;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The secular core [diag(s) h; 0 ρ] against what defines it, and against Commons Math. */
class RankOneCoreTest {

  private static final double EPSILON = 0x1p-53;

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  /** Each seed tries 25 cores, of one kind in five, at another scale. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void decompose_anyCore_givesOrthonormalVectorsAndTheMatrixRowByRow(long seed) {
    Draw draw = new Draw(seed);

    for (int trial = 0; trial < 25; trial++) {
      int n = draw.between(1, 24);
      double[] s = values(draw, n - draw.between(0, 1), trial % 5);
      double[] z = column(draw, n, trial % 5);
      double scale = Math.pow(10, draw.between(-150, 150));
      double[] scaledS = times(scale, s);
      double[] scaledZ = times(scale, z);

      RankOneCore core = new RankOneCore(scaledS, scaledZ);

      assertThat(deviation(core.u())).isLessThan(32 * n * EPSILON);
      assertDescending(core.values());
      double[] values = times(1 / scale, core.values());
      // An entry of M Mᵀ is known to a few ε of the lengths of its two rows.
      assertThat(residual(s, z, core.u(), values)).isLessThan(128 * n * EPSILON);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void decompose_anyCore_hasTheValuesOfCommonsMath(long seed) {
    Draw draw = new Draw(seed);

    for (int trial = 0; trial < 10; trial++) {
      int n = draw.between(1, 24);
      double[] s = values(draw, n - draw.between(0, 1), trial % 5);
      double[] z = column(draw, n, trial % 5);

      RankOneCore core = new RankOneCore(s, z);

      double[] expected = Arrays.copyOf(new SmallSvd(matrix(s, z)).values(), n);
      assertThat(core.values()).containsExactly(expected, within(64 * n * EPSILON * expected[0]));
    }
  }

  /**
   * σ² of [1 h; 0 ρ] are the roots of t² - (1 + h² + ρ²) t + ρ² = 0, of which the small one is ρ²
   * over the large one.
   */
  @Test
  void decompose_smallRowBesideALargeOne_keepsItsDigits() {
    for (int exponent = -140; exponent <= 0; exponent += 4) {
      double rho = 3 * Math.pow(10, exponent);
      double h = 0.7;

      double[] values = new RankOneCore(new double[] {1}, new double[] {h, rho}).values();

      double half = (1 + h * h + rho * rho) / 2;
      double large = Math.sqrt(half + Math.sqrt(half * half - rho * rho));
      assertThat(values[0]).isCloseTo(large, within(1e-15 * large));
      assertThat(values[1]).isCloseTo(rho / large, within(1e-15 * rho));
    }
  }

  @Test
  void decompose_columnOfZeros_changesNothing() {
    RankOneCore core = new RankOneCore(new double[] {3, 2, 2, 1e-200}, new double[5]);

    assertThat(core.values()).containsExactly(3, 2, 2, 0, 0);
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        assertThat(core.u()[i][j]).isEqualTo(i == j ? 1 : 0);
      }
    }
  }

  @Test
  void decompose_firstColumn_isItsLength() {
    RankOneCore core = new RankOneCore(new double[0], new double[] {Double.MIN_VALUE});

    assertThat(core.values()).containsExactly(Double.MIN_VALUE);
    assertThat(Math.abs(core.u()[0][0])).isEqualTo(1);
  }

  /** M Mᵀ = I + z zᵀ: one value √(1 + |z|²) along z, all others 1. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void decompose_allValuesEqual_leavesOneDirectionAlongTheColumn(long seed) {
    Draw draw = new Draw(seed);
    int n = draw.between(1, 30);
    double[] s = new double[n];
    Arrays.fill(s, 1);
    double[] z = draw.normal(n);

    RankOneCore core = new RankOneCore(s, z);

    double length = Oracle.norm(z);
    assertThat(core.values()[0]).isCloseTo(Math.sqrt(1 + length * length), within(1e-14 * n));
    double along = 0;
    for (int i = 0; i < n; i++) {
      along += core.u()[i][0] * z[i] / length;
    }
    assertThat(Math.abs(along)).isCloseTo(1, within(1e-14 * n));
    for (int k = 1; k < n; k++) {
      assertThat(core.values()[k]).isEqualTo(1);
    }
  }

  /** Kinds: ordinary, with repetitions, graded over 24 decades, nearly equal, over 80 decades. */
  private static double[] values(Draw draw, int n, int kind) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      boolean again = i > 0 && kind > 0 && draw.between(0, 4) == 0;
      values[i] =
          again
              ? values[i - 1] * (1 + draw.between(0, 3) * 0x1p-51)
              : magnitude(draw, kind) * draw.uniform(0.1, 1);
      if (draw.between(0, 30) == 0) {
        values[i] = 0;
      }
      if (kind == 3) {
        values[i] = 1 + draw.between(0, 40) * 0x1p-50;
      }
    }
    Arrays.sort(values);
    for (int i = 0; i < n / 2; i++) {
      double swapped = values[i];
      values[i] = values[n - 1 - i];
      values[n - 1 - i] = swapped;
    }
    return values;
  }

  private static double[] column(Draw draw, int n, int kind) {
    double[] column = draw.normal(n);
    for (int i = 0; i < n; i++) {
      column[i] *= magnitude(draw, kind);
      if (kind > 0 && draw.between(0, 6) == 0) {
        column[i] = 0;
      }
      if (kind == 3) {
        column[i] *= Math.pow(10, draw.between(-20, 1));
      }
    }
    return column;
  }

  private static double magnitude(Draw draw, int kind) {
    int decades = kind == 2 ? 12 : kind == 4 ? 40 : 0;
    return Math.pow(10, draw.between(-decades, decades));
  }

  private static double[][] matrix(double[] s, double[] z) {
    double[][] matrix = new double[z.length][s.length + 1];
    for (int i = 0; i < z.length; i++) {
      if (i < s.length) {
        matrix[i][i] = s[i];
      }
      matrix[i][s.length] = z[i];
    }
    return matrix;
  }

  private static double deviation(double[][] u) {
    double largest = 0;
    for (int i = 0; i < u.length; i++) {
      for (int j = 0; j < u.length; j++) {
        double product = i == j ? -1 : 0;
        for (double[] row : u) {
          product += row[i] * row[j];
        }
        largest = Math.max(largest, Math.abs(product));
      }
    }
    return largest;
  }

  /** The largest entry of u σ² uᵀ - M Mᵀ over the lengths of the rows that meet there. */
  private static double residual(double[] s, double[] z, double[][] u, double[] values) {
    int n = z.length;
    double[] d = Arrays.copyOf(s, n);
    double largest = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double difference = -z[i] * z[j];
        if (i == j) {
          difference -= d[i] * d[i];
        }
        for (int k = 0; k < n; k++) {
          difference += (u[i][k] * values[k]) * (u[j][k] * values[k]);
        }
        double size = Math.hypot(d[i], z[i]) * Math.hypot(d[j], z[j]);
        largest = Math.max(largest, size == 0 ? Math.abs(difference) : Math.abs(difference) / size);
      }
    }
    return largest;
  }

  private static void assertDescending(double[] values) {
    for (int k = 1; k < values.length; k++) {
      assertThat(values[k]).isBetween(0.0, values[k - 1]);
    }
  }

  private static double[] times(double factor, double[] vector) {
    return Arrays.stream(vector).map(v -> factor * v).toArray();
  }
}
