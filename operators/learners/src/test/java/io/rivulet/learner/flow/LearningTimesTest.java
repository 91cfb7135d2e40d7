package io.rivulet.learner.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.spectral.SmallEigen;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When the flow learns each component of its target, and how sharply. */
class LearningTimesTest {

  private static final double LN_9 = Math.log(9);

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  /** Ten to ninety per cent take ln 9 / μ around the half-time, whatever the start. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learned_aroundTheLearningTime_risesWithinLnNineOverMu(long seed) {
    Draw draw = new Draw(seed);
    double[] mu = descending(draw, draw.between(1, 6));
    double a = Math.pow(10, -draw.uniform(1, 60));
    RealMatrix y = MatrixUtils.createRealDiagonalMatrix(mu);
    double[] half = RiccatiFlow.isotropic(eigen(y), a, 0).learningTimes();

    for (int i = 0; i < mu.length; i++) {
      double width = LN_9 / mu[i];
      // The relative error of x is that of 2 μ t, about 2 ln(1/a).
      double tolerance = 1e-13 * mu[i] * (1 - Math.log(a));
      assertThat(learned(y, a, half[i])[i]).isCloseTo(mu[i] / 2, within(tolerance));
      assertThat(learned(y, a, half[i] - width / 2)[i]).isCloseTo(mu[i] / 10, within(tolerance));
      assertThat(learned(y, a, half[i] + width / 2)[i]).isCloseTo(0.9 * mu[i], within(tolerance));
    }
  }

  /** t = (ln(μ - a²) + 2 ln(1/a)) / (2 μ), so that the ratio differs by ln(μ₁/μ₂) / (2 ln(1/a)). */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learningTimes_smallerStart_separateTowardsTheRatioOfTheEigenvalues(long seed) {
    Draw draw = new Draw(seed);
    double[] mu = descending(draw, 2);
    RealMatrix y = MatrixUtils.createRealDiagonalMatrix(mu);
    double gap = 0;
    for (int decade = 2; decade <= 64; decade *= 2) {
      double log = decade * Math.log(10);
      double[] half = RiccatiFlow.isotropic(eigen(y), Math.pow(10, -decade), 0).learningTimes();

      assertThat(half[1] - half[0]).isGreaterThan(gap);
      gap = half[1] - half[0];
      double bound = 1.01 * Math.log(mu[0] / mu[1]) / (2 * log + Math.log(mu[0]) - 0.01);
      assertThat(half[1] / half[0] * mu[1] / mu[0]).isBetween(1 - bound - 1e-12, 1.0);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rank_overTime_growsOneByOneInTheOrderOfTheEigenvalues(long seed) {
    Draw draw = new Draw(seed);
    double[] mu = descending(draw, draw.between(2, 6));
    RealMatrix y = conjugate(orthogonal(draw, mu.length), MatrixUtils.createRealDiagonalMatrix(mu));
    double a = 1e-8;
    double[] half = RiccatiFlow.isotropic(eigen(y), a, 0).learningTimes();

    for (int i = 0; i < mu.length; i++) {
      double next = i + 1 < mu.length ? half[i + 1] : half[i] + 1;
      RiccatiFlow before = RiccatiFlow.isotropic(eigen(y), a, 0.999 * half[i]);
      RiccatiFlow between = RiccatiFlow.isotropic(eigen(y), a, (half[i] + next) / 2);

      assertThat(half[i]).isLessThan(next);
      assertThat(before.rank()).isEqualTo(i);
      assertThat(before.nextLearningTime()).isCloseTo(half[i], within(1e-9));
      assertThat(between.rank()).isEqualTo(i + 1);
      if (i + 1 == mu.length) {
        assertThat(between.nextLearningTime()).isNaN();
      }
    }
  }

  /**
   * From a small generic start half of xᵢ is reached at the time that the Schur complement gives.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learningTimes_genericStart_followTheSchurComplement(long seed) {
    Draw draw = new Draw(seed);
    double[] mu = {4, 2, 1};
    RealMatrix y = conjugate(orthogonal(draw, 3), MatrixUtils.createRealDiagonalMatrix(mu));
    double[][] start = Oracle.matrix(draw.normal(3, 4)).scalarMultiply(1e-9).getData();
    SmallEigen eigen = eigen(y);
    RealMatrix q = Oracle.matrix(eigen.vectors());
    RealMatrix x0 = q.multiply(Oracle.matrix(start));
    x0 = x0.multiply(x0.transpose());

    double[] half = RiccatiFlow.from(eigen, start, 0).learningTimes();

    double determinant = 1;
    for (int i = 0; i < 3; i++) {
      double minor = determinant(x0, i + 1);
      double complement = minor / determinant;
      determinant = minor;
      double expected = Math.log((mu[i] - complement) / complement) / (2 * mu[i]);
      assertThat(half[i]).isCloseTo(expected, within(1e-6));
      double reached = RiccatiFlow.from(eigen, start, half[i]).learned()[i];
      assertThat(reached).isCloseTo(mu[i] / 2, within(0.01 * mu[i]));
    }
  }

  /** The table of published learning times for μ = (4, 2, 1). */
  @Test
  void learningTimes_knownSpectrum_areThosePublished() {
    RealMatrix y = MatrixUtils.createRealDiagonalMatrix(new double[] {4, 2, 1});
    double[][] published = {
      {1e-1, 0.749, 1.323, 2.298}, {1e-2, 1.325, 2.476, 4.605},
      {1e-4, 2.476, 4.778, 9.210}, {1e-8, 4.778, 9.384, 18.421}
    };

    for (double[] row : published) {
      assertThat(RiccatiFlow.isotropic(eigen(y), row[0], 0).learningTimes())
          .containsExactly(Arrays.copyOfRange(row, 1, 4), within(5.1e-4));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learningTimes_thinStart_leaveTheLastComponentsUnlearned(long seed) {
    Draw draw = new Draw(seed);
    double[] mu = descending(draw, draw.between(2, 7));
    int r = draw.between(1, mu.length - 1);
    RealMatrix y = conjugate(orthogonal(draw, mu.length), MatrixUtils.createRealDiagonalMatrix(mu));
    double[][] start = Oracle.matrix(draw.normal(mu.length, r)).scalarMultiply(1e-4).getData();

    RiccatiFlow flow = RiccatiFlow.from(eigen(y), start, 1e4);

    for (int i = 0; i < mu.length; i++) {
      assertThat(Double.isNaN(flow.learningTimes()[i])).isEqualTo(i >= r);
    }
    assertThat(flow.rank()).isEqualTo(r);
    assertThat(flow.nextLearningTime()).isNaN();
  }

  private static double[] learned(RealMatrix y, double a, double time) {
    return RiccatiFlow.isotropic(eigen(y), a, time).learned();
  }

  private static double[] descending(Draw draw, int count) {
    double[] mu = new double[count];
    double value = draw.uniform(0.5, 2);
    for (int i = count - 1; i >= 0; i--) {
      mu[i] = value;
      value += draw.uniform(0.2, 1);
    }
    return mu;
  }

  private static double determinant(RealMatrix matrix, int order) {
    double[] values =
        new SingularValueDecomposition(matrix.getSubMatrix(0, order - 1, 0, order - 1))
            .getSingularValues();
    return Arrays.stream(values).reduce(1, (a, b) -> a * b);
  }

  private static SmallEigen eigen(RealMatrix y) {
    return SmallEigen.of(y.getData());
  }

  static RealMatrix orthogonal(Draw draw, int p) {
    return new SingularValueDecomposition(Oracle.matrix(draw.normal(p, p))).getU();
  }

  private static RealMatrix conjugate(RealMatrix q, RealMatrix m) {
    return q.multiply(m).multiply(q.transpose());
  }
}
