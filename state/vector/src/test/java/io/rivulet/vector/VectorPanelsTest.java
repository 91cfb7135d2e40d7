package io.rivulet.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.kernel.ColumnPanels;
import io.rivulet.kernel.Lanes;
import io.rivulet.testing.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorPanelsTest {

  private static final ColumnPanels[] VECTORS = {
    new VectorPanels(), new EightLanePanels(), new FourLanePanels()
  };

  private static final ColumnPanels[] ALL = {
    ColumnPanels.plain(), VECTORS[0], VECTORS[1], VECTORS[2]
  };

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void project_anyNumbers_givesTheBitsOfThePlainLoops(long seed) {
    for (int j = 0; j <= 72; j += ColumnPanels.WIDTH) {
      Panel plain = new Panel(seed, j);
      ColumnPanels.plain().project(plain.columns, j, plain.x, plain.b);
      for (ColumnPanels vectors : VECTORS) {
        Panel panel = new Panel(seed, j);
        vectors.project(panel.columns, j, panel.x, panel.b);
        panel.requireBitsOf(plain);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rotate_anyNumbers_givesTheBitsOfThePlainLoops(long seed) {
    for (int j = 0; j <= 72; j += ColumnPanels.WIDTH) {
      Panel plain = new Panel(seed, j);
      plain.rotate(ColumnPanels.plain(), j);
      for (ColumnPanels vectors : VECTORS) {
        Panel panel = new Panel(seed, j);
        panel.rotate(vectors, j);
        panel.requireBitsOf(plain);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void products_ofAnyCountAndLength_areThoseOfSingleColumns(long seed) {
    for (int count = 0; count <= 19; count++) {
      Columns given = new Columns(seed, count);
      double[] single = new double[count];
      Arrays.setAll(single, k -> Lanes.dot(given.columns[k], given.x, given.n));
      for (ColumnPanels panels : ALL) {
        double[] products = new double[count];
        panels.products(given.columns, given.n, given.x, products);
        assertThat(bits(products)).isEqualTo(bits(single));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void combine_ofAnyCountAndLength_addsTheTermsInOrder(long seed) {
    for (int count = 0; count <= 19; count++) {
      Columns given = new Columns(seed, count);
      double[][] expected = given.combined();
      for (ColumnPanels panels : ALL) {
        double[][] sums = given.room();
        panels.combine(given.columns, given.factors, sums, given.n);
        assertThat(bits(sums)).isEqualTo(bits(expected));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void combine_intoItsColumns_readsThemFirst(long seed) {
    for (int count = 0; count <= 19; count++) {
      for (ColumnPanels panels : ALL) {
        Columns given = new Columns(seed, count);
        double[][] expected = given.combined();
        double[][] sums = given.room();
        System.arraycopy(given.columns, 0, sums, 0, Math.min(count, sums.length));
        panels.combine(given.columns, given.factors, sums, given.n);
        for (int k = 0; k < sums.length; k++) {
          assertThat(bits(Arrays.copyOf(sums[k], given.n))).isEqualTo(bits(expected[k]));
        }
      }
    }
  }

  /** Columns of n entries and more, their vector, and the factors of some combinations. */
  private static final class Columns {

    private final int n;
    private final double[][] columns;
    private final double[] x;
    private final double[][] factors;

    Columns(long seed, int count) {
      Panel numbers = new Panel(seed, 0);
      n =
          numbers.random.nextInt(4) == 0
              ? 240 + numbers.random.nextInt(40)
              : numbers.random.nextInt(40);
      columns = new double[count][];
      Arrays.setAll(columns, k -> numbers.numbers(n + numbers.random.nextInt(3)));
      x = numbers.numbers(n);
      factors = new double[numbers.random.nextInt(12)][];
      Arrays.setAll(factors, k -> numbers.numbers(count));
    }

    double[][] room() {
      return new double[factors.length][n];
    }

    /** Term after term. */
    double[][] combined() {
      double[][] sums = room();
      for (int k = 0; k < sums.length; k++) {
        for (int j = 0; j < columns.length; j++) {
          Lanes.axpy(factors[k][j], columns[j], sums[k], n);
        }
      }
      return sums;
    }
  }

  private static long[][] bits(double[][] rows) {
    return Arrays.stream(rows).map(VectorPanelsTest::bits).toArray(long[][]::new);
  }

  private static long[] bits(double[] numbers) {
    return Arrays.stream(numbers).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  /** Columns j to j + 7 and their vectors, from subnormal to huge, some of them ±0. */
  private static final class Panel {

    private final SplittableRandom random;
    private final double range;
    private final double[][] columns;
    private final double[] x;
    private final double[] b;
    private final double[] alpha;
    private final double[] d;
    private final double[] mu = new double[ColumnPanels.WIDTH];

    Panel(long seed, int j) {
      random = new SplittableRandom(seed);
      range = random.nextInt(3) == 0 ? 500 : 5;
      columns = new double[j + ColumnPanels.WIDTH][];
      for (int k = 0; k < columns.length; k++) {
        columns[k] = k < j ? new double[0] : numbers(k);
      }
      x = numbers(columns.length);
      b = numbers(columns.length);
      alpha = positive(ColumnPanels.WIDTH + 1);
      d = positive(columns.length);
    }

    void rotate(ColumnPanels panels, int j) {
      panels.rotate(columns, j, alpha, d, mu, b);
    }

    private double[] positive(int count) {
      double[] numbers = numbers(count);
      Arrays.setAll(numbers, i -> Math.abs(numbers[i]) + Double.MIN_NORMAL);
      return numbers;
    }

    private double[] numbers(int count) {
      double[] numbers = new double[count];
      for (int i = 0; i < count; i++) {
        numbers[i] =
            switch (random.nextInt(8)) {
              case 0 -> random.nextBoolean() ? 0.0 : -0.0;
              case 1 -> random.nextInt(-9, 9) * Double.MIN_VALUE;
              default ->
                  random.nextGaussian() * StrictMath.pow(2, random.nextDouble(-range, range));
            };
      }
      return numbers;
    }

    void requireBitsOf(Panel other) {
      assertThat(bits(b)).isEqualTo(bits(other.b));
      assertThat(bits(d)).isEqualTo(bits(other.d));
      assertThat(bits(mu)).isEqualTo(bits(other.mu));
      for (int k = 0; k < columns.length; k++) {
        assertThat(bits(columns[k])).isEqualTo(bits(other.columns[k]));
      }
    }
  }
}
