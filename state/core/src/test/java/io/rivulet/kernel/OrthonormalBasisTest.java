package io.rivulet.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.testing.Seeds;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Projection and rotation against written-out sums, also across the blocks of a rotation. */
class OrthonormalBasisTest {

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void project_anyVector_splitsItAlongTheBasis(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int p = 2 + (int) (seed % 40);
    OrthonormalBasis basis = basis(random, p, random.nextInt(0, p));
    double[] g = KernelsTest.normal(random, p);
    double[] residual = g.clone();
    double[] h = new double[basis.rank()];

    basis.project(residual, h);

    double[] sum = residual.clone();
    for (int k = 0; k < basis.rank(); k++) {
      assertThat(Lanes.dot(basis.column(k), residual, p)).isCloseTo(0, within(1e-14));
      Lanes.axpy(h[k], basis.column(k), sum, p);
    }
    assertThat(sum).containsExactly(g, within(1e-13));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rotate_anySize_isTheProductInTheOrderOfTheColumns(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int p = new int[] {3, 255, 256, 257, 511, 512, 600}[(int) (seed % 7)];
    int old = random.nextInt(0, 14);
    int count = random.nextInt(0, 3);
    int rank = random.nextInt(0, old + count + 1);
    double[][] columns = normal(random, old, p);
    double[][] added = normal(random, count, p);
    double[][] rotation = normal(random, old + count, rank);
    double[][] expected = new double[rank][p];
    for (int k = 0; k < rank; k++) {
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < old + count; j++) {
          expected[k][i] += rotation[j][k] * (j < old ? columns[j][i] : added[j - old][i]);
        }
      }
    }
    OrthonormalBasis basis = new OrthonormalBasis(p, columns);

    basis.rotate(added, count, rotation, rank);

    assertThat(basis.rank()).isEqualTo(rank);
    for (int k = 0; k < rank; k++) {
      assertThat(basis.column(k)).containsExactly(expected[k]);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void reorthonormalise_driftedColumns_keepsTheirSpan(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int p = 2 + (int) (seed % 40);
    OrthonormalBasis basis = basis(random, p, p / 2 + 1);
    double[][] before = new double[basis.rank()][];
    for (int k = 0; k < basis.rank(); k++) {
      Lanes.axpy(1e-7, KernelsTest.normal(random, p), basis.column(k), p);
      before[k] = basis.column(k).clone();
    }

    basis.reorthonormalise();

    for (int k = 0; k < basis.rank(); k++) {
      for (int l = 0; l <= k; l++) {
        double product = Lanes.dot(basis.column(k), basis.column(l), p);
        assertThat(product).isCloseTo(k == l ? 1 : 0, within(1e-14));
      }
      double[] rest = before[k].clone();
      basis.project(rest, new double[basis.rank()]);
      assertThat(Lanes.norm(rest)).isLessThan(1e-13);
    }
  }

  @Test
  void appendAndDrop_columns_moveUp() {
    OrthonormalBasis basis = OrthonormalBasis.empty(3);
    double[] first = {1, 0, 0};
    basis.append(first);
    basis.append(new double[] {0, 1, 0});
    basis.append(new double[] {0, 0, 1});
    first[0] = 9;

    basis.drop(1);

    assertThat(basis.rank()).isEqualTo(2);
    assertThat(basis.column(0)).containsExactly(1, 0, 0);
    assertThat(basis.column(1)).containsExactly(0, 0, 1);
  }

  private static OrthonormalBasis basis(SplittableRandom random, int p, int rank) {
    OrthonormalBasis basis = new OrthonormalBasis(p, normal(random, rank, p));
    basis.reorthonormalise();
    basis.reorthonormalise();
    return basis;
  }

  private static double[][] normal(SplittableRandom random, int rows, int columns) {
    double[][] matrix = new double[rows][];
    for (int i = 0; i < rows; i++) {
      matrix[i] = KernelsTest.normal(random, columns);
    }
    return matrix;
  }
}
