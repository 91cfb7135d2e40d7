package io.rivulet.learner;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.SymmetricMatrix;
import io.rivulet.record.RejectedException;
import io.rivulet.state.LedgerState;
import io.rivulet.state.Moments;

/**
 * A {@link Ledger} by its sums, the normal equations. With A = Σ ω x xᵀ, B = Σ ω x yᵀ, c = Σ ω y²
 *
 * <pre>
 * W = W₀ + M (B - A W₀),   M = (A + ridge I)⁻¹    [= M (B + ridge W₀)]
 * s² = (c - 2 bᵀ w + wᵀ A w) / (n - tr M A)
 * </pre>
 *
 * Ridge 0 while A is singular: M is the pseudo-inverse, eigenvalues up to 1e-12 of the largest
 * counting as zero, so that W is the fit nearest to W₀.
 *
 * <p>Beside A the state keeps the factor L of A + ridge I. A sample of positive weight turns it by
 * rotations: O((1 + q) p²). One of negative weight, one that is taken out, one under decay, and a
 * merge factor A anew: O(p³/3), so that nothing drifts. Ridge 0 costs an eigendecomposition a
 * sample while A is singular.
 *
 * <p>Reference: T. Hastie, R. Tibshirani, J. Friedman, <i>The Elements of Statistical Learning</i>,
 * 2nd ed., equation (3.44).
 */
final class NormalForm implements LedgerForm<LedgerState> {

  /** Relative to the largest, an eigenvalue that counts as zero. */
  private static final double CUT = 1e-12;

  private final ModelSpec model;
  private final double ridge;
  private final double decay;
  private final LedgerState next;
  private final double[] vector;
  private final double[] image;

  NormalForm(LedgerSpec<LedgerState> spec) {
    this.model = spec.model();
    this.ridge = spec.ridge();
    this.decay = spec.decay();
    this.next = initialState();
    this.vector = new double[model.response().rows()];
    this.image = new double[vector.length];
  }

  @Override
  public LedgerState initialState() {
    return LedgerState.initial(model.startingWeights(), ridge);
  }

  @Override
  public double[][] weights(LedgerState state) {
    return state.weights();
  }

  @Override
  public LedgerFit fit(LedgerState state) {
    return new Fit(state, inverse(state));
  }

  @Override
  public LedgerState staged() {
    return next;
  }

  @Override
  public void commit(LedgerState state) {
    state.exchange(next);
  }

  @Override
  public void stage(LedgerState state, LedgerState other) throws RejectedException {
    next.copyFrom(state);
    next.moments().add(other.moments());
    requireFinite();
    factorAnew(state.moments().trace() + other.moments().trace());
    solve();
  }

  @Override
  public void stage(LedgerState state, double[][] x, double[][] y, double weight)
      throws RejectedException {
    next.copyFrom(state);
    for (int i = 0; i < x.length; i++) {
      if (decay != 1) {
        next.moments().scale(decay);
      }
      next.moments().add(weight, x[i], y[i]);
    }
    requireFinite();
    boolean turns = weight > 0 && decay == 1;
    if (turns && state.regular()) {
      for (double[] row : x) {
        turn(Math.sqrt(weight), row);
      }
    }
    if (!(turns && wellConditioned())) {
      factorAnew(state.moments().trace());
    }
    solve();
  }

  private void requireFinite() throws RejectedException {
    if (!next.moments().finite() || !Double.isFinite(next.moments().trace() + ridge)) {
      throw Linearisation.numeric("the sums of the ledger would not be finite");
    }
  }

  /** Rotates root x into L. O(2 p²). */
  private void turn(double root, double[] x) {
    scaled(root, x);
    next.inverseTrace(next.inverseTrace() - next.factor().inverseTraceShrinkage(vector));
    scaled(root, x);
    next.factor().add(vector, new double[0][], new double[0]);
  }

  private void scaled(double root, double[] x) {
    System.arraycopy(x, 0, vector, 0, vector.length);
    Lanes.scale(root, vector, vector.length);
  }

  /** Whether L serves: without a ridge tr A tr A⁻¹, which is no less than the condition, tells. */
  private boolean wellConditioned() {
    double condition = ridge > 0 ? 0 : next.moments().trace() * next.inverseTrace();
    return next.inverseTrace() > 0 && condition < 1 / CUT;
  }

