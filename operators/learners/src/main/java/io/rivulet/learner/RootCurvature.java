package io.rivulet.learner;

import io.rivulet.kernel.TriangularFactor;
import io.rivulet.state.RootLedgerState;

/**
 * Judges the factor L of a {@link RootForm} by L S, S the inverse lengths of its columns. It is
 * regular when the singular values of that differ by less than the cut: 1e12, or what rounding
 * leaves when a prior determines every weight.
 */
final class RootCurvature {

  /** Relative to the largest, a singular value that counts as zero without a prior. */
  private static final double CUT = 1e-12;

  /** Of a singular value of a p x p matrix with columns of length 1, for each of the p. */
  private static final double ROUNDING = 0x1.0p-51;

  private final LedgerPrior prior;
  private final double[] precision;
  private final double[] lengths;
  private final double[] squares;
  private final double cut;

  RootCurvature(LedgerPrior prior, int rows) {
    this.prior = prior;
    this.precision = prior.diagonal(rows);
    this.lengths = prior.lengths(rows);
    this.squares = new double[rows];
    this.cut = prior.proper() ? rows * ROUNDING : CUT;
  }

  /**
   * Sets trace and margin of a state, NaN and 0 when it is singular.
   *
   * @param foreseen whether the state has those of its factor already
   */
  void judge(RootLedgerState state, boolean foreseen) {
    if (foreseen && certain(state)) {
      return;
    }
    state.factor().squares(squares);
    if (triangular(state.factor())) {
      measure(state);
      if (certain(state)) {
        return;
      }
      double[] values = scaled(state.factor()).values();
      double least = values[values.length - 1] / values[0];
      if (least > cut) {
        state.margin(Math.max(state.margin(), least * least));
        return;
      }
    }
    state.inverseTrace(Double.NaN);
    state.margin(0);
  }

  /** Eigenvalues are squares, and the largest is at most p. */
  private boolean certain(RootLedgerState state) {
    return state.margin() > cut * cut * squares.length;
  }

  private static boolean triangular(TriangularFactor factor) {
    for (int i = 0; i < factor.size(); i++) {
      if (factor.entry(i, i) == 0) {
        return false;
      }
    }
    return true;
  }

  /** tr D M and the margin 1 / tr (S Lᵀ L S)⁻¹ from the factor. */
  private void measure(RootLedgerState state) {
    double[] inverse = state.factor().inverseDiagonal();
    double scaled = 0;
    double trace = 0;
    for (int j = 0; j < inverse.length; j++) {
      scaled += squares[j] * inverse[j];
      trace += precision[j] > 0 ? precision[j] / prior.unit() * inverse[j] : 0;
    }
    state.margin(scaled > 0 ? 1 / scaled : 0);
    state.inverseTrace(trace);
  }

  /** The part of a singular L that samples determine. */
  Singular singular(RootLedgerState state) {
    state.factor().squares(squares);
    SmallSvd svd = scaled(state.factor());
    int rank = svd.rank(cut * svd.values()[0]);
    double[][] vectors = new double[squares.length][squares.length];
    for (int k = 0; k < vectors.length; k++) {
      for (int i = 0; i < vectors.length; i++) {
        vectors[k][i] = svd.v()[i][k];
      }
    }
    double[] scale = ScaledSpectrum.scale(squares);
    return new Singular(
        svd, new ScaledSpectrum(scale, vectors, svd.values().clone(), rank, lengths));
  }

  private SmallSvd scaled(TriangularFactor factor) {
    double[] scale = ScaledSpectrum.scale(squares);
    double[][] dense = new double[scale.length][scale.length];
    for (int i = 0; i < dense.length; i++) {
      double[] row = factor.row(i);
      for (int j = 0; j <= i; j++) {
        dense[i][j] = row[j] * scale[j];
      }
    }
    return new SmallSvd(dense);
  }

  /** A singular L by its singular values. */
  record Singular(SmallSvd svd, ScaledSpectrum spectrum) {

    /** The shortest w with the least |L w - error|. */
    double[] solve(double[] error) {
      double[] shares = new double[error.length];
      for (int k = 0; k < spectrum.rank(); k++) {
        for (int i = 0; i < error.length; i++) {
          shares[k] += svd.u()[i][k] * error[i];
        }
        shares[k] /= svd.values()[k];
      }
      return spectrum.compose(shares);
    }
  }
}
