package io.rivulet.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.testing.Seeds;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products with U = B R, against those with its columns. */
class TurnedBasisTest {

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void products_rotationWaiting_areThoseOfItsColumns(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int p = random.nextInt(2, 600);
    int waiting = random.nextInt(1, Math.min(p, 20) + 1);
    double[][] columns = orthonormal(random, waiting, p);
    double[][] turn = rows(orthonormal(random, random.nextInt(1, waiting + 1), waiting));
    TurnedBasis turned = new TurnedBasis(p, columns, turn);
    OrthonormalBasis basis = turned.explicit();
    int rank = turned.rank();

    for (int k = 0; k < rank; k++) {
      for (int i = 0; i < p; i++) {
        double entry = 0;
        for (int j = 0; j < waiting; j++) {
          entry += turn[j][k] * columns[j][i];
        }
        assertThat(basis.column(k)[i]).isEqualTo(entry);
      }
    }
    double[] g = KernelsTest.normal(random, p);
    double[] expected = g.clone();
    double[] h = new double[rank];
    double[] coefficients = new double[rank];
    basis.project(expected, coefficients);
    turned.project(g, h);
    assertThat(h).containsExactly(coefficients, within(1e-14 * p));
    assertThat(g).containsExactly(expected, within(1e-14 * p));
    basis.add(h, expected);
    turned.add(h, g);
    assertThat(g).containsExactly(expected, within(1e-14 * p));
    double[] sizes = new double[p];
    turned.addSizes(h, sizes);
    double[] sum = new double[p];
    turned.add(h, sum);
    for (int i = 0; i < p; i++) {
      assertThat(sizes[i]).isGreaterThanOrEqualTo(Math.abs(sum[i]) * (1 - 1e-14));
    }
  }

  private static double[][] orthonormal(SplittableRandom random, int count, int size) {
    double[][] columns = new double[count][];
    for (int k = 0; k < count; k++) {
      columns[k] = KernelsTest.normal(random, size);
    }
    OrthonormalBasis basis = new OrthonormalBasis(size, columns);
    basis.reorthonormalise();
    basis.reorthonormalise();
    return basis.columns();
  }

  private static double[][] rows(double[][] columns) {
    double[][] rows = new double[columns[0].length][columns.length];
    for (int k = 0; k < columns.length; k++) {
      for (int j = 0; j < rows.length; j++) {
        rows[j][k] = columns[k][j];
      }
    }
    return rows;
  }
}
