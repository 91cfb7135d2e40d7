package io.rivulet.learner.ledger;

import io.rivulet.learner.spectral.SmallEigen;
import io.rivulet.state.LedgerState;

/**
 * Decides whether the H of a {@link CentredFrame} is regular, and inverts it: by its triangular
 * factor in O(p³/3), or where it is singular by its eigenvectors, {@link ScaledSpectrum}. H is
 * regular when the least eigenvalue of S H S, S = diag(H)^-½, is more than a part of the largest:
 * 1e-12, or only rounding when a prior determines every weight. A lower bound of that part is kept
 * with the state, so that most samples need no eigenvalues.
 */
final class LedgerCurvature {

  /** The part of the largest eigenvalue up to which one counts as 0 without a prior. */
  private static final double CUT = 1e-12;

  /** The rounding of an entry of S H S; that of an eigenvalue is p times as much. */
  private static final double ROUNDING = 0x1.0p-51;

  private final CentredFrame frame;
  private final LedgerPrior prior;
  private double[][] lower = {};

  LedgerCurvature(CentredFrame frame, LedgerPrior prior) {
    this.frame = frame;
    this.prior = prior;
  }

  /** Factors the H of the frame's sums, or declares the factor void when H is singular. */
  LedgerInverse factor(LedgerState state) {
    load(state);
    if (state.factor().factor(lower)) {
      state.margin(0);
      return judge(state);
    }
    return withoutFactor(state, eigen());
  }

  /** Inverts H by a factor that is given, or declares it void when H is singular. */
  LedgerInverse judge(LedgerState state) {
    if (certain(state)) {
      return inverse(state);
    }
    load(state);
    measure(state);
    if (certain(state)) {
      return inverse(state);
    }
    SmallEigen eigen = eigen();
    if (rank(eigen) < lower.length) {
      return withoutFactor(state, eigen);
    }
    state.margin(Math.max(state.margin(), least(eigen)));
    return inverse(state);
  }

  private boolean certain(LedgerState state) {
    int p = state.factor().size();
    return state.margin() > cut(p) * p;
  }

  /** The inverse of a state as it was left. */
  LedgerInverse inverse(LedgerState state) {
    if (!state.regular()) {
      load(state);
      return singular(eigen());
    }
    double fitted = state.factor().size() - frame.voids() - prior.unit() * state.inverseTrace();
    return new LedgerInverse.Regular(state.factor(), fitted, state.margin());
  }

  /** tr D M and the margin 1 / tr (S H S)⁻¹ from the factor. */
  private void measure(LedgerState state) {
    double[] inverse = state.factor().inverseDiagonal();
    double scaled = 0;
    double trace = 0;
    for (int j = 0; j < inverse.length; j++) {
      double precision = frame.precision()[j];
      scaled += lower[j][j] * inverse[j];
      trace += precision > 0 ? precision / prior.unit() * inverse[j] : 0;
    }
    state.margin(scaled > 0 ? 1 / scaled : 0);
    state.inverseTrace(trace);
  }

  private LedgerInverse withoutFactor(LedgerState state, SmallEigen eigen) {
    state.factor().clear();
    state.inverseTrace(Double.NaN);
    state.margin(0);
    return singular(eigen);
  }

  private LedgerInverse singular(SmallEigen eigen) {
    int rank = rank(eigen);
    double[] roots = new double[rank];
    for (int k = 0; k < rank; k++) {
      roots[k] = Math.sqrt(eigen.values()[k]);
    }
    double[] scale = scale();
    ScaledSpectrum spectrum = new ScaledSpectrum(scale, eigen.vectors(), roots, rank);
    double shrunk = prior.absent() ? 0 : spectrum.trace(frame.precision());
    double[] last = eigen.vectors()[scale.length - 1];
    int weakest = 0;
    for (int j = 1; j < last.length; j++) {
      weakest = Math.abs(last[j]) > Math.abs(last[weakest]) ? j : weakest;
    }
    double fitted = rank - frame.voids() - shrunk;
    return new LedgerInverse.Singular(spectrum, fitted, least(eigen), weakest);
  }

  private int rank(SmallEigen eigen) {
    return eigen.above(cut(lower.length) * eigen.values()[0]);
  }

  private static double least(SmallEigen eigen) {
    return eigen.values()[eigen.values().length - 1];
  }

  private double cut(int p) {
    return prior.proper() ? ROUNDING * p : CUT;
  }

  private void load(LedgerState state) {
    int p = state.factor().size();
    if (lower.length != p) {
      lower = new double[p][p];
    }
    frame.curvature(lower);
  }

  private double[] scale() {
    double[] diagonal = new double[lower.length];
    for (int j = 0; j < diagonal.length; j++) {
      diagonal[j] = lower[j][j];
    }
    return ScaledSpectrum.scale(diagonal);
  }

  /** Of S H S. */
  private SmallEigen eigen() {
    double[] scale = scale();
    double[][] scaled = new double[lower.length][lower.length];
    for (int i = 0; i < scaled.length; i++) {
      for (int j = 0; j < i; j++) {
        scaled[i][j] = lower[i][j] * scale[i] * scale[j];
      }
      scaled[i][i] = lower[i][i] > 0 ? 1 : 0;
    }
    return SmallEigen.of(scaled);
  }
}
