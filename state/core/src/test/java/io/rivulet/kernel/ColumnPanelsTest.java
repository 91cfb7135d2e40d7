package io.rivulet.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.bytes.StateOutput;
import io.rivulet.testing.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnPanelsTest {

  private static final int LARGEST = 70;
  private static final double STEEP = 0x1p20;
  private static final double FINE_ROUNDING = 0x1p-47;

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void absorb_anySize_givesTheBitsOfOneColumnAfterTheOther(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int p = 1 + (int) (seed % LARGEST);
    double[] entries = new double[p];
    Arrays.setAll(entries, j -> StrictMath.pow(2, random.nextDouble(-9, 9)));
    UdFactor factor = UdFactor.diagonal(entries);
    Columns columns = new Columns(entries);
    double[] b = new double[p];

    for (int n = 0; n < 20; n++) {
      double[] x = input(random, p);
      double start = random.nextInt(5) == 0 ? 0x1p-40 : random.nextDouble(0.1, 3);

      double a = factor.absorb(x, start, b);

      assertThat(a).isEqualTo(columns.absorb(x, start));
      assertThat(b).isEqualTo(columns.b);
    }
    assertThat(bytes(factor)).isEqualTo(columns.bytes());
  }

  private static double[] input(SplittableRandom random, int p) {
    double scale = random.nextInt(4) == 0 ? 1e8 : 1;
    double[] x = new double[p];
    for (int i = 0; i < p; i++) {
      x[i] =
          switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> random.nextInt(9) * Double.MIN_VALUE;
            default -> scale * random.nextGaussian();
          };
    }
    return x;
  }

  private static byte[] bytes(UdFactor factor) {
    byte[] bytes = new byte[(int) UdFactor.bytes(factor.size())];
    factor.write(StateOutput.into(bytes));
    return bytes;
  }

  /** The pass as it is defined, column by column. */
  private static final class Columns {

    private final double[][] columns;
    private final double[] d;
    private final double[] b;

    Columns(double[] entries) {
      columns = UnitColumns.identity(entries.length);
      d = entries.clone();
      b = new double[d.length];
    }

    double absorb(double[] x, double start) {
      double a = start;
      for (int j = 0; j < d.length; j++) {
        double v = x[j] + Lanes.dot(columns[j], x, j);
        boolean steep = a > STEEP * start;
        if (steep) {
          v = UnitColumns.significant(v, columns[j], j, x, FINE_ROUNDING);
        }
        double f = d[j] * v;
        double[] before = b.clone();
        rotate(columns[j], j, -(v / a), f);
        if (steep) {
          double left = v * (start / a) - x[j];
          KnownProduct.land(left, x, columns[j], before, -(v / a), j);
        }
        b[j] = f;
        double next = a + v * f;
        d[j] *= a / next;
        a = next;
      }
      return a;
    }

    private void rotate(double[] column, int n, double mu, double f) {
      for (int i = 0; i < n; i++) {
        double u = column[i];
        column[i] = u + mu * b[i];
        b[i] = b[i] + f * u;
      }
    }

    byte[] bytes() {
      byte[] bytes = new byte[(int) UdFactor.bytes(d.length)];
      UnitColumns.write(columns, d, StateOutput.into(bytes));
      return bytes;
    }
  }
}
