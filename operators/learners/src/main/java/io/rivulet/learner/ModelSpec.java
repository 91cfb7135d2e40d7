package io.rivulet.learner;

import io.rivulet.model.LinearResponse;
import io.rivulet.model.Response;
import io.rivulet.model.SharedResponse;
import java.util.List;
import java.util.Map;

/**
 * The common fields of every spec: the shape of the model, how it starts, and the names of its
 * features.
 *
 * @param dimension the field {@code dimension}
 * @param response how the weights answer
 * @param initialWeights weights before the first sample
 * @param features names of the entries of x, or empty
 */
public record ModelSpec(
    int dimension, Response response, InitialWeights initialWeights, List<String> features) {

  /** Reads the common fields; {@code oneRow} learners keep one row of weights whatever x is. */
  static ModelSpec read(SpecFields fields, boolean oneRow) {
    int dimension = fields.count("dimension");
    int outputs = fields.count("outputs", 1);
    boolean bias = fields.flag("bias", false);
    if ((dimension + 1L) * outputs > Integer.MAX_VALUE - 8) {
      throw fields.refused("outputs", outputs, "below 2^31 / dimension");
    }
    SpecFields model = fields.object("model");
    String kind = model.text("kind", "linear", "linear", "shared");
    model.finish();
    Response response =
        kind.equals("linear")
            ? new LinearResponse(dimension, outputs, bias)
            : shared(dimension, outputs, bias);
    int rows = oneRow ? 1 : response.rows();
    int columns = oneRow ? outputs : response.columns();
    return new ModelSpec(
        dimension,
        response,
        InitialWeights.read(fields, rows, columns),
        features(fields, response.inputs()));
  }

  private static Response shared(int dimension, int outputs, boolean bias) {
    if (bias) {
      throw new IllegalArgumentException(
          "spec field 'bias' is for linear models; give a shared model a constant row in x instead");
    }
    return new SharedResponse(dimension, outputs);
  }

  private static List<String> features(SpecFields fields, int inputs) {
    if (!fields.has("features")) {
      return List.of();
    }
    if (!(fields.value("features") instanceof List<?> list) || list.size() != inputs) {
      throw fields.refused(
          "features", fields.value("features"), "an array of " + inputs + " names");
    }
    List<String> names = list.stream().map(String::valueOf).toList();
    if (names.stream().distinct().count() != inputs) {
      throw fields.refused("features", names, "an array of different names");
    }
    return names;
  }

  /** The starting weights as fresh columns. */
  double[][] startingWeights() {
    return initialWeights.columns(response.rows(), response.columns());
  }

  void describe(Map<String, Object> fields) {
    fields.put("dimension", dimension);
    fields.put("outputs", response.outputs());
    fields.put("bias", response instanceof LinearResponse linear && linear.bias());
    fields.put("model", Map.of("kind", response instanceof LinearResponse ? "linear" : "shared"));
    initialWeights.describe(fields);
    if (!features.isEmpty()) {
      fields.put("features", features);
    }
  }
}
