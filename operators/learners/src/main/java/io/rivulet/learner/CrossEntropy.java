package io.rivulet.learner;

import io.rivulet.kernel.Lanes;
import io.rivulet.model.LinearResponse;
import io.rivulet.state.LabelledInput;
import java.util.Arrays;
import java.util.List;

/**
 * The cross-entropy of a softmax regression with logits x W, W (d x K) flat and row-major:
 *
 * <pre>
 * value     -Σ ωᵢ Σₖ qᵢₖ log pᵢₖ
 * gradient   Σ ωᵢ xᵢ ⊗ (pᵢ - qᵢ)
 * Hessian    Σ ωᵢ xᵢ xᵢᵀ ⊗ (diag pᵢ - pᵢ pᵢᵀ)
 * </pre>
 *
 * The target qᵢ is a class or the distribution of a teacher; then this is the divergence KL(q || p)
 * but for a constant, and the Hessian, which does not depend on q, is Fisher's information. O(n d
 * K) for value and gradient, O(n (d K)² / 2) for the Hessian.
 *
 * <p>Reference: P. Yun's note on regularisation-based incremental learning, equations (1) and (4),
 * after Q. Liu et al., arXiv 2002.04162.
 */
final class CrossEntropy implements Loss {

  private final double[][] x;
  private final double[][] target;
  private final double[] weight;
  private final int classes;
  private final double[] p;

  /**
   * @param x n inputs of d entries, not copied
   * @param target n distributions over K classes, not copied
   * @param weight n factors ω, at least 0, not copied
   */
  CrossEntropy(double[][] x, double[][] target, double[] weight) {
    this.x = x;
    this.target = target;
    this.weight = weight;
    this.classes = target[0].length;
    this.p = new double[classes];
  }

  /** Of inputs whose class is known. */
  static CrossEntropy labelled(LinearResponse model, List<LabelledInput> samples) {
    int n = samples.size();
    double[][] x = new double[n][];
    double[][] target = new double[n][model.outputs()];
    double[] weight = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = model.features(samples.get(i).x());
      target[i][samples.get(i).label()] = 1;
      weight[i] = samples.get(i).weight();
    }
    return new CrossEntropy(x, target, weight);
  }

  /**
   * Of inputs that a teacher answers, each with the same weight.
   *
   * @param teacher weights, flat and row-major
   */
  static CrossEntropy taught(
      LinearResponse model, List<double[]> inputs, double[] teacher, double weight) {
    int n = inputs.size();
    double[][] x = new double[n][];
    double[][] target = new double[n][model.outputs()];
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = model.features(inputs.get(i));
      logits(teacher, x[i], target[i]);
      Softmax.probabilities(target[i], model.outputs());
      weights[i] = weight;
    }
    return new CrossEntropy(x, target, weights);
  }

  @Override
  public double value(double[] w) {
    double[] losses = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      logits(w, x[i], p);
      Softmax.logProbabilities(p, classes);
      losses[i] = -Lanes.dot(target[i], p, classes);
    }
    return Lanes.dot(weight, losses, losses.length);
  }

  @Override
  public void addGradient(double[] w, double[] gradient) {
    for (int i = 0; i < x.length; i++) {
      logits(w, x[i], p);
      Softmax.probabilities(p, classes);
      Softmax.subtract(target[i], p);
      for (int j = 0; j < x[i].length; j++) {
        double factor = weight[i] * x[i][j];
        for (int k = 0; k < classes; k++) {
          gradient[j * classes + k] += factor * p[k];
        }
      }
    }
  }

  @Override
  public int classes() {
    return classes;
  }

  /** The largest change of the difference of two logits of a sample. */
  @Override
  public double bend(double[] step) {
    double largest = 0;
    for (int i = 0; i < x.length; i++) {
      logits(step, x[i], p);
      Arrays.sort(p);
      largest = weight[i] > 0 ? Math.max(largest, p[classes - 1] - p[0]) : largest;
    }
    return largest;
  }

  @Override
  public void addHessian(double[] w, double[][] lower) {
    double[][] products = new double[classes][w.length];
    for (int i = 0; i < x.length; i++) {
      curvature(w, i, products);
      for (int row = 0; row < w.length; row++) {
        Lanes.axpy(x[i][row / classes], products[row % classes], lower[row], row + 1);
      }
    }
  }

  /** ω x ⊗ (diag p - p pᵀ) of sample i: a row of d K entries for each class. */
  private void curvature(double[] w, int i, double[][] into) {
    logits(w, x[i], p);
    Softmax.probabilities(p, classes);
    for (int k = 0; k < classes; k++) {
      for (int l = 0; l < classes; l++) {
        double curvature = weight[i] * p[k] * (k == l ? Softmax.others(p, k) : -p[l]);
        for (int j = 0; j < x[i].length; j++) {
          into[k][j * classes + l] = curvature * x[i][j];
        }
      }
    }
  }

  private static void logits(double[] w, double[] x, double[] into) {
    Arrays.fill(into, 0);
    for (int j = 0; j < x.length; j++) {
      for (int k = 0; k < into.length; k++) {
        into[k] += x[j] * w[j * into.length + k];
      }
    }
  }
}
