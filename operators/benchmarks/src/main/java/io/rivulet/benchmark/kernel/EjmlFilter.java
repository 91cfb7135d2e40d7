package io.rivulet.benchmark.kernel;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.mult.VectorVectorMult_DDRM;

/** Recursive least squares with P as a matrix of EJML's, updated in place. */
final class EjmlFilter implements Work {

  private final RegressionStream regression;
  private final DMatrixRMaj inverse;
  private final DMatrixRMaj weights;
  private final DMatrixRMaj image;
  private final DMatrixRMaj x;

  EjmlFilter(int p) {
    regression = new RegressionStream(p);
    inverse = CommonOps_DDRM.identity(p);
    weights = new DMatrixRMaj(p, 1);
    image = new DMatrixRMaj(p, 1);
    x = new DMatrixRMaj(p, 1);
  }

  @Override
  public void take(int samples) {
    for (int n = 0; n < samples; n++) {
      x.setData(regression.next());
      CommonOps_DDRM.mult(inverse, x, image);
      double a = LearnedModel.FORGETTING + VectorVectorMult_DDRM.innerProd(x, image);
      double error = regression.target() - VectorVectorMult_DDRM.innerProd(x, weights);
      CommonOps_DDRM.addEquals(weights, error / a, image);
      VectorVectorMult_DDRM.addOuterProd(-1 / a, image, image, inverse);
      CommonOps_DDRM.scale(1 / LearnedModel.FORGETTING, inverse);
    }
  }
}
