package io.rivulet.answer;

import io.rivulet.feature.Features;
import io.rivulet.feature.Inputs;
import io.rivulet.feature.Soundness;
import io.rivulet.kernel.Lanes;
import io.rivulet.model.Response;
import io.rivulet.model.TanhUnits;
import io.rivulet.record.Axes;
import io.rivulet.record.HiddenLayer;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.Shown;
import io.rivulet.record.Stage;
import io.rivulet.record.WeightRecord;
import io.rivulet.state.Columns;
import io.rivulet.wire.SpecJson;
import java.util.Arrays;

/**
 * A predictor that answers inputs from one weight record, bit for bit as the job answers the same x
 * at the same version. It refuses an x for the same reasons, in the same order and with the same
 * messages as the job. With {@code center} and {@code scale} the job computes with scaled numbers
 * and publishes weights for raw ones, so the last digits may differ in that case.
 *
 * <p>Models of kind {@code shared} and {@code mlp} publish their weights but not their form, which
 * the caller passes to {@link #predict(WeightRecord, Response, double[])}.
 *
 * <p>Immutable, for any number of threads. An answer takes O(rows x columns) time; a predictor
 * holds that many doubles besides those of the record.
 */
public final class RecordPredictor {

  private final WeightRecord record;
  private final AnswerKind kind;
  private final Inputs inputs;
  private final double[][] columns;
  private final double[][] hidden;

  private RecordPredictor(WeightRecord record, AnswerKind kind, Inputs inputs) {
    this.record = record;
    this.kind = kind;
    this.inputs = inputs;
    HiddenLayer layer = record.details().hidden();
    this.hidden = layer == null ? null : Columns.of(layer.w(), layer.columns());
    this.columns = columns(record);
  }

  /**
   * Prepares the answers of a record.
   *
   * @param tellsBias whether a record that names no bias is known to have none, which is not so for
   *     builds that wrote no header {@code rivulet-bias}
   * @throws RejectedException {@code UNSUPPORTED} when the learner answers no inputs, or this build
   *     does not know the learner or how the record's inputs are made
   */
  public static RecordPredictor of(WeightRecord record, boolean tellsBias)
      throws RejectedException {
    AnswerKind kind = AnswerKind.of(record.learner());
    if (kind == null || kind == AnswerKind.NONE) {
      throw answersNothing(record.learner(), kind);
    }
    requireReadOut(record);
    try {
      return new RecordPredictor(record, kind, inputs(record, kind, tellsBias));
    } catch (IllegalArgumentException e) {
      throw unsupported(e.getMessage());
    }
  }

  /**
   * The answer of a model whose record does not contain its form.
   *
   * @param response the form that its spec gives it
   * @param x an input of the length that the form takes
   * @throws RejectedException when the learner has no such answer, x does not fit or is not finite,
   *     or the answer is not a number
   * @throws IllegalArgumentException when the form has weights of another shape
   */
  public static double[] predict(WeightRecord record, Response response, double[] x)
      throws RejectedException {
    AnswerKind kind = AnswerKind.of(record.learner());
    if (kind == null || kind == AnswerKind.NONE) {
      throw answersNothing(record.learner(), kind);
    }
    requireShape(record, response);
    if (x.length != response.inputs()) {
      throw dimension("x has " + x.length + " numbers, the model takes " + response.inputs());
    }
    if (!Lanes.finite(x)) {
      throw new RejectedException(
          Reason.NON_FINITE, Stage.VALIDATE, "x has a number that is not finite; leave it out");
    }
    double[][] columns = Columns.of(record.w(), record.columns());
    if (kind == AnswerKind.CONSTANT) {
      return finite(kind.of(columns, x));
    }
    double[] y = new double[response.outputs()];
    response.linearise(columns, x, new double[response.gradients()][response.rows()], 0, y);
    return finite(kind.linked(y));
  }

  private static void requireShape(WeightRecord record, Response response) {
    if (response.rows() != record.rows() || response.columns() != record.columns()) {
      throw new IllegalArgumentException(
          "the form has weights of shape "
              + response.rows()
              + " x "
              + response.columns()
              + ", those of "
              + Shown.plain(record.model())
              + " are "
              + record.rows()
              + " x "
              + record.columns()
              + "; give the form of its spec");
    }
  }

  /**
   * The answer to a single input, as a {@code predict} record would get it.
   *
   * @return one number for each output; for a classifier the probability of each class
   * @throws RejectedException when the job would refuse it
   */
  public double[] predict(Sample sample) throws RejectedException {
    Inputs taken = inputs == null ? new Inputs(Features.NONE, sample.size()) : inputs;
    taken.requireKinds(sample);
    Soundness.requireNoFault(sample, Reason.DIMENSION);
    double[][] x = taken.rows(sample);
    Soundness.requireNoFault(sample, Reason.NON_FINITE);
    Soundness.requireFinite(sample);
    taken.requireFinite(x);
    return ofColumns(x[0]);
  }

  /**
   * The answer to the numbers that the weights multiply, which are those of x itself when the
   * record lists no features.
   *
   * @param x raw numbers: one for each row of W, except for the bias when that is the last row;
   *     with a hidden layer, as many as the layer takes
   * @throws RejectedException {@code DIMENSION} when x is of another length, {@code NUMERIC} when
   *     the answer is not a number
   */
  public double[] ofColumns(double[] x) throws RejectedException {
    return finite(kind.of(columns, kind == AnswerKind.CONSTANT ? x : features(x)));
  }

