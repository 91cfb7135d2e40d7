package io.rivulet.benchmark.kernel;

import org.bytedeco.openblas.presets.openblas_nolapack;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.regression.LinearModel;
import smile.regression.OLS;

/**
 * The recursive least squares of Smile, on one thread, with p weights of which one is a bias. It
 * forgets nothing: with a forgetting of .999 its inverse matrix stops being one after some 10⁵
 * samples of p = 16, and it throws.
 */
final class SmileModel implements Work {

  private final RegressionStream regression;
  private final LinearModel model;

  SmileModel(int p) {
    openblas_nolapack.blas_set_num_threads(1);
    regression = new RegressionStream(p);
    double[][] rows = new double[3 * p][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = next().clone();
      rows[i][0] = regression.target();
    }
    String[] names = new String[p];
    for (int j = 0; j < p; j++) {
      names[j] = j == 0 ? "y" : "x" + j;
    }
    model = OLS.fit(Formula.lhs("y"), DataFrame.of(rows, names), "qr", false, true);
  }

  /** The next input, which starts with the 1 of the bias. */
  private double[] next() {
    double[] x = regression.next();
    x[0] = 1;
    return x;
  }

  @Override
  public void take(int samples) {
    for (int n = 0; n < samples; n++) {
      model.update(next(), regression.target());
    }
  }
}
