package io.rivulet.learner.window;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.TriangularFactor;
import io.rivulet.kernel.Twofold;
import io.rivulet.learner.step.Softmax;
import io.rivulet.model.LinearResponse;
import io.rivulet.state.Contrasts;
import io.rivulet.state.LabelledInput;
import java.util.Arrays;
import java.util.List;

/**
 * The cross-entropy of a softmax regression with logits x W, W (d x K), as a function of the move t
 * of the differences of classes from weights W₀: D = d (K - 1) entries. With Pₑ the probability of
 * the classes below an edge e and Qₑ that of all others,
 *
 * <pre>
 * value     -Σ ωᵢ Σₖ qᵢₖ log pᵢₖ
 * gradient   Σ ωᵢ xᵢ ⊗ (Pᵢ - target)
 * Hessian    Σ ωᵢ xᵢ xᵢᵀ ⊗ Cᵢ,  Cₑₑ = Pₑ Qₑ,  Cₑf = Pf Qₑ for f below e,  -Pₑ Pf side by side
 * </pre>
 *
 * have all their digits where classes are certain. The target qᵢ is a class or the distribution of
 * a teacher, W₀; then this is the divergence KL(q || p) except for a constant, and the Hessian,
 * which does not depend on q, is Fisher's information. O(n d K) for value and gradient, O(n D² / 2)
 * for the Hessian, O(n K D²) for its root.
 *
 * <p>Reference: P. Yun's note on regularisation-based incremental learning ({@code
 * operators/learners/docs/incremental-learning-note.md}), equations (1) and (4), after Q. Liu et
 * al., arXiv 2002.04162.
 */
final class CrossEntropy implements Loss {

  private final double[][] x;
  private final double[][] target;
  private final double[] weight;
  private final double[][] base;
  private final double[][] rest;
  private final Contrasts contrasts;
  private final int classes;
  private final int edges;
  private final double[] p;
  private final double[] t;
  private final double[] tail;
  private final EdgeProbabilities split;
  private final double[][] pairs;

  private CrossEntropy(
      double[][] x,
      double[][] target,
      double[] weight,
      double[][] base,
      double[][] rest,
      Contrasts contrasts) {
    this.x = x;
    this.target = target;
    this.weight = weight;
    this.base = base;
    this.rest = rest;
    this.contrasts = contrasts;
    this.classes = contrasts.classes();
    this.edges = contrasts.edges();
    this.p = new double[classes];
    this.t = new double[edges];
    this.tail = new double[edges];
    this.split = new EdgeProbabilities(contrasts);
    this.pairs = new double[classes][classes];
  }

  /** Of samples whose class is known. */
  static CrossEntropy labelled(
      LinearResponse model, List<LabelledInput> samples, double[] w, Contrasts contrasts) {
    return taught(model, samples, List.of(), 0, w, contrasts);
  }

  /**
   * Of samples whose class is known, and of inputs that W₀ answers.
   *
   * @param share ω of each such input
   * @param w W₀, flat and row-major
   */
  static CrossEntropy taught(
      LinearResponse model,
      List<LabelledInput> samples,
      List<double[]> inputs,
      double share,
      double[] w,
      Contrasts contrasts) {
    int known = samples.size();
    int n = known + inputs.size();
    double[][] x = new double[n][];
    double[][] target = new double[n][contrasts.classes()];
    double[] weight = new double[n];
    Arrays.fill(weight, share);
    for (int i = 0; i < known; i++) {
      x[i] = model.features(samples.get(i).x());
      target[i][samples.get(i).label()] = 1;
      weight[i] = samples.get(i).weight();
    }
    for (int i = known; i < n; i++) {
      x[i] = model.features(inputs.get(i - known));
    }
    CrossEntropy loss = around(w, x, target, weight, contrasts);
    double[] still = new double[model.rows() * contrasts.edges()];
    for (int i = known; i < n; i++) {
      loss.probabilities(still, i);
      System.arraycopy(loss.p, 0, target[i], 0, loss.classes);
    }
    return loss;
  }