  /**
   * Factors A + ridge I, and declares the factor void when ridge is 0 and A singular.
   *
   * @param size tr A before the change, against which a negative eigenvalue is rounding
   */
  private void factorAnew(double size) throws RejectedException {
    if (ridge == 0 && singular(size)) {
      next.factor().clear();
      next.inverseTrace(Double.NaN);
      return;
    }
    if (!next.factor().factor(next.moments().second(), ridge)) {
      throw Linearisation.numeric("A + ridge I would not be positive definite");
    }
    next.inverseTrace(next.factor().inverseTrace());
    if (!Double.isFinite(next.inverseTrace())) {
      throw Linearisation.numeric("the inverse of A + ridge I would not be finite");
    }
  }

  private boolean singular(double size) throws RejectedException {
    double[] values = eigen(next.moments().second()).values();
    double least = values[values.length - 1];
    if (least < -CUT * Math.max(values[0], size)) {
      throw Linearisation.numeric("A would have a negative eigenvalue, " + least);
    }
    return !(least > CUT * values[0]);
  }

  private static SmallEigen eigen(SymmetricMatrix matrix) {
    double[][] dense = new double[matrix.size()][matrix.size()];
    matrix.copyInto(dense);
    return SmallEigen.of(dense);
  }

  /** W = W₀ + M (B - A W₀). */
  private void solve() throws RejectedException {
    double[][] start = model.startingWeights();
    Inverse inverse = inverse(next);
    for (int j = 0; j < start.length; j++) {
      next.moments().second().multiply(start[j], image);
      System.arraycopy(next.moments().first()[j], 0, vector, 0, vector.length);
      Lanes.axpy(-1, image, vector, vector.length);
      inverse.apply(vector);
      double[] weights = next.weights()[j];
      System.arraycopy(start[j], 0, weights, 0, weights.length);
      Lanes.axpy(1, vector, weights, weights.length);
      if (!Lanes.finite(weights)) {
        throw Linearisation.numeric("the new weights would not be finite");
      }
    }
  }

  private Inverse inverse(LedgerState state) {
    return state.regular() ? new Regular(state) : new Singular(state.moments().second());
  }

  /** The fit by the sums. */
  private final class Fit implements LedgerFit {
    private final LedgerState state;
    private final Inverse inverse;

    Fit(LedgerState state, Inverse inverse) {
      this.state = state;
      this.inverse = inverse;
    }

    @Override
    public double[][] weights() {
      return state.weights();
    }

    @Override
    public double leverage(double[] x) {
      System.arraycopy(x, 0, vector, 0, vector.length);
      inverse.apply(vector);
      return Lanes.dot(x, vector, vector.length);
    }

    @Override
    public double freedom() {
      return state.moments().n() - inverse.fitted();
    }

    /** c - 2 bᵀ w + wᵀ A w. */
    @Override
    public double[] residualSquares() {
      Moments moments = state.moments();
      double[] squares = moments.squares().clone();
      for (int j = 0; j < squares.length; j++) {
        double[] weights = state.weights()[j];
        moments.second().multiply(weights, image);
        squares[j] -= 2 * Lanes.dot(moments.first()[j], weights, weights.length);
        squares[j] = Math.max(0, squares[j] + Lanes.dot(weights, image, weights.length));
      }
      return squares;
    }
  }

  /** M = (A + ridge I)⁻¹. */
  private interface Inverse {

    /** x ← M x. */
    void apply(double[] x);

    /** tr M A, the degrees of freedom of the fit. */
    double fitted();
  }

  /** M by its factor. */
  private final class Regular implements Inverse {
    private final LedgerState state;

    Regular(LedgerState state) {
      this.state = state;
    }

    @Override
    public void apply(double[] x) {
      state.factor().solveTransposed(x);
      state.factor().solve(x);
    }

    @Override
    public double fitted() {
      return vector.length - ridge * state.inverseTrace();
    }
  }

  /** The pseudo-inverse of A. */
  private static final class Singular implements Inverse {
    private final SmallEigen eigen;
    private final int rank;

    Singular(SymmetricMatrix a) {
      this.eigen = eigen(a);
      this.rank = eigen.above(CUT * eigen.values()[0]);
    }

    @Override
    public void apply(double[] x) {
      double[] sum = new double[x.length];
      for (int k = 0; k < rank; k++) {
        double[] direction = eigen.vectors()[k];
        double share = Lanes.dot(direction, x, x.length) / eigen.values()[k];
        Lanes.axpy(share, direction, sum, sum.length);
      }
      System.arraycopy(sum, 0, x, 0, x.length);
    }

    @Override
    public double fitted() {
      return rank;
    }
  }
}
