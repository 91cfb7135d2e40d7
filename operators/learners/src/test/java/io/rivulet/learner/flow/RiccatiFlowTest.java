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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The closed form against the differential equation dX/dt = YX + XY - 2X² and what follows. */
public class RiccatiFlowTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void x_anyTargetAndRank_solvesTheDifferentialEquation(long seed) {
    Case flow = new Case(seed);
    double time = flow.draw.uniform(0.1, 1.5);

    RealMatrix x = flow.x(time);

    assertClose(x, rungeKutta(flow.y, flow.x0(), time), 1e-9);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void x_atTimeZero_isTheStart(long seed) {
    Case flow = new Case(seed);

    assertClose(flow.x(0), flow.x0(), 1e-14 * flow.p * (1 + flow.x0().getNorm()));
  }

  /** What rounding leaves out of X at the first time grows by e^{2μs} until the second. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void x_inTwoSteps_isTheFlowInOne(long seed) {
    Case flow = new Case(seed);
    double first = flow.draw.uniform(0, 0.6);
    double second = flow.draw.uniform(0, 0.6);
    double[][] half = root(flow.x(first));

    RealMatrix twice = x(RiccatiFlow.from(eigen(flow.y), half, second));

    double growth = Math.exp(2 * flow.y.getNorm() * second);
    assertClose(twice, flow.x(first + second), 1e-14 * growth * (1 + flow.y.getNorm()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void x_afterAVeryLongTime_isTheBestPositivePartOfTheRankOfTheStart(long seed) {
    Draw draw = new Draw(seed);
    int p = draw.between(1, 8);
    int r = draw.between(1, p + 2);
    RealMatrix q = orthogonal(draw, p);
    double[] mu = new double[p];
    double[] limit = new double[p];
    for (int i = 0; i < p; i++) {
      mu[i] = p - i - draw.between(0, p) - 0.55;
    }
    Arrays.sort(mu);
    for (int i = 0; i < p; i++) {
      mu[i] += 0.1 * i;
      limit[i] = i >= p - r ? Math.max(mu[i], 0) : 0;
    }
    RealMatrix y = compose(q, mu);
    double[][] start = draw.normal(p, r);

    for (double time : new double[] {300, 1e6, 1e100}) {
      RealMatrix x = x(RiccatiFlow.from(eigen(y), start, time));
      assertClose(x, compose(q, limit), 1e-12 * p * (1 + y.getNorm()));
    }
  }

  /** A zero eigenvalue decays as x / (1 + 2 x t), and so leaves 1 / (2 t) whatever the start. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void x_singularTarget_losesItsZeroModesSlowly(long seed) {
    Draw draw = new Draw(seed);
    int p = draw.between(2, 8);
    double[] mu = new double[p];
    mu[0] = draw.uniform(0.5, 3);
    RealMatrix q = orthogonal(draw, p);
    double a = draw.uniform(0.01, 1);
    double time = Math.pow(10, draw.uniform(0, 6));

    RiccatiFlow flow = RiccatiFlow.isotropic(eigen(compose(q, mu)), a, time);

    double[] expected = new double[p];
    Arrays.fill(expected, a * a / (1 + 2 * a * a * time));
    expected[0] =
        1 / (Math.exp(-2 * mu[0] * time) / (a * a) - Math.expm1(-2 * mu[0] * time) / mu[0]);
    assertThat(flow.learned()).containsExactly(expected, within(1e-13 * p));
    assertThat(flow.eigenvalues()).endsWith(new double[p - 1]);
    assertThat(flow.rank()).isEqualTo(expected[0] > mu[0] / 2 ? 1 : 0);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void x_rotatedTarget_rotatesWithIt(long seed) {
    Case flow = new Case(seed);
    double time = flow.draw.uniform(0, 3);
    RealMatrix q = orthogonal(flow.draw, flow.p);

    RealMatrix rotated =
        x(
            RiccatiFlow.from(
                eigen(q.multiply(flow.y).multiply(q.transpose())),
                q.multiply(Oracle.matrix(flow.start)).getData(),
                time));
    RealMatrix isotropic = x(RiccatiFlow.isotropic(eigen(flow.y), 0.3, time));
    RealMatrix turned =
        x(RiccatiFlow.isotropic(eigen(q.multiply(flow.y).multiply(q.transpose())), 0.3, time));

    // A perturbation ε of Y moves X by ε times at most the growth of the smallest component.
    double tolerance = 1e-13 * flow.p * Math.exp(flow.y.getNorm() * Math.min(time, 1));
    assertClose(rotated, conjugate(q, flow.x(time)), tolerance);
    assertClose(turned, conjugate(q, isotropic), tolerance);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void x_isotropicStart_isTheFlowFromItsFactor(long seed) {
    Case flow = new Case(seed);
    double time = flow.draw.uniform(0, 20);
    double[][] start = MatrixUtils.createRealIdentityMatrix(flow.p).scalarMultiply(0.2).getData();

    assertClose(
        x(RiccatiFlow.isotropic(eigen(flow.y), 0.2, time)),
        x(RiccatiFlow.from(eigen(flow.y), start, time)),
        1e-12 * flow.p * (1 + flow.y.getNorm()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void x_anyScale_isFiniteAndPositive(long seed) {
    Draw draw = new Draw(seed);
    int p = draw.between(1, 6);
    double size = Math.pow(10, draw.uniform(-300, 299));
    RealMatrix y = symmetric(draw, p).scalarMultiply(size);
    double[][] start =
        Oracle.matrix(draw.normal(p, draw.between(1, p)))
            .scalarMultiply(Math.pow(10, draw.uniform(-100, 99)))
            .getData();
    double time = Math.pow(10, draw.uniform(-100, 100));

    for (RiccatiFlow flow :
        new RiccatiFlow[] {
          RiccatiFlow.from(eigen(y), start, time),
          RiccatiFlow.isotropic(eigen(y), Math.pow(10, draw.uniform(-100, 99)), time)
        }) {
      for (double[] row : flow.x()) {
        assertThat(row).matches(r -> Arrays.stream(r).allMatch(Double::isFinite));
      }
      assertThat(flow.learned()).matches(l -> Arrays.stream(l).allMatch(v -> v >= 0));
    }
  }

  private static RealMatrix x(RiccatiFlow flow) {
    return Oracle.matrix(flow.x());
  }

  private static SmallEigen eigen(RealMatrix y) {
    return SmallEigen.of(y.getData());
  }

  private static RealMatrix symmetric(Draw draw, int p) {
    RealMatrix m = Oracle.matrix(draw.normal(p, p));
    return m.add(m.transpose()).scalarMultiply(0.5);
  }

  public static RealMatrix orthogonal(Draw draw, int p) {
    return new SingularValueDecomposition(Oracle.matrix(draw.normal(p, p))).getU();
  }

  private static RealMatrix compose(RealMatrix q, double[] mu) {
    return conjugate(q, MatrixUtils.createRealDiagonalMatrix(mu));
  }

  private static RealMatrix conjugate(RealMatrix q, RealMatrix m) {
    return q.multiply(m).multiply(q.transpose());
  }

  /** W with W Wᵀ = X. */
  private static double[][] root(RealMatrix x) {
    var svd = new SingularValueDecomposition(x);
    RealMatrix w = svd.getU().copy();
    for (int k = 0; k < w.getColumnDimension(); k++) {
      w.setColumnVector(k, w.getColumnVector(k).mapMultiply(Math.sqrt(svd.getSingularValues()[k])));
    }
    return w.getData();
  }

