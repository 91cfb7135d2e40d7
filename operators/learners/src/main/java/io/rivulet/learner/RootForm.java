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
 * Lᵀ L = A + ridge I,   Lᵀ Z = B + ridge W₀,   W = L⁻¹ Z,   h = |L⁻ᵀ x|²
 * </pre>
 *
 * States merge by rotating the rows of one factor into the other and the prior, which is then in
 * twice, out once. A sample leaves by hyperbolic rotations, and is refused when what is left is not
 * positive definite to working precision; there are no sums from which to factor anew. Ridge 0
 * while L is singular: the fit nearest to W₀, singular values up to 1e-12 of the largest counting
 * as zero.
 *
 * <p>O((1 + q) p²) a sample; an unlearned one O(p³/2) for tr M, a row under decay or a merge O(p³).
 * Ridge 0 costs a singular value decomposition a sample while L is singular.
 *
 * <p>Reference: G. Golub, C. Van Loan, <i>Matrix Computations</i>, 4th ed., sections 5.1 and 6.5.4;
 * merging: J. Demmel et al., <i>SIAM J. Sci. Comput.</i> 34 (2012), TSQR.
 */
final class RootForm implements LedgerForm<RootLedgerState> {

  /** Relative to the largest, a singular value that counts as zero. */
  private static final double CUT = 1e-12;

  /** A condition of A, safely below 1 / CUT², up to which the factor serves without a ridge. */
  private static final double SAFE = 1e20;

  private final ModelSpec model;
  private final double ridge;
  private final double decay;

  /** What a decay takes from the prior. */
  private final RootLedgerState faded;

  private final RootLedgerState next;
  private final double[] vector;
  private final double[] target;

  RootForm(LedgerSpec<RootLedgerState> spec) {
    this.model = spec.model();
    this.ridge = spec.ridge();
    this.decay = spec.decay();
    this.faded = RootLedgerState.initial(model.startingWeights(), (1 - decay) * ridge);
    this.next = initialState();
    this.vector = new double[model.response().rows()];
    this.target = new double[model.response().columns()];
  }

  @Override
  public RootLedgerState initialState() {
    return RootLedgerState.initial(model.startingWeights(), ridge);
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
    if (ridge > 0) {
      rotate(initialState(), -1);
    }
    conclude();
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
    double root = Math.sqrt(Math.abs(weight));
    next.copyFrom(state);
    for (int i = 0; i < rows.length; i++) {
      double[] x = rows[i];
      fade();
      if (weight > 0 && decay == 1 && next.regular()) {
        load(root, x, x.length);
        next.inverseTrace(next.inverseTrace() - next.factor().inverseTraceShrinkage(vector));
      }
      load(root, x, x.length);
      for (int j = 0; j < target.length; j++) {
        target[j] = root * y[i][j];
      }
      rotate(weight);
      next.count(weight);
    }
    if (weight > 0 && decay == 1 && wellConditioned()) {
      solve();
    } else {
      conclude();
    }
  }

  /** Multiplies all by the decay, and gives the prior back what that took of it. */
  private void fade() throws RejectedException {
    if (decay != 1) {
      next.scale(decay);
      rotate(faded, 1);
    }
  }

  private void load(double root, double[] x, int length) {
    Arrays.fill(vector, 0);
    System.arraycopy(x, 0, vector, 0, length);
    Lanes.scale(root, vector, length);
  }

  /** Rotates the loaded row in, or out at a negative sign. */
  private void rotate(double sign) throws RejectedException {
    TriangularFactor factor = next.factor();
    if (sign >= 0) {
      factor.add(vector, next.right(), target);
    } else if (!factor.remove(vector, next.right(), target)) {
      throw Linearisation.numeric("what is left would not be positive definite");
    }
    for (int j = 0; j < target.length; j++) {
      double square = target[j] * target[j];
      next.rest()[j] = sign >= 0 ? next.rest()[j] + square : Math.max(0, next.rest()[j] - square);
    }
  }

  private boolean wellConditioned() {
    double condition = ridge > 0 ? 0 : next.factor().trace() * next.inverseTrace();
    return next.inverseTrace() > 0 && condition < SAFE;
  }

