package io.rivulet.record;

/**
 * A decoded sample: well-formed, but not yet checked against the spec of its model. Absent parts
 * are null, {@link #NO_LABEL} or {@link #NO_TIME}. A fault that ranks after the question whether
 * the model exists travels with the sample. Arrays are not copied and never modified.
 *
 * <p>A sample is built with {@link #of}; the constructor with all parts is for serializers.
 *
 * @param model the id that the record is keyed by
 * @param id the sample's own name, or null
 * @param op the operation that the record asks for; when null, it depends on the target and the
 *     learner
 * @param values the numbers of x: dense, or those named by {@code indices} or {@code names}; {@code
 *     true} is 1, {@code false} is 0, and a text has {@link #TEXT}
 * @param indices positions of a sparse x, or null
 * @param size n of a sparse x; otherwise the length of a row of x, for named rows that of the
 *     longest
 * @param names names of the values of a named x, for named rows consecutively; or null
 * @param texts the texts that belong to {@code names}: null for a number, one text for a text, all
 *     texts of a list, {@code "true"} or {@code "false"} for a boolean, the digits of an integer
 *     beyond {@link #LARGEST_EXACT}; null when x has numbers only
 * @param forms the forms that belong to {@code texts}: null for a single value; null when all
 *     values are single. A form that is not a list of texts has a fault, and as many texts as it
 *     has values
 * @param rowEnds where each row of a batch of named rows ends in {@code names}; null otherwise
 * @param rows rows of a batch, consecutive in {@code values}; 0 for a single input
 * @param undivided whether {@code values} also hold the target, after x; only the spec knows where
 *     it begins
 * @param y target of a regression, or null
 * @param targetRows rows of y, consecutive; 0 when y is one number or an array of numbers
 * @param label class from 0, or {@link #NO_LABEL}
 * @param labelName class by its name, or null
 * @param matrix target matrix, row-major, or null
 * @param weight factor of the sample's loss, 1 by default
 * @param ts event time in milliseconds since 1970, or {@link #NO_TIME}
 * @param fault why the fields cannot be used, or null
 * @param faultMessage the fault in words, null without one
 * @param origin the record that was decoded
 */
public record Sample(
    String model,
    String id,
    Op op,
    double[] values,
    int[] indices,
    int size,
    String[] names,
    String[][] texts,
    Form[] forms,
    int[] rowEnds,
    int rows,
    boolean undivided,
    double[] y,
    int targetRows,
    int label,
    String labelName,
    double[] matrix,
    double weight,
    long ts,
    Reason fault,
    String faultMessage,
    Origin origin) {

  /** Stands for a class that was not given. */
  public static final int NO_LABEL = Integer.MIN_VALUE;

  /** Stands for an event time that was not given. */
  public static final long NO_TIME = Long.MIN_VALUE;

  /** The value that stands for a text: minus zero, which no number of a record is read as. */
  public static final double TEXT = -0.0;

  /** The largest integer up to which no two integers have the same nearest float64. */
  public static final double LARGEST_EXACT = (1L << 53) - 1;

  /** A builder of a sample for this model, without any part yet. */
  public static SampleBuilder of(String model) {
    return new SampleBuilder(model);
  }

  /**
   * This sample with the target and the weight of another one, to be learned. A fault of the other
   * travels with it.
   */
  public Sample learning(Sample target) {
    return new Sample(
        model,
        id,
        Op.LEARN,
        values,
        indices,
        size,
        names,
        texts,
        forms,
        rowEnds,
        rows,
        undivided,
        target.y,
        target.targetRows,
        target.label,
        target.labelName,
        matrix,
        target.weight,
        ts,
        fault == null ? target.fault : fault,
        fault == null ? target.faultMessage : faultMessage,
        origin);
  }

  /** Whether a class was given, by number or by name. */
  public boolean hasLabel() {
    return label != NO_LABEL || labelName != null;
  }

  /** Whether a target of any kind was given. */
  public boolean hasTarget() {
    return y != null || hasLabel() || matrix != null;
  }

  /** The form of the value at this place of a named x, null for a single value. */
  public Form form(int place) {
    return forms == null ? null : forms[place];
  }

  /** Whether the value at this place of a named x is a number or a boolean and not text. */
  public boolean numeric(int place) {
    return texts == null || texts[place] == null || Double.compare(values[place], TEXT) != 0;
  }
}
