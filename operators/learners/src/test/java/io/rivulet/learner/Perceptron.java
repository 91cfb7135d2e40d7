package io.rivulet.learner;

import io.rivulet.model.Activation;
import io.rivulet.model.MlpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A random small net of 1 to 3 hidden layers and outputs, and numbers for its samples. */
public final class Perceptron {

  public final Draw draw;
  public final int inputs;
  public final int outputs;
  final List<Integer> hidden = new ArrayList<>();
  final Activation activation;
  public final double scale;
  public final double[] start;

  /** Of either activation. */
  public Perceptron(long seed) {
    this(seed, 1, 4, seed % 2 == 0 ? Activation.TANH : Activation.RELU);
  }

  private Perceptron(long seed, int least, int most, Activation activation) {
    this.draw = new Draw(seed);
    this.inputs = draw.between(1, 4);
    this.outputs = draw.between(1, 3);
    for (int layer = 0; layer <= seed % 3; layer++) {
      hidden.add(draw.between(least, most));
    }
    this.activation = activation;
    this.scale = draw.uniform(0.3, 3);
    this.start = draw.normal(response().rows());
  }

  /** Smooth, with so many weights that a few samples bring independent gradients. */
  public static Perceptron wide(long seed) {
    return new Perceptron(seed, 4, 5, Activation.TANH);
  }

  MlpResponse response() {
    return new MlpResponse(inputs, hidden, activation, outputs);
  }

  public Fields fields() {
    return Fields.of("dimension", inputs)
        .with("outputs", outputs)
        .with("initialWeights", start)
        .with("model", Map.of("kind", "mlp", "hidden", hidden, "activation", activation.label()));
  }

  /** The gradients of all outputs at all rows of x, one after the other, as rows. */
  public double[][] jacobian(double[] w, double[]... x) {
    double[][] jacobian = new double[x.length * outputs][w.length];
    for (int i = 0; i < x.length; i++) {
      response()
          .linearise(new double[][] {w}, x[i], jacobian, i * outputs, new double[jacobian.length]);
    }
    return jacobian;
  }

  /** y(w, x), written out from the layout of the weights. */
  double[] answer(double[] w, double[] x) {
    double[] values = x;
    int offset = 0;
    for (int layer = 0; layer <= hidden.size(); layer++) {
      int width = layer < hidden.size() ? hidden.get(layer) : outputs;
      double[] next = new double[width];
      for (int j = 0; j < width; j++) {
        next[j] = w[offset + values.length * width + j];
        for (int i = 0; i < values.length; i++) {
          next[j] += values[i] * w[offset + i * width + j];
        }
        if (layer < hidden.size()) {
          next[j] = activation == Activation.TANH ? Math.tanh(next[j]) : Math.max(0, next[j]);
        }
      }
      offset += (values.length + 1) * width;
      values = next;
    }
    return values;
  }
}
