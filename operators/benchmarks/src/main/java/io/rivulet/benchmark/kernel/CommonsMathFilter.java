package io.rivulet.benchmark.kernel;

import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/** Recursive least squares with P as a matrix of Commons Math's. */
final class CommonsMathFilter implements Work {

  private final RegressionStream regression;
  private RealMatrix inverse;
  private RealVector weights;

  CommonsMathFilter(int p) {
    regression = new RegressionStream(p);
    inverse = MatrixUtils.createRealIdentityMatrix(p);
    weights = new ArrayRealVector(p);
  }

  @Override
  public void take(int samples) {
    for (int n = 0; n < samples; n++) {
      RealVector x = new ArrayRealVector(regression.next(), false);
      RealVector image = inverse.operate(x);
      RealVector gain = image.mapDivide(LearnedModel.FORGETTING + x.dotProduct(image));
      double error = regression.target() - x.dotProduct(weights);
      weights = weights.add(gain.mapMultiply(error));
      inverse =
          inverse.subtract(gain.outerProduct(image)).scalarMultiply(1 / LearnedModel.FORGETTING);
    }
  }
}
