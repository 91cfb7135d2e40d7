package io.rivulet.learner.spec;

import io.rivulet.feature.Features;
import io.rivulet.model.Response;
import io.rivulet.record.Axes;
import io.rivulet.wire.SpecJson;
import java.util.Arrays;
import java.util.Map;

/**
 * The common fields of every spec: the shape of the model, how it starts, and the names of its
 * features and classes.
 *
 * @param dimension the field {@code dimension}
 * @param outputs the field that gives the outputs: {@code outputs} or {@code classes}
 * @param response how the weights answer
 * @param description the field {@code model}, defaults filled in
 * @param initialWeights weights before the first sample, of raw numbers
 * @param features what a named x becomes, empty without names
 */
public record ModelSpec(
    int dimension,
    Outputs outputs,
    Response response,
    Map<String, Object> description,
    InitialWeights initialWeights,
    Features features) {

  /** Weights an output where P is kept: above this, a state passes what RocksDB takes. */
  public static final int MAXIMUM_ROWS = 4000;

  /** A regression of any kind, with {@code outputs} numbers as its target. */
  public static ModelSpec read(SpecFields fields) {
    return read(fields, ModelKind.values());
  }

  /** A regression of one of these kinds. */
  public static ModelSpec read(SpecFields fields, ModelKind... kinds) {
    return new ModelReading(fields, Outputs.read(fields), kinds).read();
  }

  /** A linear regression that keeps a bias in every layer, whatever the field {@code bias} says. */
  public static ModelSpec readWithBiases(SpecFields fields) {
    return new ModelReading(fields, Outputs.read(fields), ModelKind.LINEAR).withBiases().read();
  }

  /** As {@link #readWithBiases}, with as many outputs as inputs. */
  public static ModelSpec readSquare(SpecFields fields) {
    Outputs outputs = Outputs.readSquare(fields, ModelReading.dimension(fields));
    return new ModelReading(fields, outputs, ModelKind.LINEAR).withBiases().read();
  }

  /** A regression inside a learner, which no fields of a spec describe. */
  public static ModelSpec inner(Response response, InitialWeights start) {
    return new ModelSpec(
        response.inputs(),
        Outputs.numbers(response.outputs()),
        response,
        Map.of(),
        start,
        Features.NONE);
  }

  /** A regression that keeps one row of weights whatever x is. */
  public static ModelSpec readOneRow(SpecFields fields) {
    return new ModelReading(fields, Outputs.read(fields), ModelKind.values()).oneRow().read();
  }

  /** A classifier of one of these kinds, with one output for each of {@code classes}, from 2. */
  public static ModelSpec readClasses(SpecFields fields, ModelKind... kinds) {
    return new ModelReading(fields, Outputs.readClasses(fields), kinds).read();
  }

  /**
   * Refuses a model whose P would be too large, for a learner that keeps one.
   *
   * @throws IllegalArgumentException unless the spec was stored when it was allowed
   */
  public void requireRows(SpecFields fields, String learner) {
    int rows = response.rows();
    if (rows > MAXIMUM_ROWS && !fields.stored()) {
      throw new IllegalArgumentException(
          learner
              + " takes at most "
              + MAXIMUM_ROWS
              + " weights an output, got "
              + rows
              + "; use orfit");
    }
  }

  /** Whether any feature has a center or a scale that does something. */
  public boolean scaled() {
    return features.scaling() != null;
  }

  /** Whether each column of x is a number, not one of a category or of hashed texts. */
  public boolean[] numericColumns() {
    boolean[] numeric = new boolean[response.inputs()];
    Arrays.fill(numeric, true);
    return features.isEmpty() ? numeric : features.numeric();
  }

  /** Whether the last row of W is a bias. */
  public boolean bias() {
    return response.bias();
  }

  /** The starting weights, of what the model sees, as fresh columns. */
  public double[][] startingWeights() {
    double[][] raw = initialWeights.columns(response.rows(), response.columns());
    return scaled() ? features.scaling().scaled(raw, 0, response.inputs()) : raw;
  }

  /** Weights of what a linear model sees, as weights of raw numbers; not copied when these are. */
  public double[][] raw(double[][] columns) {
    return scaled() ? features.scaling().raw(columns, 0, response.inputs()) : columns;
  }

  /** What rows and columns of published weights stand for. */
  public Axes axes() {
    return features.isEmpty()
        ? new Axes(outputs.names(), bias(), null, null)
        : new Axes(
            outputs.names(), bias(), features.labels(), SpecJson.canonical(features.input()));
  }

  /** Which rows of the weights of a linear model are those of numbers: all but the bias. */
  public boolean[] numericRows() {
    return Arrays.copyOf(numericColumns(), response.rows());
  }

  /** Row j of the weights of a linear model, in words for messages. */
  public String column(int j) {
    if (bias() && j == response.rows() - 1) {
      return "the bias";
    }
    return features.isEmpty() ? "x[" + j + "]" : "x." + features.column(j);
  }

  public void describe(Map<String, Object> fields) {
    fields.put("dimension", dimension);
    outputs.describe(fields);
    fields.put("bias", bias());
    fields.put("model", description);
    initialWeights.describe(fields);
    if (!features.isEmpty()) {
      fields.put("features", features.described());
    }
  }
}
