package io.rivulet.learner.evidence;

import io.rivulet.learner.Oracle;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * The recursion of a regression that finds its noise, by dense matrices: the truncated C and the
 * projector P on its directions are p x p, and every ridge is an inverse.
 */
final class DenseEvidence {

  private static final int HEADS = 22;

  private final int memory;
  private final boolean shrinks;
  private final boolean centred;
  private final double[] mean;
  private final double[] targetMeans;
  private final double[][] products;
  private final double[][] losses;
  private final double[] logs = new double[HEADS];
  private final double[] targetEnergies;
  private final double[][] sequential;
  private RealMatrix covariance;
  private RealMatrix projector;
  private boolean truncated;
  private double tail;
  private int tailSamples;
  private double weight;
  private double energy;
  private int samples;
  private int scored;

  DenseEvidence(int p, int q, int memory, boolean shrinks, boolean centred) {
    this.memory = memory;
    this.shrinks = shrinks;
    this.centred = centred;
    this.mean = new double[p];
    this.targetMeans = new double[q];
    this.products = new double[q][p];
    this.losses = new double[q][HEADS];
    this.targetEnergies = new double[q];
    this.sequential = new double[q][p];
    this.covariance = new Array2DRowRealMatrix(p, p);
    this.projector = new Array2DRowRealMatrix(p, p);
  }

  void learn(double[] x, double[] y, double omega) {
    double[] d = x.clone();
    double[] e = y.clone();
    Oracle.add(-1, mean, d);
    Oracle.add(-1, targetMeans, e);
    if (samples >= 2 && energy > 0) {
      score(d, e, omega);
    }
    double root = Math.sqrt(centred ? omega * weight / (weight + omega) : omega);
    samples++;
    weight += omega;
    if (centred) {
      Oracle.add(omega / weight, d, mean);
      Oracle.add(omega / weight, e, targetMeans);
    }
    double[] column = new double[d.length];
    Oracle.add(root, d, column);
    energy += Oracle.dot(column, column);
    RealMatrix before = covariance;
    for (int j = 0; j < e.length; j++) {
      targetEnergies[j] += root * e[j] * root * e[j];
      Oracle.add(root * e[j], column, products[j]);
    }
    if (energy > 0) {
      moveSequential(before, column, e, root);
    }
    truncate(column);
  }

  private void score(double[] d, double[] e, double omega) {
    for (int g = 0; g < HEADS; g++) {
      RealMatrix inverse = inverse(lambda(g), tail);
      double v = 1 / omega + (centred ? 1 / weight : 0) + Oracle.dot(d, inverse.operate(d));
      for (int j = 0; j < e.length; j++) {
        double left = e[j] - Oracle.dot(d, inverse.operate(products[j]));
        losses[j][g] += left * left / v;
      }
      logs[g] += Math.log(v);
    }
    scored++;
    double sum = 0;
    int count = 0;
    for (double[] b : products) {
      double[] rest = b.clone();
      Oracle.add(-1, projector.operate(b), rest);
      if (truncated && Oracle.dot(rest, rest) > 1e-10 * Oracle.dot(b, b)) {
        double along = Oracle.dot(d, rest);
        sum += along * along / Oracle.dot(rest, rest);
        count++;
      }
    }
    tail += count == 0 ? 0 : omega * sum / count;
    tailSamples += truncated ? 1 : 0;
  }

  private void moveSequential(RealMatrix before, double[] column, double[] e, double root) {
    double[] gain = CentredProblem.inverse(before, lambda()).operate(column);
    for (int j = 0; j < e.length; j++) {
      double left = root * e[j] - Oracle.dot(column, sequential[j]);
      Oracle.add(left / (1 + Oracle.dot(column, gain)), gain, sequential[j]);
    }
  }

  private void truncate(double[] column) {
    RealMatrix added = MatrixUtils.createColumnRealMatrix(column);
    RealMatrix whole = covariance.add(added.multiply(added.transpose()));
    SingularValueDecomposition svd = new SingularValueDecomposition(whole);
    double[] values = svd.getSingularValues();
    double cut = memory < values.length && shrinks ? values[memory] : 0;
    truncated |= memory < values.length && values[memory] > 1e-12 * values[0];
    int p = mean.length;
    covariance = new Array2DRowRealMatrix(p, p);
    projector = new Array2DRowRealMatrix(p, p);
    for (int k = 0; k < Math.min(memory, p); k++) {
      if (values[k] - cut > 1e-12 * values[0]) {
        RealMatrix u = svd.getU().getColumnMatrix(k);
        RealMatrix direction = u.multiply(u.transpose());
        projector = projector.add(direction);
        covariance = covariance.add(direction.scalarMultiply(values[k] - cut));
      }
    }
  }

  private double lambda(int head) {
    return Math.pow(10, -4 + head / 4.0) * energy / samples;
  }

  double lambda() {
    return lambda(head());
  }

  private int head() {
    int best = 16;
    double least = Double.POSITIVE_INFINITY;
    for (int g = 0; g < HEADS && scored > 0; g++) {
      double score = losses.length * logs[g];
      for (double[] each : losses) {
        score += scored * Math.log(Math.max(each[g], 1e-300) / scored);
      }
      best = score <= least ? g : best;
      least = Math.min(least, score);
    }
    return best;
  }

  double noise(int output) {
    return scored > 0
        ? losses[output][head()] / scored
        : targetEnergies[output] / (samples - (centred ? 1 : 0));
  }

  /** The tail, at first no less than what each direction outside has. */
  double tail() {
    int free = Math.min(samples - (centred ? 1 : 0), mean.length);
    double directions = free - Math.round(projector.getTrace());
    double left = energy - covariance.getTrace();
    return truncated && tailSamples < 16 && directions > 0
        ? Math.max(tail, left / directions)
        : tail;
  }

  /** (C + a (I - P) + λ I)⁻¹. */
  private RealMatrix inverse(double lambda, double a) {
    RealMatrix unit = MatrixUtils.createRealIdentityMatrix(mean.length);
    RealMatrix outside = unit.subtract(projector).scalarMultiply(a);
    RealMatrix whole = covariance.add(outside).add(unit.scalarMultiply(lambda));
    return new LUDecomposition(whole).getSolver().getInverse();
  }

  /** The weights of the inputs. */
  double[] weights(int output, boolean mergeable) {
    double[] weights = new double[mean.length];
    if (energy > 0) {
      weights = inverse(lambda(), tail()).operate(products[output]);
    }
    if (!mergeable) {
      Oracle.add(1, sequential[output], weights);
      weights = Oracle.vector(weights).mapMultiply(0.5).toArray();
    }
    return weights;
  }
}
