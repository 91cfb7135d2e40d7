package io.rivulet.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernels against written-out references: the order of sums, and dense matrices. */
class KernelsTest {

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void dot_anyLength_addsInTheFixedOrder(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = (int) (seed % 50);
    double[] a = normal(random, n + 3);
    double[] b = normal(random, n + 3);

    double[] lane = new double[8];
    for (int i = 0; i < n / 8 * 8; i++) {
      lane[i % 8] += a[i] * b[i];
    }
    double expected =
        ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
    for (int i = n / 8 * 8; i < n; i++) {
      expected += a[i] * b[i];
    }

    assertThat(Lanes.dot(a, b, n)).isEqualTo(expected);
  }

  @Test
  void lanes_smallVectors_matchTheirDefinitions() {
    double[] y = {1, 2, 3};
    Lanes.axpy(2, new double[] {1, 1, 1}, y, 2);
    assertThat(y).containsExactly(3, 4, 3);
    assertThat(Lanes.difference(y, new double[] {1, 5, 3})).containsExactly(2, -1, 0);
    Lanes.scale(-1, y, 1);
    assertThat(y).containsExactly(-3, 4, 3);
    assertThat(Lanes.norm(new double[] {3, 4})).isEqualTo(5);
    assertThat(Lanes.norm(new double[] {1e200})).isInfinite();
    assertThat(Lanes.largest(new double[] {1, -7, 3})).isEqualTo(7);
    assertThat(Lanes.largest(new double[0])).isZero();
    assertThat(Lanes.finite(new double[] {1, Double.NaN})).isFalse();
    assertThat(Lanes.finite(new double[] {1, Double.NEGATIVE_INFINITY})).isFalse();
    assertThat(Lanes.finite(new double[] {Double.MAX_VALUE})).isTrue();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void splitMix_anySeed_givesTheNumbersOfSplittableRandom(long seed) {
    long start = seed * 0x9e3779b97f4a7c15L ^ seed << 40;
    SplittableRandom expected = new SplittableRandom(start);
    SplitMix actual = new SplitMix(start);
    SplitMix derived = new SplitMix(start);

    for (int i = 0; i < 20; i++) {
      long bits = expected.nextLong();
      double unit = (bits >>> 11) * 0x1p-53;
      assertThat(actual.next()).isEqualTo(bits);
      SplitMix resumed = new SplitMix(derived.state());
      assertThat(resumed.unit()).isEqualTo(unit);
      assertThat(new SplitMix(derived.state()).uniform(3)).isEqualTo((2 * unit - 1) * 3);
      assertThat(derived.index(7)).isEqualTo((int) Math.floor(unit * 7));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void symmetricMatrix_anyChanges_followsTheDenseMatrix(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int p = 1 + (int) (seed % 40);
    double[] diagonal = normal(random, p);
    SymmetricMatrix matrix = SymmetricMatrix.diagonal(diagonal);
    double[][] dense = new double[p][p];
    for (int i = 0; i < p; i++) {
      dense[i][i] = diagonal[i];
    }

    for (int step = 0; step < 6; step++) {
      int count = random.nextInt(0, 4);
      double[][] left = new double[2 * count][];
      double[][] right = new double[2 * count][];
      for (int k = 0; k < count; k++) {
        left[2 * k] = normal(random, p);
        right[2 * k] = normal(random, p);
        left[2 * k + 1] = right[2 * k];
        right[2 * k + 1] = left[2 * k];
      }
      matrix.change(left, right, 2 * count);
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          for (int k = 0; k < 2 * count; k++) {
            dense[i][j] += left[k][i] * right[k][j];
          }
        }
      }
      double[] x = normal(random, p);
      double[] product = new double[p];
      matrix.multiply(x, product);

      // Sums of p products, and at most 36 rank-one changes, of numbers below about 30.
      for (int i = 0; i < p; i++) {
        double expected = 0;
        for (int j = 0; j < p; j++) {
          expected += dense[i][j] * x[j];
          assertThat(matrix.entry(i, j)).isCloseTo(dense[i][j], within(1e-10));
        }
        assertThat(product[i]).isCloseTo(expected, within(1e-10 * p));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void symmetricMatrix_addedToATriangleAndSet_isTheSum(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int p = 1 + (int) (seed % 40);
    double[] z = normal(random, p);
    double[][] lower = new double[p][];
    double[][] added = new double[p][];
    for (int i = 0; i < p; i++) {
      lower[i] = normal(random, i + 1);
      added[i] = lower[i].clone();
    }
    SymmetricMatrix matrix = SymmetricMatrix.isotropic(p, 3);
    matrix.change(new double[][] {z}, new double[][] {z}, 1);

    matrix.addTo(0.5, added);
    matrix.change(new double[][] {z}, new double[][] {z}, 1);
    matrix.set(added);

    for (int i = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        double expected = lower[i][j] + 0.5 * ((i == j ? 3 : 0) + z[i] * z[j]);
        assertThat(matrix.entry(i, j)).isEqualTo(added[i][j]).isCloseTo(expected, within(1e-13));
      }
    }
    added[0][0] = 7;
    assertThat(matrix.entry(0, 0)).isNotEqualTo(7);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void symmetricMatrix_whenADeferredChangeIsApplied_changesNoBit(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int p = 1 + (int) (seed % 40);
    SymmetricMatrix lazy = SymmetricMatrix.diagonal(normal(random, p));
    ByteBuffer start = ByteBuffer.allocate((int) SymmetricMatrix.bytes(p));
    lazy.write(start);
    SymmetricMatrix eager = SymmetricMatrix.read(start.flip(), p);

    for (int step = 0; step < 5; step++) {
      double[][] z = {normal(random, p), normal(random, p)};
      double[][] swapped = {z[1], z[0]};
      lazy.change(z, swapped, 2);
      eager.change(z, swapped, 2);
      eager.settle();
      if (step % 2 == 0) {
        lazy.multiply(z[0], new double[p]);
      }
    }

    ByteBuffer expected = ByteBuffer.allocate((int) SymmetricMatrix.bytes(p));
    ByteBuffer actual = ByteBuffer.allocate((int) SymmetricMatrix.bytes(p));
    eager.write(expected);
    lazy.write(actual);
    assertThat(actual.array()).isEqualTo(expected.array());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void cholesky_positiveMatrix_factorsAndSolves(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int c = 1 + (int) (seed % 12);
    double[][] root = new double[c][];
    double[][] s = new double[c][c];
    for (int i = 0; i < c; i++) {
      root[i] = normal(random, c);
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
      right[i] = normal(random, 2);
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
      double[] row = normal(random, c);
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

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void normals_anySeed_areBoxMullerOfTheUnitsInOrder(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = (int) (seed % 9);
    double[] actual = new double[3 + n];
    SplitMix numbers = new SplitMix(seed);

    numbers.normals(0.5, actual, 3);

    double[] pair = new double[2];
    for (int i = 0; i < n; i++) {
      if (i % 2 == 0) {
        double u = (random.nextLong() >>> 11) * 0x1p-53;
        double v = (random.nextLong() >>> 11) * 0x1p-53;
        double radius = Math.sqrt(-2 * Math.log(1 - u));
        pair[0] = radius * Math.cos(2 * Math.PI * v) / 2;
        pair[1] = radius * Math.sin(2 * Math.PI * v) / 2;
      }
      assertThat(actual[3 + i]).isCloseTo(pair[i % 2], within(1e-14));
    }
    assertThat(actual).startsWith(0, 0, 0);
    assertThat(numbers.next()).isEqualTo(random.nextLong());
  }

  @Test
  void normals_many_haveMeanZeroAndTheGivenSpread() {
    double[] numbers = new double[100_000];

    new SplitMix(1).normals(2, numbers, 0);

    // Five standard errors: 2 / √n of the mean, 4 √(2 / n) of the variance.
    double[] ones = new double[numbers.length];
    Arrays.fill(ones, 1.0 / numbers.length);
    assertThat(Lanes.dot(numbers, ones, ones.length)).isCloseTo(0, within(5 * 2 / Math.sqrt(1e5)));
    assertThat(Lanes.dot(numbers, numbers, ones.length) / ones.length)
        .isCloseTo(4, within(5 * 4 * Math.sqrt(2 / 1e5)));
  }

  @Test
  void set_underADeferredChange_replacesEveryEntry() {
    SymmetricMatrix matrix = SymmetricMatrix.diagonal(new double[] {1, 2});
    matrix.change(new double[][] {{1, 1}}, new double[][] {{1, 1}}, 1);

    matrix.set(new double[][] {{5, 9}, {6, 7}});

    assertThat(matrix.entry(0, 0)).isEqualTo(5);
    assertThat(matrix.entry(0, 1)).isEqualTo(6);
    assertThat(matrix.entry(1, 1)).isEqualTo(7);
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

  static double[] normal(SplittableRandom random, int n) {
    double[] vector = new double[n];
    for (int i = 0; i < n; i++) {
      vector[i] = random.nextGaussian();
    }
    return vector;
  }
}
