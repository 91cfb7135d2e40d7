package io.rivulet.learner.net;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.recursive.RecursiveLeastSquares;
import io.rivulet.learner.recursive.RlsSpec;
import io.rivulet.learner.spec.InitialWeights;
import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.spec.PriorPrecision;
import io.rivulet.learner.spectral.SmallSvd;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Refusal;
import io.rivulet.model.LinearResponse;
import io.rivulet.record.RejectedException;
import io.rivulet.state.CrossMoment;
import io.rivulet.state.RlsState;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A regression from p numbers to p numbers that can be run backwards. With A = λ I + Σ ωᵢ xᵢᵀ xᵢ
 * and B = λ I + Σ ωᵢ xᵢᵀ yᵢ over rows x and y, β = A⁻¹ B minimises Σ ωᵢ ‖yᵢ - xᵢ β‖² + λ ‖β - I‖²,
 * and β⁻¹ = B⁻¹ A. Both inverses follow by Sherman-Morrison:
 *
 * <pre>
 * A⁻¹ ← A⁻¹ - ω A⁻¹ xᵀ x A⁻¹ / (1 + ω x A⁻¹ xᵀ)
 * B⁻¹ ← B⁻¹ - ω B⁻¹ xᵀ y B⁻¹ / d,  d = 1 + ω y B⁻¹ xᵀ
 * </pre>
 *
 * d may be 0 or negative, as B may become singular on the way. When |d| &lt; 1e-8 (1 + ω ‖y‖ ‖B⁻¹
 * xᵀ‖), or a number would not be finite, B⁻¹ counts as unknown, and is computed from B when it is
 * needed next: by pivoted LU, or the pseudo-inverse when the condition passes 1e12, which stays
 * unknown. β does not use B⁻¹ and is never affected.
 *
 * <p>A⁻¹ is kept as U D Uᵀ, which gives A, too. O(p²) time a row, O(p³) for an inverse from B; p (p
 * + 3) / 2 + 3 p² doubles.
 *
 * <p>Reference: the "online nets" note ({@code operators/learners/docs/online-nets-note.md}),
 * "numerical considerations", where A⁻¹ a vᵀ A⁻¹ is to read A⁻¹ u vᵀ A⁻¹, and + λ means + λ I.
 */
final class SquareRegression {

  private static final double SINGULAR = 1e-8;
  private static final double LARGEST_CONDITION = 1e12;

  private final RlsSpec spec;
  private final RecursiveLeastSquares regression;
  private final double[][] moment;
  private final double[][] inverse;

  /**
   * The matrix that is used as B⁻¹.
   *
   * @param rows not copied
   * @param exact whether it is the inverse, not a pseudo-inverse
   */
  record Inverse(double[][] rows, boolean exact) {}

  /**
   * @param size p
   * @param lambda positive
   */
  SquareRegression(int size, double lambda) {
    double[] unit = new double[size * size];
    for (int i = 0; i < size; i++) {
      unit[i * size + i] = 1;
    }
    double[] prior = new double[size];
    Arrays.fill(prior, lambda);
    ModelSpec model =
        ModelSpec.inner(new LinearResponse(size, size, false), new InitialWeights.Given(unit));
    this.spec = new RlsSpec(model, 1, false, PriorPrecision.of(prior));
    this.regression = new RecursiveLeastSquares(spec);
    this.moment = new double[size][size];
    this.inverse = new double[size][size];
  }

  /** β = I with A⁻¹. */
  RlsState initialState() {
    return regression.initialState();
  }

  void restored(RlsState state) {
    regression.restored(state);
  }

  /** B = λ I. */
  CrossMoment initialMoment() {
    double[] prior = spec.priorPrecision().diagonal();
    return CrossMoment.isotropic(prior.length, prior[0]);
  }

  /** B⁻¹, from B when it is not known. Changes nothing. */
  static Inverse inverse(CrossMoment cross) {
    return cross.inverse() == null ? solve(cross.rows()) : new Inverse(cross.inverse(), true);
  }

  private static Inverse solve(double[][] rows) {
    RealMatrix b = new Array2DRowRealMatrix(rows);
    var solver = new LUDecomposition(b, Double.MIN_NORMAL).getSolver();
    if (solver.isNonSingular()) {
      RealMatrix inverse = solver.getInverse();
      if (b.getNorm() * inverse.getNorm() <= LARGEST_CONDITION) {
        return new Inverse(inverse.getData(), true);
      }
    }
    double[][] unit = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      unit[i][i] = 1;
    }
    SmallSvd svd = new SmallSvd(rows);
    return new Inverse(svd.solve(unit, svd.values()[0] / LARGEST_CONDITION), false);
  }

  /** The row x with x β = y: y B⁻¹ A. O(p²). */
  static double[] pullBack(double[] y, RlsState state, Inverse inverse) {
    double[] solved = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      Lanes.axpy(y[i], inverse.rows()[i], solved, y.length);
    }
    state.inversePrecision().solve(solved);
    return solved;
  }

  /**
   * Learns an example whose rows x and y have p entries, or leaves both states as they were.
   *
   * @param from B⁻¹ before the example
   * @throws RejectedException {@code NUMERIC} when a number would not be finite
   */
  void learn(RlsState state, CrossMoment cross, Inverse from, Example example)
      throws RejectedException {
    copy(cross.rows(), moment);
    copy(from.rows(), inverse);
    boolean known = from.exact();
    for (int i = 0; i < example.rows(); i++) {
      double[] x = example.x()[i];
      known = known && downdate(example.weight(), x, example.y()[i]);
      for (int k = 0; k < moment.length; k++) {
        Lanes.axpy(example.weight() * x[k], example.y()[i], moment[k], moment.length);
      }
    }
    if (!finite(moment)) {
      throw Refusal.numeric("B would not be finite");
    }
    regression.learn(state, example);
    cross.set(moment, known ? inverse : null);
  }

  /** The Sherman-Morrison step of B⁻¹; false when it has no sound result. */
  private boolean downdate(double weight, double[] x, double[] y) {
    int p = inverse.length;
    double[] right = new double[p];
    double[] left = new double[p];
    for (int i = 0; i < p; i++) {
      right[i] = Lanes.dot(inverse[i], x, p);
      Lanes.axpy(y[i], inverse[i], left, p);
    }
    double d = 1 + weight * Lanes.dot(y, right, p);
    double scale = 1 + weight * (Lanes.norm(y) * Lanes.norm(right));
    if (!(Math.abs(d) >= SINGULAR * scale)) {
      return false;
    }
    for (int i = 0; i < p; i++) {
      Lanes.axpy(-(weight * right[i] / d), left, inverse[i], p);
    }
    return finite(inverse);
  }

  private static boolean finite(double[][] rows) {
    for (double[] row : rows) {
      if (!Lanes.finite(row)) {
        return false;
      }
    }
    return true;
  }

  private static void copy(double[][] from, double[][] into) {
    for (int i = 0; i < into.length; i++) {
      System.arraycopy(from[i], 0, into[i], 0, into.length);
    }
  }
}
