package io.rivulet.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.testing.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** LᵀL = A through every change, against dense sums. */
class TriangularFactorTest {

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void add_anyRows_factorsTheirSumAndTurnsTheRightHandSide(long seed) {
    Case problem = new Case(seed);
    TriangularFactor factor = TriangularFactor.isotropic(problem.p, 0);
    double[][] z = new double[2][problem.p];
    double[] rest = new double[2];

    for (int i = 0; i < problem.x.length; i++) {
      double[] left = problem.y[i].clone();
      factor.add(problem.x[i].clone(), z, left);
      rest[0] += left[0] * left[0];
      rest[1] += left[1] * left[1];
    }

    assertClose(gram(factor), problem.sum(0), problem.tolerance());
    for (int j = 0; j < 2; j++) {
      double[] right = new double[problem.p];
      double square = 0;
      for (int i = 0; i < problem.x.length; i++) {
        Lanes.axpy(problem.y[i][j], problem.x[i], right, problem.p);
        square += problem.y[i][j] * problem.y[i][j];
      }
      double[] turned = new double[problem.p];
      for (int i = 0; i < problem.p; i++) {
        Lanes.axpy(z[j][i], factor.row(i), turned, i + 1);
      }
      assertThat(turned).containsExactly(right, within(problem.tolerance()));
      double kept = Lanes.dot(z[j], z[j], problem.p);
      assertThat(kept + rest[j]).isCloseTo(square, within(problem.tolerance()));
    }
  }

