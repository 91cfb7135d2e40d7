package io.rivulet.learner.spec;

import io.rivulet.model.Activation;
import io.rivulet.model.LinearResponse;
import io.rivulet.model.MlpResponse;
import io.rivulet.model.Response;
import io.rivulet.model.SharedResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The values of the field {@code model.kind}. */
public enum ModelKind {

  /** A linear model y = Wᵀ x, with one gradient column for all outputs. */
  LINEAR {
    @Override
    Architecture read(SpecFields model, int dimension, int outputs, boolean bias) {
      return architecture(new LinearResponse(dimension, outputs, bias));
    }
  },

  /** A linear model y = Φᵀ w, with one weight vector that all outputs share. */
  SHARED {
    @Override
    Architecture read(SpecFields model, int dimension, int outputs, boolean bias) {
      refuseBias(bias);
      return architecture(new SharedResponse(dimension, outputs));
    }

    @Override
    int dimension(int inputs, int outputs) {
      return Math.max(1, inputs / outputs);
    }
  },

  /** A multilayer perceptron. */
  MLP {
    @Override
    Architecture read(SpecFields model, int dimension, int outputs, boolean bias) {
      refuseBias(bias);
      List<Integer> hidden = hidden(model);
      String label = model.text("activation", Activation.TANH.label(), activations());
      Activation activation = Activation.valueOf(label.toUpperCase(Locale.ROOT));
      long seed = model.integer("seed", 0);
      MlpResponse net = new MlpResponse(dimension, hidden, activation, outputs);
      requireAddressable(net);
      Map<String, Object> description = new TreeMap<>(Map.of("kind", label()));
      description.put("hidden", hidden);
      description.put("activation", label);
      description.put("seed", seed);
      return new Architecture(net, new InitialWeights.Layers(net, seed), description);
    }
  };

  /**
   * The content of the field {@code model}.
   *
   * @param otherwise the weights for a spec without {@code initialWeights}
   * @param description the field with defaults filled in
   */
  record Architecture(
      Response response, InitialWeights otherwise, Map<String, Object> description) {}

  /** The value of the field {@code dimension} for a model whose x has this many numbers. */
  int dimension(int inputs, int outputs) {
    return inputs;
  }

  abstract Architecture read(SpecFields model, int dimension, int outputs, boolean bias);

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String[] labels(ModelKind... kinds) {
    return Arrays.stream(kinds).map(ModelKind::label).toArray(String[]::new);
  }

  static ModelKind named(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  final Architecture architecture(Response response) {
    return new Architecture(
        response, new InitialWeights.Zeros(), new TreeMap<>(Map.of("kind", label())));
  }

  final void refuseBias(boolean bias) {
    if (bias) {
      throw new IllegalArgumentException(
          "spec field 'bias' is for linear models; give a shared model a constant row in x, an mlp"
              + " has biases of its own");
    }
  }

  private static List<Integer> hidden(SpecFields model) {
    Object value = model.value("hidden");
    List<Integer> hidden = new ArrayList<>();
    if (value instanceof List<?> units && !units.isEmpty()) {
      for (Object unit : units) {
        if (unit instanceof Number n && n.intValue() >= 1 && n.doubleValue() == n.intValue()) {
          hidden.add(n.intValue());
        }
      }
      if (hidden.size() == units.size()) {
        return hidden;
      }
    }
    throw model.refused("hidden", value, "an array of layer sizes from 1, such as [32]");
  }

  private static String[] activations() {
    return Arrays.stream(Activation.values()).map(Activation::label).toArray(String[]::new);
  }

  private static void requireAddressable(MlpResponse net) {
    try {
      net.rows();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("spec field 'model.hidden' gives over 2^31 weights", e);
    }
  }
}
