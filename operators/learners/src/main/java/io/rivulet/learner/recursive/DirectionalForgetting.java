package io.rivulet.learner.recursive;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.UdFactor;
import io.rivulet.learner.spectral.SmallSvd;
import io.rivulet.learner.step.Refusal;
import io.rivulet.record.RejectedException;
import java.util.Arrays;

/**
 * Forgetting in the directions that a sample excites and in no others: with gradient columns G (p x
 * c) and R = P⁻¹
 *
 * <pre>
 * R ← R - (1-λ) R G (Gᵀ R G)⁺ Gᵀ R,  that is  P ← P + ((1-λ)/λ) G (Gᵀ R G)⁺ Gᵀ
 * </pre>
 *
 * Directions that no sample excites keep their information exactly. R is never formed: D^-1/2 U⁻¹ G
 * = Y S Vᵀ gives (Gᵀ R G)⁺ = V S⁻² Vᵀ. O(c p²).
 *
 * <p>Reference: L. Cao, H. Schwartz, <i>Automatica</i> 36 (2000).
 */
final class DirectionalForgetting {

  /** Part of the largest singular value below which a direction of G repeats the others. */
  private static final double CUT = 1e-12;

  private final double growth;
  private final double[] column;

  /**
   * @param forgetting λ, in (0, 1)
   */
  DirectionalForgetting(double forgetting, int p) {
    this.growth = (1 - forgetting) / forgetting;
    this.column = new double[p];
  }

  /**
   * Forgets along the columns from {@code from} to before {@code to}.
   *
   * @throws RejectedException {@code NUMERIC} when their information is not finite
   */
  void forget(UdFactor inversePrecision, double[][] gradient, int from, int to)
      throws RejectedException {
    if (to - from == 1) {
      forget(inversePrecision, gradient[from]);
    } else {
      forgetTogether(inversePrecision, gradient, from, to);
    }
  }

  private void forget(UdFactor inversePrecision, double[] x) throws RejectedException {
    whiten(inversePrecision, x);
    double norm = Lanes.guardedNorm(column);
    requireFinite(norm);
    if (norm > 0) {
      for (int i = 0; i < column.length; i++) {
        column[i] = x[i] / norm;
      }
      inversePrecision.add(growth, column);
    }
  }

  private void forgetTogether(UdFactor inversePrecision, double[][] gradient, int from, int to)
      throws RejectedException {
    double[][] whitened = new double[column.length][to - from];
    for (int k = from; k < to; k++) {
      whiten(inversePrecision, gradient[k]);
      for (int i = 0; i < column.length; i++) {
        requireFinite(column[i]);
        whitened[i][k - from] = column[i];
      }
    }
    SmallSvd svd = new SmallSvd(whitened);
    int rank = svd.rank(CUT * svd.values()[0]);
    for (int r = 0; r < rank; r++) {
      Arrays.fill(column, 0);
      for (int k = from; k < to; k++) {
        Lanes.axpy(svd.v()[k - from][r] / svd.values()[r], gradient[k], column, column.length);
      }
      inversePrecision.add(growth, column);
    }
  }

  /** Leaves D^-1/2 U⁻¹ x in the scratch column. */
  private void whiten(UdFactor inversePrecision, double[] x) {
    System.arraycopy(x, 0, column, 0, column.length);
    inversePrecision.whiten(column);
    double[] d = inversePrecision.diagonal();
    for (int i = 0; i < column.length; i++) {
      column[i] /= Math.sqrt(d[i]);
    }
  }

  private static void requireFinite(double value) throws RejectedException {
    if (!Double.isFinite(value)) {
      throw Refusal.numeric("the information of the sample would not be finite");
    }
  }
}