  private static RealMatrix rungeKutta(RealMatrix y, RealMatrix x0, double time) {
    double rate = 2 * y.getNorm() + 4 * x0.getNorm();
    int steps = 20 + (int) (time * rate / 0.01);
    double h = time / steps;
    RealMatrix x = x0;
    for (int i = 0; i < steps; i++) {
      RealMatrix k1 = slope(y, x);
      RealMatrix k2 = slope(y, x.add(k1.scalarMultiply(h / 2)));
      RealMatrix k3 = slope(y, x.add(k2.scalarMultiply(h / 2)));
      RealMatrix k4 = slope(y, x.add(k3.scalarMultiply(h)));
      RealMatrix sum = k1.add(k2.scalarMultiply(2)).add(k3.scalarMultiply(2)).add(k4);
      x = x.add(sum.scalarMultiply(h / 6));
    }
    return x;
  }

  private static RealMatrix slope(RealMatrix y, RealMatrix x) {
    RealMatrix product = y.multiply(x);
    return product.add(product.transpose()).subtract(x.multiply(x).scalarMultiply(2));
  }

  private static void assertClose(RealMatrix actual, RealMatrix expected, double tolerance) {
    assertThat(Oracle.largestDifference(actual.getData(), expected.getData()))
        .isLessThanOrEqualTo(tolerance);
  }

  /** A target of any sign, in some seeds singular, and a start of any rank. */
  private static final class Case {
    final Draw draw;
    final int p;
    final RealMatrix y;
    final double[][] start;

    Case(long seed) {
      this.draw = new Draw(seed);
      this.p = draw.between(1, 5);
      RealMatrix any = symmetric(draw, p);
      if (seed % 4 == 0 && p > 1) {
        RealMatrix thin = Oracle.matrix(draw.normal(p, draw.between(1, p - 1)));
        any = thin.multiply(thin.transpose()).scalarMultiply(0.3);
      }
      this.y = any;
      double size = draw.uniform(0.1, 1);
      this.start =
          Oracle.matrix(draw.normal(p, draw.between(1, p + 2))).scalarMultiply(size).getData();
    }

    RealMatrix x0() {
      RealMatrix w = Oracle.matrix(start);
      return w.multiply(w.transpose());
    }

    RealMatrix x(double time) {
      return RiccatiFlowTest.x(RiccatiFlow.from(eigen(y), start, time));
    }
  }
}
