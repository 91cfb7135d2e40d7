package io.rivulet.learner.window;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Oracle;
import io.rivulet.state.Contrasts;
import java.util.Arrays;

/** Softmax regression written out from its definition, independent of the learners. */
final class SoftmaxOracle {

  private SoftmaxOracle() {}

  /** p = exp(z) / Σ exp(z), z = x W, of moderate weights. */
  static double[] probabilities(double[] w, double[] x, int classes) {
    double[] p = new double[classes];
    for (int k = 0; k < classes; k++) {
      double z = 0;
      for (int j = 0; j < x.length; j++) {
        z += w[j * classes + k] * x[j];
      }
      p[k] = Math.exp(z);
    }
    double sum = Arrays.stream(p).sum();
    return Arrays.stream(p).map(v -> v / sum).toArray();
  }

  /** -Σ ωᵢ Σₖ qᵢₖ log pᵢₖ. */
  static double crossEntropy(double[] w, double[][] x, double[][] q, double[] weight) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double[] p = probabilities(w, x[i], q[i].length);
      for (int k = 0; k < p.length; k++) {
        sum -= weight[i] * q[i][k] * Math.log(p[k]);
      }
    }
    return sum;
  }

  /** Σ ωᵢ xᵢ ⊗ (pᵢ - qᵢ). */
  static double[] gradient(double[] w, double[][] x, double[][] q, double[] weight) {
    double[] gradient = new double[w.length];
    for (int i = 0; i < x.length; i++) {
      int classes = q[i].length;
      double[] p = probabilities(w, x[i], classes);
      for (int j = 0; j < x[i].length; j++) {
        for (int k = 0; k < classes; k++) {
          gradient[j * classes + k] += weight[i] * x[i][j] * (p[k] - q[i][k]);
        }
      }
    }
    return gradient;
  }

  /**
   * Fisher's information: the mean of s sᵀ over the classes of the model, s = x ⊗ (e_k - p) the
   * score of class k.
   */
  static double[][] fisher(double[] w, double[][] x, double[] weight, int classes) {
    double[][] fisher = new double[w.length][w.length];
    for (int i = 0; i < x.length; i++) {
      double[] p = probabilities(w, x[i], classes);
      for (int k = 0; k < classes; k++) {
        double[][] certain = {one(k, classes)};
        double[] score = gradient(w, new double[][] {x[i]}, certain, new double[] {1});
        for (int row = 0; row < w.length; row++) {
          Oracle.add(weight[i] * p[k] * score[row], score, fisher[row]);
        }
      }
    }
    return fisher;
  }

  static double[] one(int label, int classes) {
    double[] target = new double[classes];
    target[label] = 1;
    return target;
  }

  static double[][] one(int[] labels, int classes) {
    return Arrays.stream(labels).mapToObj(k -> one(k, classes)).toArray(double[][]::new);
  }

  /** A window of n inputs. */
  record Samples(double[][] x, int[] label, double[] weight, int classes) {

    static Samples draw(Draw draw, int n, int d, int classes) {
      int[] label = new int[n];
      double[] weight = new double[n];
      for (int i = 0; i < n; i++) {
        label[i] = draw.between(0, classes - 1);
        weight[i] = draw.uniform(0.2, 2);
      }
      return new Samples(draw.normal(n, d), label, weight, classes);
    }

    double[][] targets() {
      return one(label, classes);
    }

    /** As a function of the weights. */
    RawLoss loss() {
      Contrasts contrasts = Contrasts.star(classes, x.length % classes);
      double[] start = new double[x[0].length * classes];
      return new RawLoss(
          CrossEntropy.around(start, x, targets(), weight, contrasts), contrasts, start);
    }

    /** Σ ω |x|³, a scale of every third derivative. */
    double cubes() {
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        sum += weight[i] * Math.pow(Oracle.norm(x[i]), 3);
      }
      return sum;
    }
  }
}
