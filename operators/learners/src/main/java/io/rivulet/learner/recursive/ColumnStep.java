package io.rivulet.learner.recursive;

import io.rivulet.kernel.KnownProduct;
import io.rivulet.kernel.Lanes;

/**
 * The moves of weights by the gradient columns of one sample, which are learned one after the
 * other: the error of column k is eₖ - gₖᵀ (W - W₀), where W₀ are the weights at which its error
 * was computed. It is scratch memory of one learner.
 */
final class ColumnStep {

  private final double[] image;
  private final double[][] origin;
  private final double[] moved;
  private final double[] residual;

  /**
   * @param p rows of the weights
   * @param q columns of the weights
   */
  ColumnStep(int p, int q) {
    this.image = new double[p];
    this.origin = new double[q][p];
    this.moved = new double[p];
    this.residual = new double[q];
  }

  /** Where P x of a column is left by those who make a pass; not copied. */
  double[] image() {
    return image;
  }

  /** Remembers the weights at which the errors of so many columns were computed. */
  void open(double[][] weights, int columns) {
    if (columns > 1) {
      for (int j = 0; j < origin.length; j++) {
        System.arraycopy(weights[j], 0, origin[j], 0, image.length);
      }
    }
  }

  /** The error of column k at the weights of the moment, one number an output; not copied. */
  double[] residual(int k, double[][] gradient, double[][] error, double[][] weights) {
    for (int j = 0; j < residual.length; j++) {
      residual[j] = error[k][j];
      if (k > 0) {
        System.arraycopy(weights[j], 0, moved, 0, moved.length);
        Lanes.axpy(-1, origin[j], moved, moved.length);
        residual[j] -= Lanes.dot(gradient[k], moved, moved.length);
      }
    }
    return residual;
  }

  /** W ← W + b (e / a)ᵀ, b the image. */
  void move(double[][] weights, double[] error, double a) {
    for (int j = 0; j < error.length; j++) {
      Lanes.axpy(error[j] / a, image, weights[j], image.length);
    }
  }

  /**
   * After a {@link #move} by a measurement that decides xᵀ W: makes that y - e start / a, which the
   * rounding of one weight beside a large input may have missed by far.
   *
   * @param target y, one number an output
   */
  void land(
      double[][] weights, double[] x, double[] target, double[] error, double start, double a) {
    for (int j = 0; j < error.length; j++) {
      double product = target[j] - error[j] * (start / a);
      KnownProduct.land(product, x, weights[j], image, error[j] / a, image.length);
    }
  }
}
