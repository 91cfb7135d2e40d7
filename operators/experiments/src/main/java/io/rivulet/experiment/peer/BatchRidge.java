package io.rivulet.experiment.peer;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Ridge regression on all samples at once, which no stream allows: with an intercept that is not
 * shrunk, and the strength λ whose exact leave-one-out error Σ (e / (1 - h))² is least, out of λ
 * from 1e-6 to 1e3 times the mean squared length of a centred input in fifths of a decade. e are
 * the residuals of the fit and h its leverages, from one eigendecomposition of the smaller of X Xᵀ
 * and XᵀX. O(min(n, p)³ + n p min(n, p)).
 *
 * <p>Reference: G. Golub, M. Heath, G. Wahba, <i>Generalized cross-validation as a method for
 * choosing a good ridge parameter</i>, Technometrics 21, 1979, on its ancestor, the predicted
 * residual sum of squares.
 */
public final class BatchRidge {

  private static final int LEAST_FIFTHS = -30;
  private static final int MOST_FIFTHS = 15;

  /** Eigenvalues of this part of the largest are those of directions that centring took away. */
  private static final double ROUNDING = 1e-13;

  private final double[] meanX;
  private final double[] meanY;
  private final RealMatrix weights;
  private final double strength;

  /**
   * The fit.
   *
   * @param x inputs of a sample a row, at least two that differ, not changed
   * @param y targets of a sample a row, not changed
   */
  public BatchRidge(double[][] x, double[][] y) {
    this.meanX = means(x);
    this.meanY = means(y);
    RealMatrix inputs = centred(x, meanX);
    RealMatrix targets = centred(y, meanY);
    Spectrum spectrum = Spectrum.of(inputs);
    double unit = Arrays.stream(spectrum.values).sum() / x.length;
    double[] strengths = new double[MOST_FIFTHS - LEAST_FIFTHS + 1];
    Arrays.setAll(strengths, i -> unit * StrictMath.pow(10, (LEAST_FIFTHS + i) / 5.0));
    double[] errors = spectrum.leaveOneOut(targets, strengths);
    int best = 0;
    for (int i = 1; i < errors.length; i++) {
      if (errors[i] < errors[best]) {
        best = i;
      }
    }
    this.strength = strengths[best];
    RealMatrix residuals = targets.subtract(spectrum.fitted(targets, strength));
    this.weights = inputs.transpose().multiply(residuals).scalarMultiply(1 / strength);
  }

  private static double[] means(double[][] rows) {
    double[] means = new double[rows[0].length];
    for (double[] row : rows) {
      for (int j = 0; j < means.length; j++) {
        means[j] += row[j] / rows.length;
      }
    }
    return means;
  }

  private static RealMatrix centred(double[][] rows, double[] means) {
    double[][] centred = new double[rows.length][means.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < means.length; j++) {
        centred[i][j] = rows[i][j] - means[j];
      }
    }
    return new Array2DRowRealMatrix(centred, false);
  }

  /** λ. */
  public double strength() {
    return strength;
  }

  /** The answers to an input, one for each output. */
  public double[] answer(double[] x) {
    double[] shifted = x.clone();
    Arrays.setAll(shifted, j -> x[j] - meanX[j]);
    double[] answers = weights.preMultiply(shifted);
    Arrays.setAll(answers, o -> answers[o] + meanY[o]);
    return answers;
  }

  /**
   * Columns T with T Tᵀ = X Xᵀ and TᵀT = diag(s): the hat matrix is 1/n + T diag(1 / (s + λ)) Tᵀ.
   */
  private record Spectrum(RealMatrix columns, double[] values) {

    static Spectrum of(RealMatrix x) {
      boolean wide = x.getColumnDimension() > x.getRowDimension();
      RealMatrix turned = x.transpose();
      var eigen = new EigenDecomposition(wide ? x.multiply(turned) : turned.multiply(x));
      double[] found = eigen.getRealEigenvalues();
      double rounding = ROUNDING * Arrays.stream(found).max().orElseThrow();
      double[] values = Arrays.stream(found).map(value -> value > rounding ? value : 0).toArray();
      if (!wide) {
        return new Spectrum(x.multiply(eigen.getV()), values);
      }
      RealMatrix columns = eigen.getV().copy();
      for (int j = 0; j < values.length; j++) {
        columns.setColumnVector(j, columns.getColumnVector(j).mapMultiply(Math.sqrt(values[j])));
      }
      return new Spectrum(columns, values);
    }

    RealMatrix fitted(RealMatrix targets, double strength) {
      return columns.multiply(shrunk(columns.transpose().multiply(targets), strength));
    }

    private RealMatrix shrunk(RealMatrix products, double strength) {
      RealMatrix shrunk = products.copy();
      for (int j = 0; j < values.length; j++) {
        shrunk.setRowVector(j, shrunk.getRowVector(j).mapDivide(values[j] + strength));
      }
      return shrunk;
    }

    /** The sum of squares over samples and outputs, for each strength. */
    double[] leaveOneOut(RealMatrix targets, double[] strengths) {
      RealMatrix products = columns.transpose().multiply(targets);
      double[] errors = new double[strengths.length];
      Arrays.setAll(errors, i -> leaveOneOut(targets, products, strengths[i]));
      return errors;
    }

    private double leaveOneOut(RealMatrix targets, RealMatrix products, double strength) {
      double[][] residuals =
          targets.subtract(columns.multiply(shrunk(products, strength))).getData();
      double sum = 0;
      for (int i = 0; i < residuals.length; i++) {
        double kept = 1 - leverage(i, strength);
        for (double residual : residuals[i]) {
          sum += residual / kept * (residual / kept);
        }
      }
      return sum;
    }

    private double leverage(int row, double strength) {
      double leverage = 1.0 / columns.getRowDimension();
      for (int j = 0; j < values.length; j++) {
        double entry = columns.getEntry(row, j);
        leverage += entry * entry / (values[j] + strength);
      }
      return leverage;
    }
  }
}
