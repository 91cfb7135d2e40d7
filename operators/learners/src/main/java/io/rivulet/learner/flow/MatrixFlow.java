package io.rivulet.learner.flow;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.SymmetricMatrix;
import io.rivulet.learner.spectral.SmallEigen;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.Publication;
import io.rivulet.learner.step.Refusal;
import io.rivulet.learner.step.Staged;
import io.rivulet.record.Details;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Spectrum;
import io.rivulet.state.MatrixFlowState;
import io.rivulet.state.Moments;

/**
 * The point that gradient flow on a symmetric factorisation reaches at time t on its way to the
 * second moment of the inputs, Y = Σ ω x xᵀ / Σ ω, or to a matrix that a record brings and that
 * serves that record only. It is a low-rank approximation that t adjusts, see {@link RiccatiFlow}.
 * The state is sums, so that the order of inputs does not matter and states merge. With {@code
 * centered} the mean is removed from Y; with {@code decay} γ every sum is multiplied by γ before a
 * row enters.
 *
 * <p>O(p²) a sample, O(p³) a published record; p²/2 doubles of memory.
 *
 * <p>Reference: H. Min, R. Vidal, arXiv 2508.20344.
 */
final class MatrixFlow implements Learner<MatrixFlowState> {

  /** Most that a target may measure, so that its eigenvalues and their sums stay finite. */
  private static final double LARGEST = 1e300;

  /** Relative to the largest entry, by how much mirrored entries may differ. */
  private static final double ASYMMETRY = 1e-9;

  private static final double[] ONE = {1};

  private final MatrixFlowSpec spec;
  private final MatrixFlowState next;

  MatrixFlow(MatrixFlowSpec spec) {
    this.spec = spec;
    this.next = initialState();
  }

  @Override
  public MatrixFlowState initialState() {
    return MatrixFlowState.initial(spec.model().dimension());
  }

  @Override
  public Answer predict(MatrixFlowState state, double[][] x) {
    throw new UnsupportedOperationException("matrix-flow answers no inputs");
  }

  @Override
  public Answer learn(MatrixFlowState state, Example example) throws RejectedException {
    next.moments().copyFrom(state.moments());
    for (double[] row : example.x()) {
      if (spec.decay() != 1) {
        next.moments().scale(spec.decay());
      }
      next.moments().add(example.weight(), row, ONE);
    }
    next.matrix(example.matrix() == null ? null : symmetric(example.matrix()));
    stage(state).commit();
    return Answer.NONE;
  }

  @Override
  public Answer assess(MatrixFlowState state, Example example) {
    return Answer.NONE;
  }

  @Override
  public void merge(MatrixFlowState state, MatrixFlowState other) throws RejectedException {
    if (spec.mergeObstacle() != null) {
      throw new UnsupportedOperationException(spec.mergeObstacle());
    }
    next.moments().copyFrom(state.moments());
    next.moments().add(other.moments());
    next.matrix(null);
    stage(state).commit();
  }

  /** Stages the next state in the place of a learned one. */
  private Staged stage(MatrixFlowState state) throws RejectedException {
    Moments moments = next.moments();
    if (!moments.finite() || (moments.n() > 0 && !(moments.trace() / moments.n() <= LARGEST))) {
      throw Refusal.numeric(
          "the second moment would exceed "
              + LARGEST
              + ", most of it by "
              + spec.model().column(largest(moments))
              + "; give that in a larger unit");
    }
    return () -> state.exchange(next);
  }

  private static int largest(Moments moments) {
    int largest = 0;
    for (int j = 1; j < moments.second().size(); j++) {
      double square = moments.second().diagonal(j);
      largest = square <= moments.second().diagonal(largest) ? largest : j;
    }
    return largest;
  }

  private SymmetricMatrix symmetric(double[] flat) throws RejectedException {
    int p = spec.model().dimension();
    double largest = Lanes.largest(flat);
    if (!(p * largest <= LARGEST)) {
      throw Refusal.numeric(
          "the norm of the matrix could exceed " + LARGEST + "; give it in a larger unit");
    }
    double[][] rows = new double[p][];
    for (int i = 0; i < p; i++) {
      rows[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        double entry = flat[i * p + j];
        double mirrored = flat[j * p + i];
        if (!(Math.abs(entry - mirrored) <= ASYMMETRY * largest)) {
          throw Refusal.numeric(
              "the matrix is not symmetric: entry (%d, %d) is %s, entry (%d, %d) is %s"
                  .formatted(i, j, entry, j, i, mirrored));
        }
        rows[i][j] = (entry + mirrored) / 2;
      }
    }
    return SymmetricMatrix.of(rows);
  }

  @Override
  public Publication publish(MatrixFlowState state) {
    boolean started = state.matrix() != null || state.moments().n() > 0;
    RiccatiFlow flow = spec.flow(SmallEigen.of(target(state)), started ? spec.time() : 0);
    return new Publication(
        flow.x(),
        Details.of(
            new Spectrum(
                flow.eigenvalues(), flow.learned(), flow.rank(), flow.nextLearningTime())));
  }

  /** The lower triangle of Y by rows; zeros while nothing gives one, and time stands still. */
  private double[][] target(MatrixFlowState state) {
    Moments moments = state.moments();
    double[][] target = new double[spec.model().dimension()][spec.model().dimension()];
    if (state.matrix() != null) {
      state.matrix().copyInto(target);
    } else if (moments.n() > 0) {
      moments.second().copyInto(target);
      for (int i = 0; i < target.length; i++) {
        divide(target[i], i + 1, moments.n());
      }
      if (spec.centered()) {
        center(target, moments);
      }
    }
    return target;
  }

  /** Divides by a sum of weights, which may be so small that 1 / n would not be finite. */
  private static void divide(double[] sums, int count, double n) {
    double share = 1 / n;
    if (share < Double.POSITIVE_INFINITY) {
      Lanes.scale(share, sums, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      sums[i] /= n;
    }
  }

  private static void center(double[][] target, Moments moments) {
    double[] mean = moments.first()[0].clone();
    divide(mean, mean.length, moments.n());
    for (int i = 0; i < target.length; i++) {
      Lanes.axpy(-mean[i], mean, target[i], i + 1);
    }
  }
}
