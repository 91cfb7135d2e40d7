package io.rivulet.learner.spec;

import io.rivulet.feature.Features;
import io.rivulet.model.Response;
import io.rivulet.record.Axes;
import io.rivulet.wire.SpecJson;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The common fields of every spec: the shape of the model, how it starts, and the names of its
 * features and classes.
 *
 * @param dimension the field {@code dimension}
 * @param outputs the field that gives the outputs: {@code outputs} or {@code classes}
 * @param response the way in which the weights answer
 * @param description the field {@code model}, defaults filled in
 * @param initialWeights weights before the first sample, of raw numbers
 * @param features the features of a named x, empty without names
 * @param names the names of the rows of W in messages, for a regression whose inputs are not x;
 *     otherwise empty
 */
public record ModelSpec(
    int dimension,
    Outputs outputs,
    Response response,
    Map<String, Object> description,
    InitialWeights initialWeights,
    Features features,
    List<String> names) {

  /**
   * The most weights for each output when P is kept; a larger state would exceed what RocksDB
   * accepts.
   */
  public static final int MAXIMUM_ROWS = 4000;

  /** Reads a regression of any kind, with {@code outputs} numbers as its target. */
  public static ModelSpec read(SpecFields fields) {
    return read(fields, ModelKind.values());
  }

  /** Reads a regression of one of these kinds. */
  public static ModelSpec read(SpecFields fields, ModelKind... kinds) {
    return new ModelReading(fields, Outputs.read(fields), kinds).read();
  }

  /**
   * Reads a linear regression that has a bias in every layer, whatever the field {@code bias} says.
   */
  public static ModelSpec readWithBiases(SpecFields fields) {
    return new ModelReading(fields, Outputs.read(fields), ModelKind.LINEAR).withBiases().read();
  }

  /** Reads a linear regression that has a bias unless the spec says otherwise. */
  public static ModelSpec readWithIntercept(SpecFields fields) {
    return new ModelReading(fields, Outputs.read(fields), ModelKind.LINEAR).biasAsDefault().read();
  }

  /** Reads a regression as in {@link #readWithBiases}, with as many outputs as inputs. */
  public static ModelSpec readSquare(SpecFields fields) {
    Outputs outputs = Outputs.readSquare(fields, ModelReading.dimension(fields));
    return new ModelReading(fields, outputs, ModelKind.LINEAR).withBiases().read();
  }

  /** A regression inside a learner, which is not described by fields of a spec. */
  public static ModelSpec inner(Response response, InitialWeights start) {
    return inner(response, start, List.of());
  }

  /** As {@link #inner(Response, InitialWeights)}, with the names of its rows in messages. */
  public static ModelSpec inner(Response response, InitialWeights start, List<String> names) {
    return new ModelSpec(
        response.inputs(),
        Outputs.numbers(response.outputs()),
        response,
        Map.of(),
        start,
        Features.NONE,
        names);
  }

  /** Reads a regression that has one row of weights whatever x is. */
  public static ModelSpec readOneRow(SpecFields fields) {
    return new ModelReading(fields, Outputs.read(fields), ModelKind.values()).oneRow().read();
  }

  /**
   * Reads a classifier of one of these kinds, with one output for each of {@code classes}, at least
   * 2.
   */
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

  /**
   * The learner, and why the answers of its models to earlier samples cannot be followed; null when
   * the model is linear in its weights.
   */
  public String recallObstacle(String learner) {
    return response.linear()
        ? null
        : learner
            + " of an mlp: its answers are not linear in its weights, so that no sum over inputs"
            + " tells how they change";
  }

  /** Whether any feature has a center or a scale that changes its number. */
  public boolean scaled() {
    return features.scaling() != null;
  }

  /**
   * For each column of x, whether it is a number and does not belong to a category or to hashed
   * texts.
   */
  public boolean[] numericColumns() {
    boolean[] numeric = new boolean[response.inputs()];
    Arrays.fill(numeric, true);
    return features.isEmpty() ? numeric : features.numeric();
  }

  /** Whether the last row of W is a bias. */
  public boolean bias() {
    return response.bias();
  }

  /** The starting weights of the numbers that the model sees, as fresh columns. */
  public double[][] startingWeights() {
    double[][] raw = initialWeights.columns(response.rows(), response.columns());
    return scaled() ? features.scaling().scaled(raw, 0, response.inputs()) : raw;
  }

  /**
   * Converts weights of the numbers that a linear model sees to weights of raw numbers; not copied
   * when both are the same.
   */
  public double[][] raw(double[][] columns) {
    return scaled() ? features.scaling().raw(columns, 0, response.inputs()) : columns;
  }

  /** The meaning of rows and columns of published weights. */
  public Axes axes() {
    return features.isEmpty()
        ? new Axes(outputs.names(), bias(), null, null)
        : new Axes(
            outputs.names(), bias(), features.labels(), SpecJson.canonical(features.input()));
  }

  /**
   * For each row of the weights of a linear model, whether it belongs to a number; the bias does
   * not.
   */
  public boolean[] numericRows() {
    return Arrays.copyOf(numericColumns(), response.rows());
  }

  /** The name of row j of the weights of a linear model in messages. */
  public String column(int j) {
    if (!names.isEmpty()) {
      return names.get(j);
    }
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
