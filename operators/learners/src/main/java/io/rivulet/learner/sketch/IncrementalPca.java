package io.rivulet.learner.sketch;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.OrthonormalBasis;
import io.rivulet.kernel.Sketch;
import io.rivulet.learner.spectral.BlockCore;
import io.rivulet.learner.spectral.JacobiCore;
import io.rivulet.learner.spectral.Norm;
import io.rivulet.learner.spectral.SmallSvd;
import io.rivulet.learner.step.Bounds;
import io.rivulet.learner.step.Refusal;
import io.rivulet.learner.step.Staged;
import io.rivulet.record.RejectedException;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The sequential Karhunen-Loeve transform: new columns √ω G join a sketch U diag(s) by the singular
 * value decomposition
 *
 * <pre>
 * [diag(s)  √ω H; 0  √ω Qᵀ G] = u diag(σ) vᵀ,  H = Uᵀ G,  Q a basis of G - U H
 * U ← [U Q] u,  s ← σ, the m largest kept, Σ of the others' squares discarded
 * </pre>
 *
 * Frequent Directions shrinks the kept values as well, σₖ ← √(σₖ² - σₘ₊₁²). The decomposition is a
 * {@link BlockCore}, O(r²) for one column and O(c (r + c)³) for c of them; the rotation O((r + c) m
 * p).
 *
 * <p>Reference: Y. Min, K. Ahn, N. Azizan, arXiv 2207.13853, Algorithm 3. A. Levy, M. Lindenbaum,
 * <i>IEEE Trans. Image Processing</i> 9 (2000). M. Ghashami et al., <i>SIAM J. Computing</i> 45
 * (2016), Algorithm 2.1.
 *
 * @param summary a ranked summary, which defines how the values change when one is dropped
 * @param memory m, the most columns that are kept
 * @param tolerance the fraction of the largest singular value up to which the others count as zero
 * @param room the columns that the sketch collects before they are rotated; 0 to rotate at once
 */
public record IncrementalPca(Summary summary, int memory, double tolerance, int room) {

  /** Fewer columns are rotated as fast as the products with a waiting rotation are computed. */
  private static final int LEAST_WAITING = 8;

  private static final int REORTHONORMALISE_EVERY = 1000;

  /** More columns at once are cheaper by a dense decomposition, which loses what is small. */
  private static final int MOST_ONE_BY_ONE = 64;

  /** Rotates at once. */
  public IncrementalPca(Summary summary, int memory, double tolerance) {
    this(summary, memory, tolerance, 0);
  }

  /**
   * The room in which columns of p entries wait: m + m/4 where waiting pays, otherwise 0. With many
   * columns the rotation of m of them is most of the work, and with long ones the product of
   * waiting rotations is small beside it.
   *
   * @param memory m
   * @param rows p
   */
  public static int room(int memory, int rows) {
    return memory < LEAST_WAITING || rows / 2 < memory ? 0 : memory + memory / 4;
  }

  /** What the bytes of a sketch are, for a refusal. */
  static String stateArithmetic(int memory, int rows, int room) {
    String waiting = room > 0 ? " + " + (room - memory) : "";
    int kept = Math.min(memory, rows);
    return " of %d%s columns of %d weights, 8 bytes each,".formatted(kept, waiting, rows);
  }

  /**
   * Stages a sketch with new columns in it: the directions of both are ranked together.
   *
   * @param columns of p finite entries, not all zero, not modified
   * @throws RejectedException {@code NUMERIC} when a norm would not be finite
   */
  public Ranking stage(Sketch sketch, double[][] columns) throws RejectedException {
    double size = Norm.of(columns);
    if (!Double.isFinite(size)) {
      throw Refusal.numeric(
          "the square of a new column would not be finite; scale the inputs down");
    }
    Projection added = Projection.of(columns, sketch.directions(), tolerance * size);
    return stage(sketch, sketch.singularValues(), added, 1);
  }

  /**
   * Stages a sketch with a new column in it, of which everything counts that is more than rounding.
   *
   * @param column p entries, not all zero, not modified
   * @throws RejectedException {@code NUMERIC} when a square would not be finite
   */
  public Ranking stage(Sketch sketch, double[] column) throws RejectedException {
    double[][] columns = {column};
    Projection added =
        Projection.graded(columns, Norm.of(column), sketch.directions(), Grading.NONE);
    return stage(sketch, sketch.singularValues(), added, 1);
  }

  /**
   * Stages a sketch with new columns in it: the directions of both are ranked together.
   *
   * @param values of the sketch's columns, which may have decayed; not modified
   * @param added the new columns, projected on U, not all zero
   * @param root √ω, factor of the new columns
   * @throws RejectedException {@code NUMERIC} when a singular value or the discarded energy would
   *     not be finite
   */
  public Ranking stage(Sketch sketch, double[] values, Projection added, double root)
      throws RejectedException {
    double[][] columns = core(added, values.length, root);
    if (columns.length <= MOST_ONE_BY_ONE) {
      BlockCore core = new BlockCore(values, columns[0]);
      for (int k = 1; k < columns.length; k++) {
        core.add(columns[k]);
      }
      return ranking(sketch, added, core.u(), core.values());
    }
    SmallSvd svd = new SmallSvd(beside(values, columns));
    return ranking(sketch, added, svd.u(), svd.values());
  }

