package io.rivulet.cli.state;

import io.rivulet.cli.console.TextTable;
import io.rivulet.cli.weights.LargestWeights;
import io.rivulet.learner.Model;
import io.rivulet.learner.Specs;
import io.rivulet.quality.QualityState;
import io.rivulet.record.WeightRecord;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.wire.SpecJson;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a state says of its model, for people and as JSON. */
final class InspectedState {

  private static final int WEIGHTS = 10;

  private final StoredState state;
  private final WeightRecord record;
  private final double condition;
  private final List<LargestWeights.Named> weights;
  private final QualityState quality;

  /**
   * Brings the model to life.
   *
   * @throws IllegalArgumentException when its spec cannot be read
   * @throws io.rivulet.state.StateFormatException when its learned state cannot be read
   */
  InspectedState(StoredState state, Specs specs) {
    this.state = state;
    Model<?> model = specs.restore(name(state), state.stored());
    condition = model.condition();
    record = model.announce();
    weights = new LargestWeights(record).first(WEIGHTS);
    byte[] framed = state.stored().quality();
    quality = framed.length == 0 ? null : StateFrame.read(QualityState.FORMAT, framed);
  }

  /** The model's id, or {@code -} when the file does not say it. */
  static String name(StoredState state) {
    return state.model() == null ? "-" : state.model();
  }

  void print(PrintWriter out) {
    StoredModel stored = state.stored();
    row(out, "model", name(state));
    row(out, "learner", record.learner());
    row(out, "version", stored.version() + " of incarnation " + stored.incarnation());
    row(out, "samples", stored.samples());
    row(out, "published", stored.previous() == WeightRecord.NONE ? "never" : stored.previous());
    row(out, "bytes", state.frame().length + ", " + stored.state().length + " of them learned");
    row(out, "condition", Double.isNaN(condition) ? "none" : condition);
    figures().forEach((name, value) -> row(out, name, value));
    SpecJson.read(stored.spec()).forEach((name, value) -> row(out, "spec." + name, shown(value)));
    row(out, "shape", record.rows() + " x " + record.columns());
    for (LargestWeights.Named each : weights) {
      String output = output(each);
      String column = output == null ? "" : " -> " + output;
      row(out, "weight", each.weight() + "  " + each.feature() + column);
    }
    out.flush();
  }

  /** A value of a spec: a text as it is, everything else as JSON. */
  private static String shown(Object value) {
    String json = SpecJson.canonical(List.of(value));
    return value instanceof String text ? text : json.substring(1, json.length() - 1);
  }

  Map<String, Object> document() {
    StoredModel stored = state.stored();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("model", name(state));
    document.put("learner", record.learner());
    document.put("spec", SpecJson.read(stored.spec()));
    document.put("fingerprint", record.spec());
    document.put("incarnation", stored.incarnation());
    document.put("version", stored.version());
    document.put("samples", stored.samples());
    document.put("previous", stored.previous() == WeightRecord.NONE ? null : stored.previous());
    document.put("bytes", state.frame().length);
    document.put("learnedBytes", stored.state().length);
    document.put("condition", finite(condition));
    document.put("rows", record.rows());
    document.put("columns", record.columns());
    document.put("weights", weights.stream().map(InspectedState::document).toList());
    if (quality != null) {
      document.put("quality", figures());
    }
    return document;
  }

  private Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    if (quality == null) {
      return figures;
    }
    figures.put("window", quality.number());
    figures.put("n", quality.window().samples());
    if (quality.window().samples() == 0) {
      return figures;
    }
    boolean numbers = quality.outputs() > 0;
    put(figures, "mae", numbers ? quality.window().mae() : Double.NaN);
    put(figures, "rmse", numbers ? quality.window().rmse() : Double.NaN);
    put(figures, "r2", numbers ? quality.window().r2() : Double.NaN);
    put(figures, "meanError", numbers ? quality.window().meanError() : Double.NaN);
    put(figures, "accuracy", numbers ? Double.NaN : quality.window().accuracy());
    put(figures, "logLoss", numbers ? Double.NaN : quality.window().logLoss());
    put(figures, "coverage", quality.window().coverage());
    return figures;
  }

  private static void put(Map<String, Object> figures, String name, double value) {
    if (Double.isFinite(value)) {
      figures.put(name, value);
    }
  }

  /** JSON has no infinity: it stands there as a text. */
  private static Object finite(double value) {
    if (Double.isNaN(value)) {
      return null;
    }
    return Double.isInfinite(value) ? "infinite" : (Object) value;
  }

  private static Map<String, Object> document(LargestWeights.Named weight) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("feature", weight.feature());
    if (output(weight) != null) {
      document.put("output", output(weight));
    }
    document.put("weight", weight.weight());
    return document;
  }

  /** The name of the column of a weight, or null when there is only one. */
  private static String output(LargestWeights.Named weight) {
    if (weight.className() != null) {
      return weight.className();
    }
    return weight.column() < 0 ? null : "y[" + weight.column() + "]";
  }

  private static void row(PrintWriter out, String name, Object value) {
    out.printf("%-21s %s%n", TextTable.printable(name), TextTable.printable(value.toString()));
  }
}