  /**
   * Of any inputs and targets.
   *
   * @param w W₀, flat and row-major
   * @param x n inputs of d entries, not copied
   * @param target n distributions over K classes, not copied
   * @param weight n factors ω, at least 0, not copied
   */
  static CrossEntropy around(
      double[] w, double[][] x, double[][] target, double[] weight, Contrasts contrasts) {
    int classes = contrasts.classes();
    double[][] base = new double[x.length][classes];
    double[][] rest = new double[x.length][classes];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[i].length; j++) {
        Twofold.axpy(x[i][j], w, j * classes, base[i], rest[i], 0, classes);
      }
    }
    return new CrossEntropy(x, target, weight, base, rest, contrasts);
  }

  /** The same loss by the differences along another tree. */
  CrossEntropy along(Contrasts other) {
    return new CrossEntropy(x, target, weight, base, rest, other);
  }

  /** For each pair of classes the trace over 2 of its part of the last Hessian; not copied. */
  double[][] pairs() {
    return pairs;
  }

  @Override
  public double value(double[] move) {
    double[] losses = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      logits(move, i);
      Softmax.logProbabilities(p, classes);
      losses[i] = -Lanes.dot(target[i], p, classes);
    }
    return Lanes.dot(weight, losses, losses.length);
  }

  /** In twice the digits: what inputs pull one way and the other may cancel. */
  @Override
  public void addGradient(double[] move, double[] gradient) {
    double[] tail = new double[gradient.length];
    double[] sum = new double[gradient.length];
    for (int i = 0; i < x.length; i++) {
      probabilities(move, i);
      double[] errors = split.errors(target[i]);
      for (int e = 0; e < edges; e++) {
        errors[e] *= weight[i];
      }
      for (int j = 0; j < x[i].length; j++) {
        Twofold.axpy(x[i][j], errors, 0, sum, tail, j * edges, edges);
      }
    }
    Lanes.axpy(1, sum, gradient, gradient.length);
    Lanes.axpy(1, tail, gradient, gradient.length);
  }

  /** The largest change of the difference of two logits of a sample. */
  @Override
  public double bend(double[] step) {
    double largest = 0;
    for (int i = 0; i < x.length; i++) {
      shifts(step, i, 0);
      Arrays.sort(p);
      largest = weight[i] > 0 ? Math.max(largest, p[classes - 1] - p[0]) : largest;
    }
    return largest;
  }

  @Override
  public double reach(double[] step) {
    double largest = 0;
    for (double[] row : x) {
      double sum = 0;
      for (int i = 0; i < step.length; i++) {
        sum += Math.abs(row[i / edges] * step[i]);
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }

  @Override
  public void addHessian(double[] move, double[][] lower) {
    double[][] products = new double[edges][lower.length];
    for (double[] row : pairs) {
      Arrays.fill(row, 0);
    }
    for (int i = 0; i < x.length; i++) {
      probabilities(move, i);
      count(i);
      curvature(i, products);
      for (int row = 0; row < lower.length; row++) {
        Lanes.axpy(x[i][row / edges], products[row % edges], lower[row], row + 1);
      }
    }
  }

  private void count(int i) {
    double size = weight[i] * Lanes.dot(x[i], x[i], x[i].length);
    for (int k = 0; k < classes; k++) {
      for (int l = 0; l < k; l++) {
        pairs[k][l] += size * p[k] * p[l];
        pairs[l][k] = pairs[k][l];
      }
    }
  }

  /** ω x ⊗ C of sample i: a row of D entries for each edge. */
  private void curvature(int i, double[][] into) {
    for (int e = 0; e < edges; e++) {
      for (int f = 0; f < edges; f++) {
        double curvature = weight[i] * split.covariance(e, f);
        for (int j = 0; j < x[i].length; j++) {
          into[e][j * edges + f] = curvature * x[i][j];
        }
      }
    }
  }

  @Override
  public boolean rooted() {
    return true;
  }

  /** A sample adds ω times the squares of {@link EdgeProbabilities#fromMean}. */
  @Override
  public void addRoot(double[] move, TriangularFactor into) {
    double[] row = new double[into.size()];
    for (int i = 0; i < x.length; i++) {
      probabilities(move, i);
      int[] rising = split.rising();
      for (int m = 0; m < edges; m++) {
        double[] difference = split.fromMean(rising, m);
        for (int j = 0; j < row.length; j++) {
          row[j] = Math.sqrt(weight[i]) * x[i][j / edges] * difference[j % edges];
        }
        into.add(row);
      }
    }
  }

  private void probabilities(double[] move, int i) {
    logits(move, i);
    Softmax.probabilities(p, classes);
    split.set(p);
  }

  private void logits(double[] move, int i) {
    shifts(move, i, 0);
    Lanes.axpy(1, base[i], p, classes);
    int leading = Softmax.mostProbable(p);
    contrasts.spread(t, 0, leading, p);
    for (int k = 0; k < classes; k++) {
      p[k] += base[i][k] - base[i][leading] + (rest[i][k] - rest[i][leading]);
    }
  }

  private void shifts(double[] move, int i, int origin) {
    Arrays.fill(t, 0);
    Arrays.fill(tail, 0);
    for (int j = 0; j < x[i].length; j++) {
      Twofold.axpy(x[i][j], move, j * edges, t, tail, 0, edges);
    }
    Lanes.axpy(1, tail, t, edges);
    contrasts.spread(t, 0, origin, p);
  }
}
