package io.rivulet.learner.spec;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.SplitMix;
import io.rivulet.model.MlpResponse;
import io.rivulet.state.Columns;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The weights before the first sample. */
public sealed interface InitialWeights {

  /** The weights of a rows x columns matrix, as fresh columns. */
  double[][] columns(int rows, int columns);

  /** An upper bound of the magnitude of the weights. */
  double largest();

  /** Adds the field to a canonical spec, except for weights that are drawn by default. */
  void describe(Map<String, Object> fields);

  /**
   * Reads the field {@code initialWeights} of a spec whose matrix is rows x columns.
   *
   * @param bias whether the last row is that of the bias
   * @param otherwise the weights for a spec without the field
   */
  static InitialWeights read(
      SpecFields fields, int rows, int columns, boolean bias, InitialWeights otherwise) {
    if (!fields.has("initialWeights")) {
      return otherwise;
    }
    if (fields.value("initialWeights") instanceof Map<?, ?>) {
      return Uniform.read(fields.object("initialWeights"));
    }
    double[] rowMajor = fields.numbers("initialWeights");
    if (rowMajor.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          "spec field 'initialWeights' must have "
              + (long) rows * columns
              + " numbers ("
              + rows
              + " x "
              + columns
              + ", row-major), got "
              + rowMajor.length
              + (bias && rowMajor.length == (rows - 1L) * columns
                  ? "; the last row is that of the bias, give it or set bias: false"
                  : ""));
    }
    return new Given(rowMajor);
  }

  /** All zeros. */
  record Zeros() implements InitialWeights {

    @Override
    public double[][] columns(int rows, int columns) {
      return new double[columns][rows];
    }

    @Override
    public double largest() {
      return 0;
    }

    @Override
    public void describe(Map<String, Object> fields) {}
  }

  /** Weights drawn layer by layer from U(-a, a), a = 1 / √(fan-in), in the order of the weights. */
  record Layers(MlpResponse net, long seed) implements InitialWeights {

    @Override
    public double[][] columns(int rows, int columns) {
      SplitMix numbers = new SplitMix(seed);
      double[] flat = new double[rows];
      int offset = 0;
      for (int layer = 0; layer < net.layers(); layer++) {
        double a = 1 / Math.sqrt(net.fanIn(layer));
        int end = offset + (net.fanIn(layer) + 1) * net.fanOut(layer);
        for (; offset < end; offset++) {
          flat[offset] = numbers.uniform(a);
        }
      }
      return new double[][] {flat};
    }

    @Override
    public double largest() {
      return 1;
    }

    @Override
    public void describe(Map<String, Object> fields) {}
  }

  /** Weights listed in the spec, row-major. */
  record Given(double[] rowMajor) implements InitialWeights {

    @Override
    public double[][] columns(int rows, int columns) {
      return Columns.of(rowMajor, columns);
    }

    @Override
    public double largest() {
      return Lanes.largest(rowMajor);
    }

    @Override
    public void describe(Map<String, Object> fields) {
      fields.put("initialWeights", rowMajor);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Given given && Arrays.equals(rowMajor, given.rowMajor);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(rowMajor);
    }
  }

  /** Weights drawn from U(-s, s) with a seed, filled row-major. */
  record Uniform(double s, long seed) implements InitialWeights {

    static Uniform read(SpecFields fields) {
      double s = fields.number("uniform");
      if (!(s >= 0)) {
        throw fields.refused("uniform", s, "at least 0");
      }
      Uniform uniform = new Uniform(s, fields.integer("seed"));
      fields.finish();
      return uniform;
    }

    @Override
    public double[][] columns(int rows, int columns) {
      SplitMix numbers = new SplitMix(seed);
      double[] rowMajor = new double[rows * columns];
      for (int i = 0; i < rowMajor.length; i++) {
        rowMajor[i] = numbers.uniform(s);
      }
      return Columns.of(rowMajor, columns);
    }

    @Override
    public double largest() {
      return s;
    }

    @Override
    public void describe(Map<String, Object> fields) {
      fields.put("initialWeights", new TreeMap<>(Map.of("uniform", s, "seed", seed)));
    }
  }
}
