package io.rivulet.learner;

import io.rivulet.record.Axes;
import io.rivulet.record.HiddenLayer;
import io.rivulet.record.WeightRecord;
import io.rivulet.state.Columns;

/** How the weights of a record alone answer an input, for readers that predict. */
public enum Answering {

  /** Wᵀ x when the model is linear; Wᵀ φ(x) when the record carries a hidden layer. */
  REGRESSION {
    @Override
    public double[] of(WeightRecord record, double[] x) {
      return product(record, x);
    }
  },

  /** softmax(Wᵀ x) when the model is linear. */
  CLASSIFICATION {
    @Override
    public double[] of(WeightRecord record, double[] x) {
      double[] y = product(record, x);
      Softmax.probabilities(y, y.length);
      return y;
    }
  },

  /** W itself, whatever the input. */
  CONSTANT {
    @Override
    public double[] of(WeightRecord record, double[] x) {
      return record.w().clone();
    }
  };

  /**
   * The answer to an input.
   *
   * @param x raw numbers, as long as W has rows, or one less when the last row is the bias; with a
   *     hidden layer, as long as that takes
   * @throws IllegalArgumentException when x is of another length
   */
  public abstract double[] of(WeightRecord record, double[] x);

  private static double[] product(WeightRecord record, double[] x) {
    double[] features = record.details().hidden() == null ? inputs(record, x) : hidden(record, x);
    double[] y = new double[record.columns()];
    for (int i = 0; i < record.rows(); i++) {
      for (int k = 0; k < y.length; k++) {
        y[k] += record.w()[i * y.length + k] * (i < features.length ? features[i] : 1);
      }
    }
    return y;
  }

  private static double[] inputs(WeightRecord record, double[] x) {
    boolean fits = x.length == record.rows() - (record.axes().bias() ? 1 : 0);
    boolean open = record.axes().equals(Axes.UNNAMED) && x.length == record.rows() - 1;
    if (!fits && !open) {
      throw new IllegalArgumentException(
          "x has "
              + x.length
              + " numbers, weights of shape "
              + record.rows()
              + " x "
              + record.columns()
              + " answer "
              + taken(record)
              + "; models of kind shared or mlp are answered to samples with \"op\": \"predict\"");
    }
    return x;
  }

  private static String taken(WeightRecord record) {
    if (record.axes().bias()) {
      return String.valueOf(record.rows() - 1);
    }
    boolean open = record.axes().equals(Axes.UNNAMED) && record.rows() > 1;
    return record.rows() + (open ? ", or " + (record.rows() - 1) + " with a bias" : "");
  }

  /** [1, x, h], [1, h] or h, as many as W has rows. */
  private static double[] hidden(WeightRecord record, double[] x) {
    HiddenLayer layer = record.details().hidden();
    if (x.length != layer.rows() - 1) {
      throw new IllegalArgumentException(
          "x has " + x.length + " numbers, the net takes " + (layer.rows() - 1));
    }
    double[][] row = TanhLayer.extended(new double[][] {x});
    double[][] h = TanhLayer.values(Columns.of(layer.w(), layer.columns()), row);
    return record.rows() == layer.columns()
        ? h[0]
        : LinearReadout.features(row, h, record.rows() > 1 + layer.columns())[0];
  }
}
