package io.rivulet.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.testing.Seeds;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UdFactorTest {

  private static final MathContext DIGITS = new MathContext(120);

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void absorb_anyInputs_followsTheDefinition(long seed) {
    Problem problem = new Problem(seed);
    UdFactor factor = problem.factor();
    Exact exact = problem.exact();
    double[] b = new double[problem.p];

    for (int n = 0; n < 25; n++) {
      double[] x = problem.input();
      double start = problem.random.nextDouble(0.1, 3);
      BigDecimal[] image = exact.multiply(x);
      BigDecimal a = exact.absorb(x, start);

      double spread = factor.spread(x);
      double got = factor.absorb(x, start, b);

      assertThat(got).isCloseTo(a.doubleValue(), within(1e-9 * a.doubleValue()));
      assertThat(factor.lastSpread()).isEqualTo(spread);
      for (int i = 0; i < problem.p; i++) {
        double size = Math.sqrt(exact.before[i][i].doubleValue() * got);
        assertThat(b[i]).isCloseTo(image[i].doubleValue(), within(1e-9 * size));
      }
    }
    exact.requireEqual(factor, 1e-9);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void absorb_whatWasAbsorbed_takenOutAgain_leavesTheRest(long seed) {
    Problem problem = new Problem(seed);
    UdFactor factor = problem.factor();
    Exact exact = problem.exact();
    double[] b = new double[problem.p];
    double[] x = problem.input();
    factor.absorb(x, 2, b);
    for (int n = 0; n < 5; n++) {
      double[] other = problem.input();
      factor.absorb(other, 1, b);
      exact.absorb(other, 1);
    }

    factor.absorb(x, -2, b);

    exact.requireEqual(factor, 1e-7);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void add_anySquare_followsTheDefinition(long seed) {
    Problem problem = new Problem(seed);
    UdFactor factor = problem.factor();
    Exact exact = problem.exact();
    double[] b = new double[problem.p];
    for (int n = 0; n < 5; n++) {
      double[] x = problem.input();
      factor.absorb(x, 1, b);
      exact.absorb(x, 1);
      double[] a = problem.direction();
      double c = problem.random.nextDouble(0, 2);
      exact.add(c, a);
      double[] whitened = a.clone();
      factor.whiten(whitened);

      factor.add(c, a);

      assertThat(a).containsExactly(whitened);
    }
    exact.requireEqual(factor, 1e-9);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void solve_anyVector_isUndoneByTheMatrix(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int p = 1 + (int) (seed % 9);
    UdFactor factor = UdFactor.diagonal(random.doubles(p, 0.5, 2).toArray());
    for (int n = 0; n < 4; n++) {
      factor.absorb(random.doubles(p, -1, 1).toArray(), 1, new double[p]);
    }
    double[] x = random.doubles(p, -1, 1).toArray();
    double[] solved = x.clone();

    factor.solve(solved);

    // The condition of P is at most 4 (1 + 4 p · 2) < 300; rows of U⁻¹ give the same inverse.
    double[] fromRows = new double[p];
    for (int i = 0; i < p; i++) {
      double[] row = new double[p];
      factor.inverseRow(i, row);
      Lanes.axpy(Lanes.dot(row, x, p) / factor.diagonal()[i], row, fromRows, p);
    }
    for (int i = 0; i < p; i++) {
      double product = 0;
      for (int j = 0; j < p; j++) {
        product += factor.entry(i, j) * solved[j];
      }
      assertThat(product).isCloseTo(x[i], within(1e-12));
      assertThat(fromRows[i]).isCloseTo(solved[i], within(1e-11));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void absorbSignificant_repeatedInputs_leavesWhatIsKnown(long seed) {
    Problem problem = new Problem(seed);
    int p = problem.p;
    UdFactor factor = problem.factor();
    double[] b = new double[p];
    double[][] known = new double[1 + problem.random.nextInt(p)][];
    for (int k = 0; k < known.length; k++) {
      known[k] = problem.input();
      assertThat(factor.absorbSignificant(known[k], 0, b)).isPositive();
    }
    byte[] before = bytes(factor);

    for (double[] x : known) {
      assertThat(factor.spreadSignificant(x)).isZero();
      assertThat(factor.absorbSignificant(x, 0, b)).isZero();
    }

    assertThat(bytes(factor)).isEqualTo(before);
    assertThat(factor.sound(true)).isTrue();
    assertThat(factor.sound(false)).isFalse();
    assertThat(Arrays.stream(factor.diagonal()).filter(v -> v == 0).count())
        .isEqualTo(known.length);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void of_aSymmetricMatrix_isThatMatrix(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int p = 1 + (int) (seed % 9);
    SymmetricMatrix matrix = SymmetricMatrix.isotropic(p, 0.5);
    for (int n = 0; n < p; n++) {
      matrix.add(1, random.doubles(p, -2, 2).toArray());
    }

    UdFactor factor = UdFactor.of(matrix);

    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        assertThat(factor.entry(i, j)).isCloseTo(matrix.entry(i, j), within(1e-13 * p));
      }
    }
  }

  private static double[] powers(SplittableRandom random, int p, double range) {
    return random.doubles(p, -range, range).map(e -> Math.pow(10, e)).toArray();
  }

  private static byte[] bytes(UdFactor factor) {
    byte[] bytes = new byte[(int) UdFactor.bytes(factor.size())];
    factor.write(StateOutput.into(bytes));
    assertThat(UdFactor.read(StateInput.of(bytes), factor.size()).diagonal())
        .containsExactly(factor.diagonal());
    return bytes;
  }

  /** Columns of units 1e-4 to 1e4, and a start that fits them. */
  static final class Problem {
    final SplittableRandom random;
    final int p;
    final double[] unit;
    final double[] start;

    Problem(long seed) {
      this.random = new SplittableRandom(seed);
      this.p = 1 + (int) (seed % 9);
      this.unit = powers(random, p, 4);
      this.start = new double[p];
      Arrays.setAll(start, j -> random.nextDouble(0.5, 50) / unit[j] / unit[j]);
    }

    UdFactor factor() {
      return UdFactor.diagonal(start);
    }

    Exact exact() {
      return new Exact(start);
    }

    /** In the units of inputs. */
    double[] input() {
      double[] x = new double[p];
      Arrays.setAll(x, j -> random.nextDouble(-1, 1) * unit[j]);
      return x;
    }

    /** In the units of weights. */
    double[] direction() {
      double[] a = new double[p];
      Arrays.setAll(a, j -> random.nextDouble(-1, 1) / unit[j]);
      return a;
    }
  }

  /** P by its definition, with 120 digits. */
  private static final class Exact {
    final BigDecimal[][] p;
    BigDecimal[][] before;

    Exact(double[] diagonal) {
      this.p = new BigDecimal[diagonal.length][diagonal.length];
      for (int i = 0; i < p.length; i++) {
        Arrays.fill(p[i], BigDecimal.ZERO);
        p[i][i] = new BigDecimal(diagonal[i]);
      }
    }

    BigDecimal[] multiply(double[] x) {
      BigDecimal[] product = new BigDecimal[x.length];
      for (int i = 0; i < x.length; i++) {
        product[i] = BigDecimal.ZERO;
        for (int j = 0; j < x.length; j++) {
          product[i] = product[i].add(p[i][j].multiply(new BigDecimal(x[j])), DIGITS);
        }
      }
      return product;
    }

    BigDecimal absorb(double[] x, double start) {
      BigDecimal[] b = multiply(x);
      BigDecimal a = new BigDecimal(start);
      for (int i = 0; i < x.length; i++) {
        a = a.add(b[i].multiply(new BigDecimal(x[i])), DIGITS);
      }
      before = new BigDecimal[x.length][];
      for (int i = 0; i < x.length; i++) {
        before[i] = p[i].clone();
        for (int j = 0; j < x.length; j++) {
          p[i][j] = p[i][j].subtract(b[i].multiply(b[j]).divide(a, DIGITS), DIGITS);
        }
      }
      return a;
    }

    void add(double c, double[] x) {
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < x.length; j++) {
          BigDecimal square = new BigDecimal(x[i]).multiply(new BigDecimal(x[j]));
          p[i][j] = p[i][j].add(square.multiply(new BigDecimal(c)), DIGITS);
        }
      }
    }

    /** Entries differ by at most this part of √(Pᵢᵢ Pⱼⱼ): a bound without units. */
    void requireEqual(UdFactor factor, double tolerance) {
      for (int i = 0; i < p.length; i++) {
        for (int j = 0; j < p.length; j++) {
          double size = Math.sqrt(p[i][i].doubleValue()) * Math.sqrt(p[j][j].doubleValue());
          assertThat(factor.entry(i, j))
              .as("entry %d, %d", i, j)
              .isCloseTo(p[i][j].doubleValue(), within(tolerance * size));
        }
      }
    }
  }
}