  private static double[] finite(double[] y) throws RejectedException {
    if (!Lanes.finite(y)) {
      throw new RejectedException(
          Reason.NUMERIC,
          Stage.LEARN,
          "the prediction would not be finite; the state is unchanged");
    }
    return y;
  }

  /**
   * Whether the answer treats the last weight as a bias only because x is one number shorter, a
   * question that records of earlier builds leave open.
   */
  public static boolean guessesBias(WeightRecord record, Sample sample) {
    return record.axes().equals(Axes.UNNAMED)
        && record.details().hidden() == null
        && record.rows() > 1
        && sample.size() == record.rows() - 1;
  }

  /** Requires a read-out of the right shape, because the checksum covers W alone. */
  private static void requireReadOut(WeightRecord record) throws RejectedException {
    HiddenLayer layer = record.details().hidden();
    int links = layer == null ? 0 : record.rows() - layer.columns();
    if (links != 0 && links != 1 && links != layer.rows()) {
      throw unsupported(
          "the weights have "
              + record.rows()
              + " rows, which do not fit the hidden layer of shape "
              + layer.rows()
              + " x "
              + layer.columns()
              + "; the record is damaged");
    }
  }

  /**
   * The inputs; null where the length of x is open: in an old record, which has no names, and where
   * the weights are the answer.
   */
  private static Inputs inputs(WeightRecord record, AnswerKind kind, boolean tellsBias) {
    Axes axes = record.axes();
    if (axes.input() != null) {
      Features features = Features.read(SpecJson.readArray(axes.input()), "input", true);
      return new Inputs(features, features.columns());
    }
    if (record.details().hidden() != null) {
      return new Inputs(Features.NONE, record.details().hidden().rows() - 1);
    }
    if (axes.bias()) {
      return new Inputs(Features.NONE, record.rows() - 1);
    }
    boolean told = tellsBias && kind != AnswerKind.CONSTANT;
    return told ? new Inputs(Features.NONE, record.rows()) : null;
  }

  /**
   * The numbers that the rows of W multiply: x, [x, 1], [1, x, h], [1, h] or h, one for each row.
   */
  private double[] features(double[] x) throws RejectedException {
    if (hidden != null) {
      return hidden(x);
    }
    int rows = record.rows();
    boolean fits = x.length == rows - (record.axes().bias() ? 1 : 0);
    boolean open = record.axes().equals(Axes.UNNAMED) && x.length == rows - 1;
    if (!fits && !open) {
      throw dimension(
          "x has "
              + x.length
              + " numbers, weights of shape "
              + rows
              + " x "
              + record.columns()
              + " answer "
              + taken()
              + "; models of kind shared or mlp are answered to samples with \"op\": \"predict\"");
    }
    if (x.length == rows) {
      return x;
    }
    double[] features = Arrays.copyOf(x, rows);
    features[rows - 1] = 1;
    return features;
  }

  private double[] hidden(double[] x) throws RejectedException {
    int taken = hidden[0].length - 1;
    if (x.length != taken) {
      throw dimension("x has " + x.length + " numbers, the net takes " + taken);
    }
    double[][] row = TanhUnits.extended(new double[][] {x});
    double[][] h = TanhUnits.values(hidden, row);
    int links = columns[0].length - hidden.length;
    return links == 0 ? h[0] : TanhUnits.linked(row, h, links > 1)[0];
  }

  /**
   * The columns of W, without a first row of zeros that precedes the units. Such a row is that of a
   * net of mode inverse, which answers from h alone; a sum that began with its zero would be added
   * in another order.
   */
  private static double[][] columns(WeightRecord record) {
    double[][] columns = Columns.of(record.w(), record.columns());
    boolean units =
        record.details().hidden() != null
            && record.rows() == 1 + record.details().hidden().columns();
    if (units && Arrays.stream(columns).allMatch(column -> column[0] == 0)) {
      for (int k = 0; k < columns.length; k++) {
        columns[k] = Arrays.copyOfRange(columns[k], 1, columns[k].length);
      }
    }
    return columns;
  }

  private String taken() {
    if (record.axes().bias()) {
      return String.valueOf(record.rows() - 1);
    }
    boolean open = record.axes().equals(Axes.UNNAMED) && record.rows() > 1;
    return record.rows() + (open ? ", or " + (record.rows() - 1) + " with a bias" : "");
  }

  private static RejectedException answersNothing(String name, AnswerKind kind) {
    String learner = Shown.plain(name);
    return unsupported(
        kind == AnswerKind.NONE
            ? "learner '" + learner + "' gives no answer to x: " + learner + " answers no inputs"
            : "learner '"
                + learner
                + "' is not in this build, which cannot answer x for it; send a sample with \"op\":"
                + " \"predict\" instead");
  }

  private static RejectedException unsupported(String message) {
    return new RejectedException(Reason.UNSUPPORTED, Stage.VALIDATE, message);
  }

  private static RejectedException dimension(String message) {
    return new RejectedException(Reason.DIMENSION, Stage.VALIDATE, message);
  }
}
