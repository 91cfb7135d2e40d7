package io.rivulet.learner.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.flow.RiccatiFlowTest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** S = Qᵀ diag(μ) Q with orthonormal rows of Q, at every size of numbers and by both ways. */
class SmallEigenTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void of_anySymmetricMatrix_decomposesIt(long seed) {
    Draw draw = new Draw(seed);
    int p = draw.between(1, 15);
    RealMatrix s = matrix(draw, p, (int) (seed % 4));
    double size = Math.pow(10, draw.uniform(-250, 250));

    assertDecomposes(SmallEigen.of(s.scalarMultiply(size).getData()), s, size);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shifted_anySymmetricMatrix_decomposesIt(long seed) {
    Draw draw = new Draw(seed);
    int p = draw.between(1, 15);
    RealMatrix s = matrix(draw, p, (int) (seed % 4));
    double largest = 0;
    for (double[] row : s.getData()) {
      largest = Math.max(largest, Arrays.stream(row).map(Math::abs).max().orElseThrow());
    }
    RealMatrix scaled = s.scalarMultiply(2 / largest);

    assertDecomposes(SmallEigen.shifted(scaled.getData(), 7), scaled, 128);
  }

  /** Entries whose squares underflow made Commons Math divide by zero. */
  @Test
  void of_gradedMatrix_staysFinite() {
    for (int p = 2; p < 12; p++) {
      double[][] rows = new double[p][p];
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          rows[i][j] = Math.pow(10, -14.0 * Math.abs(i + j));
        }
      }
      SmallEigen eigen = SmallEigen.of(rows);

      assertThat(eigen.values()[0]).isCloseTo(1, within(1e-13));
      for (double[] row : eigen.vectors()) {
        assertThat(Oracle.norm(row)).isCloseTo(1, within(1e-13));
      }
    }
  }

  @Test
  void above_cut_countsTheLargerOnes() {
    SmallEigen eigen = SmallEigen.of(new double[][] {{-1, 0, 0}, {0, 2, 0}, {0, 0, 1}});

    assertThat(eigen.values()).containsExactly(2, 1, -1);
    assertThat(List.of(eigen.above(0), eigen.above(1), eigen.above(-5), eigen.above(2)))
        .containsExactly(2, 1, 2, 0);
    assertThat(SmallEigen.of(new double[3][3]).values()).containsExactly(0, 0, 0);
  }

  /** Full, of low rank, with repeated eigenvalues, or of small integers. */
  private static RealMatrix matrix(Draw draw, int p, int kind) {
    RealMatrix m = Oracle.matrix(draw.normal(p, kind == 1 ? 1 + p / 3 : p));
    if (kind == 0) {
      return m.add(m.transpose());
    }
    if (kind == 1) {
      return m.multiply(m.transpose());
    }
    double[] values = new double[p];
    Arrays.setAll(values, i -> draw.between(-1, 1));
    values[0] = 1;
    RealMatrix q = kind == 2 ? RiccatiFlowTest.orthogonal(draw, p) : null;
    RealMatrix d = MatrixUtils.createRealDiagonalMatrix(values);
    return q == null ? d : q.multiply(d).multiply(q.transpose());
  }

  private static void assertDecomposes(SmallEigen eigen, RealMatrix s, double size) {
    int p = s.getRowDimension();
    double tolerance = 1e-14 * p * p * s.getNorm();
    RealMatrix q = Oracle.matrix(eigen.vectors());
    double[] values = Arrays.stream(eigen.values()).map(v -> v / size).toArray();
    RealMatrix product =
        q.transpose().multiply(MatrixUtils.createRealDiagonalMatrix(values)).multiply(q);

    assertThat(Oracle.largestDifference(product.getData(), s.getData())).isLessThan(tolerance);
    assertThat(
            Oracle.largestDifference(
                q.multiply(q.transpose()).getData(),
                MatrixUtils.createRealIdentityMatrix(p).getData()))
        .isLessThan(1e-13 * p);
    for (int i = 1; i < p; i++) {
      assertThat(values[i]).isLessThanOrEqualTo(values[i - 1]);
    }
  }
}
