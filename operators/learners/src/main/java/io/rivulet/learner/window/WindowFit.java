package io.rivulet.learner.window;

import io.rivulet.record.RejectedException;
import io.rivulet.state.ClassPrecision;
import io.rivulet.state.Contrasts;

/**
 * The function that a window minimises, in terms of the move of the differences of classes along
 * one tree.
 *
 * @param precision Λ that holds the weights
 * @param evidence the loss of samples
 * @param penalty the price of a move under Λ
 * @param away how far the weights are from where Λ holds them
 */
record WindowFit(
    ClassPrecision precision, CrossEntropy evidence, FactorPenalty penalty, double[] away) {

  /** How often the tree may follow the curvature in one window. */
  private static final int MAXIMUM_TREES = 100;

  /**
   * @param away as many entries as L has rows, not copied
   */
  static WindowFit of(ClassPrecision precision, CrossEntropy evidence, double[] away) {
    return new WindowFit(precision, evidence, new FactorPenalty(precision.factor(), away), away);
  }

  /**
   * Searches the minimum, along another tree whenever the curvature there asks for it.
   *
   * @param move the start, overwritten by the minimum along the tree of the fit that is given back
   * @throws RejectedException {@code NUMERIC} when it is not found
   */
  WindowFit minimise(Newton newton, double[] move) throws RejectedException {
    WindowFit fit = this;
    for (int trees = 1; !fit.reached(newton, trees < MAXIMUM_TREES, move); trees++) {
      Contrasts next = fit.suited();
      double[] along = fit.contrasts().along(next, move);
      System.arraycopy(along, 0, move, 0, move.length);
      fit = fit.along(next);
    }
    return fit;
  }

  private boolean reached(Newton newton, boolean mayStop, double[] move) throws RejectedException {
    return newton.minimiseUntil(() -> mayStop && suited() != contrasts(), move, evidence, penalty);
  }

  private Contrasts contrasts() {
    return precision.contrasts();
  }

  /** The tree that suits Λ and the last Hessian of the window together. */
  private Contrasts suited() {
    return SpanningTree.suited(contrasts(), pairs(1));
  }

  private WindowFit along(Contrasts tree) {
    return of(precision.along(tree), evidence.along(tree), contrasts().along(tree, away));
  }

  /** What each pair of classes has curved, of Λ a share and of the last Hessian all. */
  double[][] pairs(double share) {
    double[][] sum = evidence.pairs().clone();
    for (int k = 0; k < sum.length; k++) {
      sum[k] = sum[k].clone();
      for (int l = 0; l < sum.length; l++) {
        sum[k][l] += share * precision.pairs()[k][l];
      }
    }
    return sum;
  }

  /** Adds to the weights of each input what its classes move by, without a shift of them all. */
  void add(double[] move, double[] w) {
    double[] s = new double[contrasts().classes()];
    for (int row = 0; row * s.length < w.length; row++) {
      contrasts().spread(move, row * contrasts().edges(), 0, s);
      double mean = 0;
      for (double v : s) {
        mean += v / s.length;
      }
      for (int k = 0; k < s.length; k++) {
        w[row * s.length + k] += s[k] - mean;
      }
    }
  }
}
