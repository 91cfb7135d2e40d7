package io.rivulet.learner;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.OrthonormalBasis;
import io.rivulet.kernel.Sketch;
import io.rivulet.record.RejectedException;
import java.util.Arrays;

/**
 * The sequential Karhunen-Loeve transform: new columns √ω G join a sketch U diag(s) by the singular
 * value decomposition
 *
 * <pre>
 * [diag(s)  √ω H; 0  √ω Qᵀ G] = u diag(σ) vᵀ,  H = Uᵀ G,  Q a basis of G - U H
 * U ← [U Q] u,  s ← σ, the m largest kept, Σ of the others' squares discarded
 * </pre>
 *
 * Frequent Directions shrinks the kept values as well, σₖ ← √(σₖ² - σₘ₊₁²). One column is O(r²) for
 * the decomposition, c of them at once O((r + c)³): one by one would be c rotations. O((r + c) m p)
 * for the rotation.
 *
 * <p>Reference: Y. Min, K. Ahn, N. Azizan, arXiv 2207.13853, Algorithm 3. A. Levy, M. Lindenbaum,
 * <i>IEEE Trans. Image Processing</i> 9 (2000). M. Ghashami et al., <i>SIAM J. Computing</i> 45
 * (2016), Algorithm 2.1.
 *
 * @param summary ranked: what becomes of the values when one is dropped
 * @param memory m, most columns that are kept
 * @param tolerance part of the largest singular value up to which the others count as zero
 */
record IncrementalPca(Summary summary, int memory, double tolerance) {

  private static final int REORTHONORMALISE_EVERY = 1000;

  /**
   * Ranks the directions of a sketch and of new columns together.
   *
   * @param columns of p finite entries, not all zero, not modified
   * @throws RejectedException {@code NUMERIC} when a norm would not be finite
   */
  Ranking rank(Sketch sketch, double[][] columns) throws RejectedException {
    double size = Projection.norm(columns);
    if (!Double.isFinite(size)) {
      throw Linearisation.numeric(
          "the square of a new column would not be finite; scale the inputs down");
    }
    Projection added = Projection.of(columns, sketch.basis(), tolerance * size);
    return rank(sketch, sketch.singularValues(), added, 1);
  }

  /**
   * Ranks the directions of a sketch and of new columns together.
   *
   * @param values of the sketch's columns, which may have decayed; not modified
   * @param added the new columns, projected on U, not all zero
   * @param root √ω, factor of the new columns
   * @throws RejectedException {@code NUMERIC} when a singular value or the discarded energy would
   *     not be finite
   */
  Ranking rank(Sketch sketch, double[] values, Projection added, double root)
      throws RejectedException {
    double[][] rotation;
    double[] ranked;
    if (added.coefficients().length == 1) {
      RankOneCore core = new RankOneCore(values, column(added, root));
      rotation = core.u();
      ranked = core.values();
    } else {
      SmallSvd svd = new SmallSvd(core(added, values, root));
      rotation = svd.u();
      ranked = svd.values();
    }
    int significant = SmallSvd.rank(ranked, tolerance * ranked[0]);
    double discarded = 0;
    for (int k = Math.min(memory, significant); k < ranked.length; k++) {
      discarded += ranked[k] * ranked[k];
    }
    summary.truncate(ranked, memory);
    if (!Lanes.finite(ranked) || !Double.isFinite(sketch.discardedEnergy() + discarded)) {
      throw Linearisation.numeric(
          "the squares of the inputs that memory "
              + memory
              + " drops would not have a finite sum; scale the inputs down");
    }
    int keep = Math.min(memory, SmallSvd.rank(ranked, tolerance * ranked[0]));
    return new Ranking(sketch, added, rotation, ranked, keep, discarded);
  }

  /** Makes the basis orthonormal anew every 1000 steps; it drifts by 1e-16 a step. */
  static void tidy(Sketch sketch, long steps) {
    if (steps % REORTHONORMALISE_EVERY == 0) {
      sketch.basis().reorthonormalise();
    }
  }

  /** The only column of √ω [H; Qᵀ G]. */
  private static double[] column(Projection added, double root) {
    double[] h = added.coefficients()[0];
    double[] column = Arrays.copyOf(h, h.length + added.rank());
    if (added.rank() == 1) {
      column[h.length] = added.core()[0][0];
    }
    Lanes.scale(root, column, column.length);
    return column;
  }

  /** The (r + k) x (r + c) matrix [diag(s) √ω H; 0 √ω Qᵀ G]. */
  private static double[][] core(Projection added, double[] values, double root) {
    int r = values.length;
    int c = added.coefficients().length;
    double[][] core = new double[r + added.rank()][r + c];
    for (int i = 0; i < r; i++) {
      core[i][i] = values[i];
      for (int k = 0; k < c; k++) {
        core[i][r + k] = root * added.coefficients()[k][i];
      }
    }
    for (int i = 0; i < added.rank(); i++) {
      for (int k = 0; k < c; k++) {
        core[r + i][r + k] = root * added.core()[i][k];
      }
    }
    return core;
  }

  /** What a sketch becomes: computed and checked, and written by {@link #store}. */
  static final class Ranking {

    private final Sketch sketch;
    private final Projection added;
    private final double[][] rotation;
    private final double[] values;
    private final int keep;
    private final double discarded;

    private Ranking(
        Sketch sketch,
        Projection added,
        double[][] rotation,
        double[] values,
        int keep,
        double discarded) {
      this.sketch = sketch;
      this.added = added;
      this.rotation = rotation;
      this.values = values;
      this.keep = keep;
      this.discarded = discarded;
    }

    /**
     * The diagonal of Σ σⱼ² uⱼ uⱼᵀ over the directions that {@code ipca} drops; before {@link
     * #store}.
     */
    double[] droppedDiagonal() {
      OrthonormalBasis basis = sketch.basis();
      double[] diagonal = new double[basis.size()];
      for (int j = keep; j < values.length; j++) {
        double[] direction = new double[basis.size()];
        for (int k = 0; k < rotation.length; k++) {
          double[] column =
              k < basis.rank() ? basis.column(k) : added.directions()[k - basis.rank()];
          Lanes.axpy(values[j] * rotation[k][j], column, direction, direction.length);
        }
        for (int i = 0; i < diagonal.length; i++) {
          diagonal[i] += direction[i] * direction[i];
        }
      }
      return diagonal;
    }

    /** Writes the sketch. */
    void store() {
      sketch.basis().rotate(added.directions(), added.rank(), rotation, keep);
      sketch.rank(Arrays.copyOf(values, keep));
      sketch.discard(discarded);
    }
  }
}