  /** Lᵀ (L x) and the rows that squares are added to, by the dense sum. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void addSquareTo_anyRows_isTheirSum(long seed) {
    Case problem = new Case(seed);
    TriangularFactor factor = TriangularFactor.isotropic(problem.p, 0);
    for (double[] x : problem.x) {
      factor.add(x.clone());
    }
    double[][] expected = problem.sum(0);
    double[][] square = new double[problem.p][problem.p];
    double[] once = new double[problem.p];
    double[] twice = new double[problem.p];
    double[] product = new double[problem.p];
    double[] x = problem.x[0];
    for (int i = 0; i < problem.p; i++) {
      product[i] = Lanes.dot(expected[i], x, problem.p);
    }

    factor.addSquareTo(square);
    factor.multiply(x, once);
    factor.multiplyTransposed(once, twice);

    for (int i = 0; i < problem.p; i++) {
      for (int j = 0; j <= i; j++) {
        assertThat(square[i][j]).isCloseTo(expected[i][j], within(problem.tolerance()));
      }
    }
    double tolerance = problem.tolerance() * (1 + Lanes.norm(x) * problem.p);
    assertThat(twice).containsExactly(product, within(tolerance));
  }

  /** Small rows keep their digits, whenever large ones come. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void add_largeRowAfterSmallOne_leavesTheRestOfTheSmallOne(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TriangularFactor factor = TriangularFactor.isotropic(2, 0);
    double a = random.nextDouble(1, 2);
    double b = random.nextDouble(1, 2);
    double large = Math.pow(10, random.nextDouble(9, 100));

    factor.add(new double[] {a, b});
    factor.add(new double[] {large, large});

    // The part of (a, b) that (1, 1) does not explain: det A = large² (a - b)².
    assertThat(Math.abs(factor.entry(0, 0)) * Math.abs(factor.entry(1, 1)))
        .isCloseTo(large * Math.abs(a - b), within(1e-14 * large));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void factor_shiftedMatrix_solvesAndTraces(long seed) {
    Case problem = new Case(seed);
    double shift = 0.5;
    double[][] sum = problem.sum(shift);
    TriangularFactor factor = TriangularFactor.isotropic(problem.p, 0);

    assertThat(factor.factor(sum)).isTrue();

    assertClose(gram(factor), sum, problem.tolerance());
    double[] inverse = factor.inverseDiagonal();
    double[] diagonal = new double[problem.p];
    factor.squares(diagonal);
    for (int k = 0; k < problem.p; k++) {
      double[] unit = new double[problem.p];
      unit[k] = 1;
      factor.solveTransposed(unit);
      factor.solve(unit);
      assertThat(inverse[k]).isCloseTo(unit[k], within(problem.tolerance() / shift));
      assertThat(diagonal[k]).isCloseTo(sum[k][k], within(problem.tolerance()));
      double[] product = new double[problem.p];
      for (int i = 0; i < problem.p; i++) {
        product[i] = Lanes.dot(sum[i], unit, problem.p);
      }
      product[k] -= 1;
      assertThat(Lanes.largest(product)).isLessThan(problem.tolerance() / shift);
    }
    double[] image = new double[problem.p];
    factor.multiply(problem.x[0], image);
    factor.solve(image);
    assertThat(image).containsExactly(problem.x[0], within(problem.tolerance() / shift));
  }

  @Test
  void factor_indefinite_isRefused() {
    TriangularFactor factor = TriangularFactor.isotropic(2, 0);

    assertThat(factor.factor(new double[][] {{2}, {0, 0}})).isFalse();
    assertThat(factor.factor(new double[][] {{3}, {0, 1}})).isTrue();
    assertThat(factor.factor(new double[][] {{1}, {0, Double.POSITIVE_INFINITY}})).isFalse();
  }

  @Test
  void add_tinyAndHugeRows_staysFinite() {
    for (double scale : new double[] {1e-320, 1e-200, 1e150}) {
      TriangularFactor factor = TriangularFactor.isotropic(2, 0);
      factor.add(new double[] {scale, scale}, new double[0][], new double[0]);

      assertThat(factor.entry(1, 1)).isEqualTo(scale);
      assertThat(factor.entry(1, 0)).isEqualTo(scale);
      assertThat(factor.entry(0, 0)).isZero();
    }
  }

  @Test
  void write_thenRead_givesTheSameRows() {
    TriangularFactor factor = TriangularFactor.isotropic(2, 3);
    factor.add(new double[] {1, 4}, new double[0][], new double[0]);
    byte[] bytes = new byte[(int) TriangularFactor.bytes(2)];
    factor.write(StateOutput.into(bytes));

    TriangularFactor read = TriangularFactor.read(StateInput.of(bytes), 2);

    assertThat(read.row(0)).containsExactly(factor.row(0));
    assertThat(read.row(1)).containsExactly(factor.row(1)).endsWith(5);
    read.clear();
    assertThat(read.row(1)).containsOnly(0);
    read.copyFrom(factor);
    assertThat(read.entry(1, 0)).isEqualTo(factor.entry(1, 0)).isNotZero();
    assertThat(read.entry(0, 1)).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void symmetricMatrix_sums_addScaleAndCopy(long seed) {
    Case problem = new Case(seed);
    SymmetricMatrix a = SymmetricMatrix.zeros(problem.p);
    SymmetricMatrix b = SymmetricMatrix.zeros(problem.p);
    for (int i = 0; i < problem.x.length; i++) {
      (i % 2 == 0 ? a : b).add(i % 2 == 0 ? 1 : 0.5, problem.x[i]);
    }
    b.scale(2);
    SymmetricMatrix copy = SymmetricMatrix.zeros(problem.p);
    copy.copyFrom(a);

    a.add(b);

    double[][] sum = problem.sum(0);
    for (int i = 0; i < problem.p; i++) {
      for (int j = 0; j < problem.p; j++) {
        assertThat(a.entry(i, j)).isCloseTo(sum[i][j], within(problem.tolerance()));
        assertThat(copy.entry(i, j) + b.entry(i, j)).isEqualTo(a.entry(i, j));
      }
    }
  }

  private static double[][] gram(TriangularFactor factor) {
    double[][] gram = new double[factor.size()][factor.size()];
    for (int i = 0; i < gram.length; i++) {
      for (int j = 0; j < gram.length; j++) {
        for (int k = 0; k < gram.length; k++) {
          gram[i][j] += factor.entry(k, i) * factor.entry(k, j);
        }
      }
    }
    return gram;
  }

  private static double trace(double[][] matrix) {
    double trace = 0;
    for (int i = 0; i < matrix.length; i++) {
      trace += matrix[i][i];
    }
    return trace;
  }

  private static void assertClose(double[][] actual, double[][] expected, double tolerance) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).containsExactly(expected[i], within(tolerance));
    }
  }

  /** Rows of p entries with two right-hand sides. */
  private static final class Case {
    final int p;
    final double[][] x;
    final double[][] y;

    Case(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      this.p = 1 + (int) (seed % 20);
      this.x = new double[random.nextInt(1, 2 * p + 2)][p];
      this.y = new double[x.length][2];
      for (int i = 0; i < x.length; i++) {
        Arrays.setAll(x[i], k -> random.nextGaussian());
        Arrays.setAll(y[i], k -> random.nextGaussian());
      }
    }

    /** Σ x xᵀ + shift I. */
    double[][] sum(double shift) {
      double[][] sum = new double[p][p];
      for (int i = 0; i < p; i++) {
        sum[i][i] = shift;
        for (double[] row : x) {
          Lanes.axpy(row[i], row, sum[i], p);
        }
      }
      return sum;
    }

    /** Each of n rotations over p entries rounds by ε against the trace. */
    double tolerance() {
      return 1e-15 * (x.length + p) * (1 + trace(sum(1)));
    }
  }
}
