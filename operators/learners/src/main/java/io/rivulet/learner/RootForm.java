package io.rivulet.learner;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.TriangularFactor;
import io.rivulet.record.RejectedException;
import io.rivulet.state.RootLedgerState;
import java.util.Arrays;

/**
 * A {@link Ledger} in square-root form: rows are rotated into a factor instead of squared into a
 * sum, so that the fit loses digits with the condition of the inputs and not with its square.
 *
 * <pre>
 * Lᵀ L = A + Π,   Lᵀ Z = B + Π W₀,   W = L⁻¹ Z,   h = |L⁻ᵀ x|²
 * </pre>
 *
 * States merge by rotating the rows of one factor into the other and the prior, which is then in
 * twice, out once. A sample leaves by hyperbolic rotations, and is refused when what is left is not
 * positive definite to working precision; there are no sums from which to factor anew. When all
 * leave, the state is the initial one, see {@link RootEmptying}. L is judged with its columns
 * scaled to length 1: where a singular value is then at most 1e-12 of the largest, or with a prior
 * everywhere at most rounding, W is the fit nearest to W₀, see {@link ScaledSpectrum}.
 *
 * <p>O((1 + q) p²) a sample; an unlearned one O(p³/6) for tr M, a row under decay or a merge O(p³).
 * A lower bound of the scaled singular values is found anew now and then, O(p³/6). A singular L
 * costs a singular value decomposition a sample.
 *
 * <p>Reference: G. Golub, C. Van Loan, <i>Matrix Computations</i>, 4th ed., sections 5.1 and 6.5.4;
 * merging: J. Demmel et al., <i>SIAM J. Sci. Comput.</i> 34 (2012), TSQR.
 */
final class RootForm implements LedgerForm<RootLedgerState> {

  private final ModelSpec model;
  private final LedgerPrior prior;
  private final double decay;

  /** What a decay takes from the prior. */
  private final RootLedgerState faded;

  private final RootLedgerState next;
  private final RootCurvature curvature;
  private final double[] precision;
  private final double[] traced;
  private final double[] squares;
  private final double[] vector;
  private final double[] target;

  RootForm(LedgerSpec<RootLedgerState> spec) {
    int rows = spec.model().response().rows();
    this.model = spec.model();
    this.prior = spec.prior();
    this.decay = spec.decay();
    this.precision = prior.diagonal(rows);
    double[] lost = precision.clone();
    Lanes.scale(1 - decay, lost, rows);
    this.faded = RootLedgerState.initial(model.startingWeights(), lost);
    this.next = initialState();
    this.curvature = new RootCurvature(prior, rows);
    this.traced = precision.clone();
    Lanes.scale(1 / prior.unit(), traced, rows);
    this.squares = new double[rows];
    this.vector = new double[rows];
    this.target = new double[model.response().columns()];
  }

  @Override
  public RootLedgerState initialState() {
    return RootLedgerState.initial(model.startingWeights(), precision);
  }

  @Override
  public double[][] weights(RootLedgerState state) {
    return state.weights();
  }

  @Override
  public LedgerFit fit(RootLedgerState state) {
    return new Fit(state);
  }

  @Override
  public RootLedgerState staged() {
    return next;
  }

  @Override
  public void commit(RootLedgerState state) {
    state.take(next);
  }

  @Override
  public void stage(RootLedgerState state, RootLedgerState other) throws RejectedException {
    next.copyFrom(state);
    next.count(other.n());
    rotate(other, 1);
    for (int j = 0; j < target.length; j++) {
      next.rest()[j] += other.rest()[j];
    }
    rotate(initialState(), -1);
    conclude(false);
  }

  /** Rotates the rows of another state's factor in, or out at a negative sign. */
  private void rotate(RootLedgerState other, double sign) throws RejectedException {
    for (int i = 0; i < vector.length; i++) {
      load(1, other.factor().row(i), i + 1);
      for (int j = 0; j < target.length; j++) {
        target[j] = other.right()[j][i];
      }
      rotate(sign);
    }
  }

  @Override
  public void stage(RootLedgerState state, double[][] rows, double[][] y, double weight)
      throws RejectedException {
    if (weight < 0 && new RootEmptying(state, initialState()).takes(rows, y, -weight)) {
      next.copyFrom(initialState());
      return;
    }
    double root = Math.sqrt(Math.abs(weight));
    boolean turns = weight > 0 && decay == 1 && state.regular();
    next.copyFrom(state);
    for (int i = 0; i < rows.length; i++) {
      double[] x = rows[i];
      fade();
      if (turns) {
        foresee(root, x);
      }
      load(root, x, x.length);
      for (int j = 0; j < target.length; j++) {
        target[j] = root * y[i][j];
      }
      rotate(weight);
      next.count(weight);
    }
    conclude(turns);
  }

  /** Multiplies all by the decay, and gives the prior back what that took of it. */
  private void fade() throws RejectedException {
    if (decay != 1) {
      next.scale(decay);
      rotate(faded, 1);
    }
  }

