package io.rivulet.learner.evidence;

import io.rivulet.learner.Oracle;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The first samples of a stream about their weighted means, or about 0, by dense matrices: X~ and
 * y~ with rows √ω (x - mean), √ω (y - mean).
 */
final class CentredProblem {

  final double[] mean;
  final double[] targetMeans;
  final double[][] rows;
  final double[][] targets;

  CentredProblem(EvidenceStream stream, int n, boolean centred) {
    this.mean = new double[stream.p];
    this.targetMeans = new double[stream.q];
    double total = Arrays.stream(stream.weight, 0, n).sum();
    for (int i = 0; i < n && centred; i++) {
      Oracle.add(stream.weight[i] / total, stream.x[i], mean);
      Oracle.add(stream.weight[i] / total, stream.y[i], targetMeans);
    }
    this.rows = new double[n][stream.p];
    this.targets = new double[n][stream.q];
    for (int i = 0; i < n; i++) {
      double root = Math.sqrt(stream.weight[i]);
      Oracle.add(root, stream.x[i], rows[i]);
      Oracle.add(-root, mean, rows[i]);
      Oracle.add(root, stream.y[i], targets[i]);
      Oracle.add(-root, targetMeans, targets[i]);
    }
  }

  /** X~ᵀ X~. */
  RealMatrix scatter() {
    int p = mean.length;
    RealMatrix scatter = new Array2DRowRealMatrix(p, p);
    for (double[] row : rows) {
      RealMatrix column = MatrixUtils.createColumnRealMatrix(row);
      scatter = scatter.add(column.multiply(column.transpose()));
    }
    return scatter;
  }

  /** X~ᵀ y~ of an output. */
  double[] products(int output) {
    double[] products = new double[mean.length];
    for (int i = 0; i < rows.length; i++) {
      Oracle.add(targets[i][output], rows[i], products);
    }
    return products;
  }

  /** Σ ω ‖x - mean‖² / n. */
  double meanEnergy() {
    return Arrays.stream(rows).mapToDouble(row -> Oracle.dot(row, row)).sum() / rows.length;
  }

  /** (X~ᵀ X~ + λ I)⁻¹. */
  RealMatrix inverse(double lambda) {
    return inverse(scatter(), lambda);
  }

  /** (C + λ I)⁻¹. */
  static RealMatrix inverse(RealMatrix scatter, double lambda) {
    RealMatrix ridge =
        MatrixUtils.createRealIdentityMatrix(scatter.getRowDimension()).scalarMultiply(lambda);
    return new CholeskyDecomposition(scatter.add(ridge), 1e-12, 0).getSolver().getInverse();
  }

  /** (X~ᵀ X~ + λ I)⁻¹ X~ᵀ y~ of an output. */
  double[] ridge(int output, double lambda) {
    return inverse(lambda).operate(products(output));
  }

  /** The logarithm of GCV of an output, but for a constant. */
  double crossValidation(int output, double lambda, int free) {
    double[] weights = ridge(output, lambda);
    double residual = 0;
    for (int i = 0; i < rows.length; i++) {
      double left = targets[i][output] - Oracle.dot(rows[i], weights);
      residual += left * left;
    }
    double fitted = scatter().multiply(inverse(lambda)).getTrace();
    return Math.log(residual) - 2 * Math.log(free - fitted);
  }
}
