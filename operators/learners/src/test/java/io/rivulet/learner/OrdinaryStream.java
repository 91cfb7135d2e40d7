package io.rivulet.learner;

import io.rivulet.kernel.Lanes;
import io.rivulet.record.HiddenLayer;
import io.rivulet.state.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Samples for least squares of dimension p: {@link OrdinaryDraw} draws them.
 *
 * @param forgetting λ
 * @param prior diagonal of Π
 * @param start w₀
 */
record OrdinaryStream(double forgetting, double[] prior, double[] start, List<Row> rows) {

  /** A sample. */
  record Row(double[] x, double y, double weight) {

    @Override
    public String toString() {
      return "x " + Arrays.toString(x) + " y " + y + " weight " + weight;
    }
  }

  /** Forgetting by the seed: none, or one of those that people use. */
  static OrdinaryStream of(long seed) {
    double[] forgetting = {1, 1, 0.9, 0.98, 0.99, 0.999};
    return of(seed, forgetting[(int) (seed % forgetting.length)], 400);
  }

  /**
   * @param length rows before the last ones, about
   */
  static OrdinaryStream of(long seed, double forgetting, int length) {
    return new OrdinaryDraw(seed, forgetting).stream(length);
  }

  int p() {
    return prior.length;
  }

  /** The fields of a spec of least squares over this stream. */
  Fields fields() {
    return Fields.of("dimension", p()).with("priorPrecision", prior).with("initialWeights", start);
  }

  /** This stream with other rows. */
  OrdinaryStream with(List<Row> others) {
    return new OrdinaryStream(forgetting, prior, start, others);
  }

  /** This stream as ridge regression from 0 on [1, x, tanh([1, x] V)] sees it. */
  OrdinaryStream overFeatures(HiddenLayer hidden, double ridge) {
    double[][] columns = Columns.of(hidden.w(), hidden.columns());
    double[] precision = new double[1 + p() + columns.length];
    Arrays.fill(precision, ridge);
    List<Row> features = new ArrayList<>();
    for (Row row : rows) {
      double[] phi = new double[precision.length];
      phi[0] = 1;
      System.arraycopy(row.x, 0, phi, 1, p());
      double[] linked = Arrays.copyOf(phi, 1 + p());
      for (int j = 0; j < columns.length; j++) {
        phi[1 + p() + j] = StrictMath.tanh(Lanes.dot(linked, columns[j], linked.length));
      }
      features.add(new Row(phi, row.y, row.weight));
    }
    return new OrdinaryStream(forgetting, precision, new double[precision.length], features);
  }
}