  /** Finds tr M anew, then the weights. */
  private void conclude() throws RejectedException {
    if (ridge > 0) {
      next.inverseTrace(next.factor().inverseTrace());
    } else {
      requireFinite();
      double[] values = svd(next.factor()).values();
      next.inverseTrace(0);
      for (double value : values) {
        next.inverseTrace(next.inverseTrace() + 1 / value / value);
      }
      if (!(values[values.length - 1] > CUT * values[0])) {
        next.inverseTrace(Double.NaN);
      }
    }
    solve();
  }

  private void requireFinite() throws RejectedException {
    if (!Double.isFinite(2 * next.factor().trace())
        || !Double.isFinite(next.n())
        || !Lanes.finite(next.rest())) {
      throw Linearisation.numeric("the squares of the ledger would not be finite");
    }
  }

  private void solve() throws RejectedException {
    requireFinite();
    if (Double.isInfinite(next.inverseTrace())) {
      throw Linearisation.numeric("the inverse of A + ridge I would not be finite");
    }
    double[][] solved = next.regular() ? next.right() : nearest();
    for (int j = 0; j < target.length; j++) {
      double[] weights = next.weights()[j];
      System.arraycopy(solved[j], 0, weights, 0, weights.length);
      if (next.regular()) {
        next.factor().solve(weights);
      }
      if (!Lanes.finite(next.right()[j]) || !Lanes.finite(weights)) {
        throw Linearisation.numeric("the new weights would not be finite");
      }
    }
  }

  /** W₀ + L⁺ (Z - L W₀), by columns. */
  private double[][] nearest() {
    double[][] start = model.startingWeights();
    double[][] error = new double[vector.length][start.length];
    for (int j = 0; j < start.length; j++) {
      next.factor().multiply(start[j], vector);
      for (int i = 0; i < vector.length; i++) {
        error[i][j] = next.right()[j][i] - vector[i];
      }
    }
    SmallSvd svd = svd(next.factor());
    double[][] change = svd.solve(error, CUT * svd.values()[0]);
    for (int j = 0; j < start.length; j++) {
      for (int i = 0; i < vector.length; i++) {
        start[j][i] += change[i][j];
      }
    }
    return start;
  }

  private static SmallSvd svd(TriangularFactor factor) {
    double[][] dense = new double[factor.size()][factor.size()];
    for (int i = 0; i < dense.length; i++) {
      System.arraycopy(factor.row(i), 0, dense[i], 0, i + 1);
    }
    return new SmallSvd(dense);
  }

  /** The fit by the factor. */
  private final class Fit implements LedgerFit {
    private final RootLedgerState state;
    private final SmallSvd svd;
    private final int rank;

    Fit(RootLedgerState state) {
      this.state = state;
      this.svd = state.regular() ? null : svd(state.factor());
      this.rank = state.regular() ? vector.length : svd.rank(CUT * svd.values()[0]);
    }

    @Override
    public double[][] weights() {
      return state.weights();
    }

    @Override
    public double leverage(double[] x) {
      if (svd != null) {
        return leverageOfRank(x);
      }
      System.arraycopy(x, 0, vector, 0, vector.length);
      state.factor().solveTransposed(vector);
      return Lanes.dot(vector, vector, vector.length);
    }

    private double leverageOfRank(double[] x) {
      double leverage = 0;
      for (int k = 0; k < rank; k++) {
        double share = 0;
        for (int i = 0; i < x.length; i++) {
          share += svd.v()[i][k] * x[i];
        }
        leverage += share / svd.values()[k] * (share / svd.values()[k]);
      }
      return leverage;
    }

    @Override
    public double freedom() {
      double shrunk = ridge > 0 ? ridge * state.inverseTrace() : 0;
      return state.n() - rank + shrunk;
    }

    /** The squares that no weights explain and, without a ridge, those that the cut leaves. */
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
        squares[j] -= ridge * Lanes.dot(start[j], start[j], start[j].length);
        squares[j] = Math.max(0, squares[j]);
      }
      return squares;
    }
  }
}
