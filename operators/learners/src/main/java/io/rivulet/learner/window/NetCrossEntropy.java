package io.rivulet.learner.window;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.step.Linear;
import io.rivulet.learner.step.Linearisation;
import io.rivulet.learner.step.Softmax;
import io.rivulet.model.Response;
import io.rivulet.state.LabelledInput;
import java.util.List;

/**
 * The cross-entropy of a net whose c outputs are logits, with J (c x p) their Jacobian at w:
 *
 * <pre>
 * value     -Σ ωᵢ log pᵢ(yᵢ)
 * gradient   Σ ωᵢ Jᵢᵀ (pᵢ - e_yᵢ)
 * Hessian  ≈ Σ ωᵢ Jᵢᵀ (diag pᵢ - pᵢ pᵢᵀ) Jᵢ
 * </pre>
 *
 * The Hessian is Gauss and Newton's, which is Fisher's information: it leaves out the curvature of
 * the net itself and is never negative. Each term is A Aᵀ with A = √ω Jᵀ B, B = diag(√p) - p √pᵀ.
 * O(n c p) for value and gradient, O(n c p² / 2) for the Hessian.
 */
final class NetCrossEntropy implements Loss {

  private final Linearisation net;
  private final int classes;
  private final List<LabelledInput> samples;

  /**
   * @param response a net with one column of weights
   * @param samples not copied
   */
  NetCrossEntropy(Response response, List<LabelledInput> samples) {
    this.net = new Linearisation(response);
    this.classes = response.outputs();
    this.samples = samples;
  }

  @Override
  public double value(double[] w) {
    double[] losses = new double[samples.size()];
    double[] weights = new double[samples.size()];
    for (int i = 0; i < losses.length; i++) {
      double[] logits = at(w, i).answer().y();
      Softmax.logProbabilities(logits, classes);
      losses[i] = -logits[samples.get(i).label()];
      weights[i] = samples.get(i).weight();
    }
    return Lanes.dot(weights, losses, losses.length);
  }

  @Override
  public void addGradient(double[] w, double[] gradient) {
    for (int i = 0; i < samples.size(); i++) {
      Linear at = at(w, i);
      double[] p = probabilities(at);
      p[samples.get(i).label()] = -Softmax.others(p, samples.get(i).label());
      for (int k = 0; k < classes; k++) {
        Lanes.axpy(samples.get(i).weight() * p[k], at.gradient()[k], gradient, w.length);
      }
    }
  }

  @Override
  public void addHessian(double[] w, double[][] lower) {
    for (int i = 0; i < samples.size(); i++) {
      for (double[] column : root(w, i)) {
        for (int row = 0; row < lower.length; row++) {
          Lanes.axpy(column[row], column, lower[row], row + 1);
        }
      }
    }
  }

  /** A of sample i as c columns of p entries. */
  double[][] root(double[] w, int i) {
    Linear at = at(w, i);
    double[] p = probabilities(at);
    double[][] root = new double[classes][w.length];
    for (int l = 0; l < classes; l++) {
      double factor = Math.sqrt(samples.get(i).weight() * p[l]);
      for (int k = 0; k < classes; k++) {
        double entry = k == l ? Softmax.others(p, k) : -p[k];
        Lanes.axpy(factor * entry, at.gradient()[k], root[l], w.length);
      }
    }
    return root;
  }

  private double[] probabilities(Linear at) {
    double[] p = at.answer().y().clone();
    Softmax.probabilities(p, classes);
    return p;
  }

  private Linear at(double[] w, int i) {
    return net.at(new double[][] {w}, new double[][] {samples.get(i).x()});
  }
}