  /** Follows the margin and tr D M to what they are once root x is in. O(2 p²). */
  private void foresee(double root, double[] x) {
    next.factor().squares(squares);
    double growth = 0;
    for (int j = 0; j < x.length; j++) {
      double share = root * x[j] / Math.sqrt(squares[j]);
      growth = x[j] == 0 ? growth : Math.max(growth, share * share);
    }
    next.margin(next.margin() / (1 + growth));
    if (!prior.absent()) {
      load(root, x, x.length);
      double fall = next.factor().inverseTraceShrinkage(vector, traced);
      next.inverseTrace(Math.max(0, next.inverseTrace() - fall));
    }
  }

  private void load(double root, double[] x, int length) {
    Arrays.fill(vector, 0);
    System.arraycopy(x, 0, vector, 0, length);
    Lanes.scale(root, vector, vector.length);
  }

  /** Rotates the loaded row in, or out at a negative sign. */
  private void rotate(double sign) throws RejectedException {
    TriangularFactor factor = next.factor();
    if (sign >= 0) {
      factor.add(vector, next.right(), target);
    } else if (!factor.remove(vector, next.right(), target)) {
      throw Refusal.numeric(
          "what is to be taken out was not learned, or is all that determined a weight without a"
              + " prior: what is left would not be positive definite; take out only what was learned,"
              + " with the same x, y and weight, or set a ridge");
    }
    for (int j = 0; j < target.length; j++) {
      double square = target[j] * target[j];
      next.rest()[j] = sign >= 0 ? next.rest()[j] + square : Math.max(0, next.rest()[j] - square);
    }
  }

  private void conclude(boolean foreseen) throws RejectedException {
    requireFinite();
    curvature.judge(next, foreseen);
    double[][] solved = next.regular() ? next.right() : nearest();
    for (int j = 0; j < target.length; j++) {
      double[] weights = next.weights()[j];
      System.arraycopy(solved[j], 0, weights, 0, weights.length);
      if (next.regular()) {
        next.factor().solve(weights);
      }
      LedgerFit.requireFinite(weights, model);
    }
  }

  private void requireFinite() throws RejectedException {
    next.factor().squares(squares);
    for (int j = 0; j < squares.length; j++) {
      if (!Double.isFinite(squares[j])) {
        throw Refusal.numeric(
            "the sum of the squares of "
                + model.column(j)
                + " would pass the largest float64; give it in a larger unit");
      }
    }
    boolean finite = Double.isFinite(next.n()) && Lanes.finite(next.rest());
    for (double[] column : next.right()) {
      finite &= Lanes.finite(column);
    }
    if (!finite) {
      throw Refusal.numeric(
          "the sums of targets or weights would pass the largest float64; give them in a larger"
              + " unit");
    }
  }

  /** W₀ + L⁺ (Z - L W₀), by columns. */
  private double[][] nearest() {
    double[][] start = model.startingWeights();
    RootCurvature.Singular singular = curvature.singular(next);
    for (int j = 0; j < start.length; j++) {
      next.factor().multiply(start[j], vector);
      double[] error = Lanes.difference(next.right()[j], vector);
      Lanes.axpy(1, singular.solve(error), start[j], error.length);
    }
    return start;
  }

  /** The fit by the factor. */
  private final class Fit implements LedgerFit {
    private final RootLedgerState state;
    private final RootCurvature.Singular singular;

    Fit(RootLedgerState state) {
      this.state = state;
      this.singular = state.regular() ? null : curvature.singular(state);
    }

    @Override
    public double[][] weights() {
      return state.weights();
    }

    @Override
    public double leverage(double[] x) {
      if (singular != null) {
        return singular.spectrum().leverage(x);
      }
      System.arraycopy(x, 0, vector, 0, vector.length);
      state.factor().solveTransposed(vector);
      return Lanes.dot(vector, vector, vector.length);
    }

    @Override
    public double freedom() {
      double fitted =
          singular == null
              ? vector.length - (prior.absent() ? 0 : prior.unit() * state.inverseTrace())
              : singular.spectrum().rank() - singular.spectrum().trace(precision);
      return state.n() - fitted;
    }

    /** The squares that no weights explain and, while L is singular, those that the cut leaves. */
    @Override
    public double[] residualSquares() {
      double[][] start = model.startingWeights();
      double[] squares = state.rest().clone();
      for (int j = 0; j < squares.length; j++) {
        double[] weights = state.weights()[j];
        state.factor().multiply(weights, vector);
        Lanes.axpy(-1, state.right()[j], vector, vector.length);
        squares[j] += Lanes.dot(vector, vector, vector.length);
        Lanes.axpy(-1, weights, start[j], weights.length);
        for (int i = 0; i < weights.length; i++) {
          squares[j] -= precision[i] * start[j][i] * start[j][i];
        }
        squares[j] = Math.max(0, squares[j]);
      }
      return squares;
    }
  }
}
