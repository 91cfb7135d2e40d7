package io.rivulet.learner.track;

import io.rivulet.learner.Oracle;
import java.util.Arrays;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * ORFit with objective {@code track} by its definition, with dense matrices and sums of squares: W
 * moves by (λ I + γ² C + ω Xᵀ X)⁻¹ ω Xᵀ E, and of γ² C + ω Xᵀ X the m largest eigenvalues stay.
 */
final class ExactTracking {

  private static final double DISCOUNT = 0.99;
  private static final double MOST = 100;

  private final int p;
  private final int q;
  private final int memory;
  private final boolean shrinks;
  private final double[] decays;

  /** η R, or 0 when the noises are relative. */
  private final double known;

  private final RealMatrix[] kept;
  private final double[][][][] weights;
  private final double[][][] squares;
  private double total;
  private int columns;

  ExactTracking(int p, int q, int memory, boolean shrinks, double[] decays, double known) {
    this.p = p;
    this.q = q;
    this.memory = memory;
    this.shrinks = shrinks;
    this.decays = decays;
    this.known = known;
    this.kept = new RealMatrix[decays.length];
    Arrays.setAll(kept, k -> MatrixUtils.createRealMatrix(p, p));
    this.weights = new double[decays.length][noises()][q][p];
    this.squares = new double[decays.length][noises()][q];
  }

  int noises() {
    return known > 0 ? 1 : 7;
  }

  /** Inputs of zeros teach nothing, and nothing fades. */
  void learn(double[][] x, double[][] y, double weight) {
    if (Arrays.stream(x).allMatch(row -> Oracle.dot(row, row) == 0)) {
      return;
    }
    for (double[] row : x) {
      double square = weight * Oracle.dot(row, row);
      if (square > 0) {
        total += columns == 0 ? square : Math.min(square, MOST * total / columns);
        columns++;
      }
    }
    RealMatrix added = Oracle.matrix(x).transpose().multiply(Oracle.matrix(x));
    for (int k = 0; k < decays.length; k++) {
      RealMatrix all = kept[k].scalarMultiply(decays[k]).add(added.scalarMultiply(weight));
      for (int r = 0; r < noises(); r++) {
        double noise = known > 0 ? known : Math.pow(4, 3 - r) * total / columns;
        RealMatrix ridged = all.add(MatrixUtils.createRealIdentityMatrix(p).scalarMultiply(noise));
        move(k, r, x, y, weight, new LUDecomposition(ridged).getSolver().getInverse());
      }
      kept[k] = truncated(all);
    }
  }

  private void move(int k, int r, double[][] x, double[][] y, double weight, RealMatrix inverse) {
    for (int j = 0; j < q; j++) {
      double[] right = new double[p];
      squares[k][r][j] *= DISCOUNT;
      for (int i = 0; i < x.length; i++) {
        double error = y[i][j] - Oracle.dot(x[i], weights[k][r][j]);
        squares[k][r][j] += weight * error * error;
        Oracle.add(weight * error, x[i], right);
      }
      Oracle.add(1, inverse.operate(right), weights[k][r][j]);
    }
  }

  private RealMatrix truncated(RealMatrix all) {
    if (memory >= p) {
      return all;
    }
    var eigen = new EigenDecomposition(all);
    double dropped = shrinks ? eigen.getRealEigenvalue(memory) : 0;
    RealMatrix rest = MatrixUtils.createRealMatrix(p, p);
    for (int i = 0; i < memory; i++) {
      RealMatrix column = MatrixUtils.createColumnRealMatrix(eigen.getEigenvector(i).toArray());
      double value = Math.max(0, eigen.getRealEigenvalue(i) - dropped);
      rest = rest.add(column.multiply(column.transpose()).scalarMultiply(value));
    }
    return rest;
  }

  /** The weights of the pair that has erred least for an output, the first of equals. */
  double[] weights(int j) {
    double[] chosen = weights[0][0][j];
    double least = squares[0][0][j];
    for (int k = 0; k < decays.length; k++) {
      for (int r = 0; r < noises(); r++) {
        if (squares[k][r][j] < least) {
          least = squares[k][r][j];
          chosen = weights[k][r][j];
        }
      }
    }
    return chosen;
  }

  /** Whether rounding does not decide which pair an output chooses. */
  boolean decided(int j) {
    double least = least(j, 0);
    return least(j, least) > least * (1 + 1e-9);
  }

  /** The least sum of squares of an output above a bound; of several with equal sums, theirs. */
  private double least(int j, double above) {
    double least = Double.POSITIVE_INFINITY;
    for (double[][] memories : squares) {
      for (double[] noise : memories) {
        if (noise[j] > above || above == 0) {
          least = Math.min(least, noise[j]);
        }
      }
    }
    return least;
  }
}