  /**
   * As {@link #stage}, for columns far larger than some directions of the sketch: those leave it
   * and come back behind the columns, the largest first, so that none is a small difference of
   * large numbers. O((r + c)² p + (r + c)³).
   *
   * @param kept how many directions of the sketch stay
   */
  public Ranking stage(Sketch sketch, double[] values, double[][] gradient, double root, int kept)
      throws RejectedException {
    double[][] all = sketch.basis().columns();
    double[][] columns = Arrays.copyOf(gradient, gradient.length + all.length - kept);
    System.arraycopy(all, kept, columns, gradient.length, all.length - kept);
    for (int k = 0; k < columns.length; k++) {
      int stored = kept + k - gradient.length;
      columns[k] = columns[k].clone();
      Lanes.scale(k < gradient.length ? root : values[stored], columns[k], columns[k].length);
    }
    Arrays.sort(columns, Comparator.comparingDouble(column -> -Norm.of(column)));
    double[] large = Arrays.copyOf(values, kept);
    var basis = new OrthonormalBasis(sketch.size(), Arrays.copyOf(all, kept));
    Projection added = Projection.graded(columns, Norm.of(columns[0]), basis, Grading.FALLING);
    JacobiCore core = new JacobiCore(beside(large, core(added, kept, 1)));
    return ranking(sketch, added, core.u(), core.values());
  }

  private Ranking ranking(Sketch sketch, Projection added, double[][] rotation, double[] ranked)
      throws RejectedException {
    int significant = SmallSvd.rank(ranked, tolerance * ranked[0]);
    double discarded = 0;
    for (int k = Math.min(memory, significant); k < ranked.length; k++) {
      discarded += ranked[k] * ranked[k];
    }
    summary.truncate(ranked, memory);
    if (!Bounds.finite(rotation)) {
      throw Refusal.numeric(
          "the directions in memory differ too much in size to be ranked; scale the inputs down");
    }
    if (!Lanes.finite(ranked) || !Double.isFinite(sketch.discardedEnergy() + discarded)) {
      throw Refusal.numeric(
          "the squares of the inputs that memory "
              + memory
              + " drops would not have a finite sum; scale the inputs down");
    }
    int keep = Math.min(memory, SmallSvd.rank(ranked, tolerance * ranked[0]));
    boolean truncates = significant > memory;
    return new Ranking(sketch, added, rotation, ranked, keep, room, discarded, truncates);
  }

  /**
   * Restores the orthonormal basis every 1000 steps, because it drifts by 1e-16 in each step.
   *
   * @return whether it did
   */
  public static boolean tidy(Sketch sketch, long steps) {
    boolean due = steps % REORTHONORMALISE_EVERY == 0;
    if (due) {
      sketch.reorthonormalise();
    }
    return due;
  }

  /** √ω [H; Qᵀ G] as c columns. */
  private static double[][] core(Projection added, int rank, double root) {
    double[][] core = new double[added.coefficients().length][];
    for (int k = 0; k < core.length; k++) {
      core[k] = Arrays.copyOf(added.coefficients()[k], rank + added.rank());
      for (int i = 0; i < added.rank(); i++) {
        core[k][rank + i] = added.core()[i][k];
      }
      Lanes.scale(root, core[k], core[k].length);
    }
    return core;
  }

  /** The rows of a diagonal and the columns beside it. */
  private static double[][] beside(double[] diagonal, double[][] columns) {
    int r = diagonal.length;
    double[][] rows = new double[columns[0].length][r + columns.length];
    for (int i = 0; i < rows.length; i++) {
      if (i < r) {
        rows[i][i] = diagonal[i];
      }
      for (int k = 0; k < columns.length; k++) {
        rows[i][r + k] = columns[k][i];
      }
    }
    return rows;
  }

  /** A staged sketch with new columns. */
  public static final class Ranking implements Staged {

    private final Sketch sketch;
    private final Projection added;
    private final double[][] rotation;
    private final double[] values;
    private final int keep;
    private final int room;
    private final double discarded;
    private final boolean truncates;

    private Ranking(
        Sketch sketch,
        Projection added,
        double[][] rotation,
        double[] values,
        int keep,
        int room,
        double discarded,
        boolean truncates) {
      this.sketch = sketch;
      this.added = added;
      this.rotation = rotation;
      this.values = values;
      this.keep = keep;
      this.room = room;
      this.discarded = discarded;
      this.truncates = truncates;
    }

    /** Whether memory has no room for every direction. */
    public boolean truncates() {
      return truncates;
    }

    /**
     * The diagonal of Σ σⱼ² uⱼ uⱼᵀ over the directions that {@code ipca} drops; before {@link
     * #commit}.
     */
    double[] droppedDiagonal() {
      int stayed = rotation.length - added.rank();
      double[] diagonal = new double[sketch.size()];
      double[] along = new double[sketch.rank()];
      for (int j = keep; j < values.length; j++) {
        double[] direction = new double[diagonal.length];
        for (int k = 0; k < stayed; k++) {
          along[k] = values[j] * rotation[k][j];
        }
        sketch.directions().add(along, direction);
        for (int k = stayed; k < rotation.length; k++) {
          double[] column = added.directions()[k - stayed];
          Lanes.axpy(values[j] * rotation[k][j], column, direction, direction.length);
        }
        for (int i = 0; i < diagonal.length; i++) {
          diagonal[i] += direction[i] * direction[i];
        }
      }
      return diagonal;
    }

    /**
     * What a vector b has along the new directions, Uᵀ b.
     *
     * @param along what it has along the old ones, then along those that the columns bring
     */
    public double[] turned(double[] along) {
      double[] turned = new double[keep];
      for (int i = 0; i < rotation.length; i++) {
        Lanes.axpy(along[i], rotation[i], turned, keep);
      }
      return turned;
    }

    @Override
    public void commit() {
      if (room > 0 && sketch.rank() + added.rank() == rotation.length) {
        sketch.turn(added.directions(), added.rank(), rotation, keep, room);
      } else {
        sketch.rotate(added.directions(), added.rank(), rotation, keep);
      }
      sketch.rank(Arrays.copyOf(values, keep));
      sketch.discard(discarded);
    }
  }
}
