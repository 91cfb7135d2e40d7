package io.rivulet.learner.sketch;

import io.rivulet.kernel.Directions;
import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.Sketch;
import io.rivulet.learner.step.Linear;
import io.rivulet.learner.step.Staged;
import io.rivulet.learner.step.Step;
import io.rivulet.record.RejectedException;

/**
 * The memory of {@code orfit} under noise, for steps of several noises: a sketch of the gradients
 * does not depend on the noise, so that one serves all. It takes a sample, gives the step of each
 * noise ({@link NoisyStep}), and then the sketch with the sample in it ({@link IncrementalPca}).
 *
 * <p>O((m + c) c p) to take a sample of c gradients, O((m + c) p) a step, and the rotation of the
 * basis. It is scratch memory of one learner, 2 p doubles.
 */
public final class DecayingMemory {

  private final double decay;
  private final IncrementalPca pca;

  /** Scratch for the direction that a sample brings. */
  private final double[] direction;

  /** Scratch for the direction of a step. */
  private final double[] moved;

  private Sketch sketch;
  private double[] values;
  private double[][] gradient;
  private Grading grading;
  private Projection projection;
  private double weight;

  /**
   * @param summary a ranked one
   * @param memory m, the most columns of the sketch
   * @param decay γ², weight of the sketch relative to the next sample, in (0, 1]
   * @param rows p
   */
  public DecayingMemory(Summary summary, int memory, double decay, int rows) {
    this.decay = decay;
    this.pca = new IncrementalPca(summary, memory, 0, room(memory, rows));
    this.direction = new double[rows];
    this.moved = new double[rows];
  }

  /** The columns that wait for their rotation, 0 to rotate at once. */
  public static int room(int memory, int rows) {
    return IncrementalPca.room(memory, rows);
  }

  /**
   * Lets the singular values decay and splits the gradients of a sample along the basis; nothing is
   * written.
   *
   * @param columns G as c columns of p finite entries, not modified, and to stay as they are until
   *     the sample is staged
   * @param size ‖G‖, positive
   * @param factor ω, positive
   */
  public void take(Sketch memory, double[][] columns, double size, double factor) {
    sketch = memory;
    gradient = columns;
    weight = factor;
    values = memory.singularValues().clone();
    if (decay != 1) {
      Lanes.scale(Math.sqrt(decay), values, values.length);
    }
    Directions basis = memory.directions();
    grading = Grading.of(basis, values, columns, Math.sqrt(factor));
    projection = Projection.graded(columns, size, basis, grading, direction);
  }

  /**
   * Adds the step of one noise for the sample that was taken.
   *
   * @param at the model at the weights that move, with the gradients that were taken
   * @param weights W as q columns of p entries
   * @param noise √(η R), positive
   * @param deviations of y - xᵀ w in units of y where its x is fully known, one for each output
   */
  public void add(Step step, Linear at, double[][] weights, double noise, double[] deviations) {
    NoisyStep noisy = new NoisyStep(noise, moved);
    Directions basis = sketch.directions();
    if (at.oneRow()) {
      noisy.addRowWithin(deviations, step, projection, basis, values, at, weights, weight);
    } else {
      noisy.add(step, projection, basis, values, at.error(), weight);
    }
  }

  /**
   * Stages the sketch with the sample in it.
   *
   * @throws RejectedException {@code NUMERIC} when a singular value or the discarded energy would
   *     not be finite
   */
  public Staged stage() throws RejectedException {
    double root = Math.sqrt(weight);
    return grading.displaces()
        ? pca.stage(sketch, values, gradient, root, grading.kept())
        : pca.stage(sketch, values, projection, root);
  }

  /** The part of the gradients that no column of the basis holds. */
  public double newNorm() {
    return projection.newNorm();
  }

  /** Restores the orthonormal basis every 1000 samples. */
  public static void tidy(Sketch sketch, long samples) {
    IncrementalPca.tidy(sketch, samples);
  }
}
