package io.rivulet.record;

/**
 * A builder of one sample. Its methods have the names of the parts in {@link Sample}; a part that
 * is not given is absent. Arrays are not copied.
 */
public final class SampleBuilder {

  private final String model;
  private String id;
  private Op op;
  private double[] values;
  private int[] indices;
  private int size;
  private String[] names;
  private String[][] texts;
  private Form[] forms;
  private int[] rowEnds;
  private int rows;
  private boolean undivided;
  private double[] y;
  private int targetRows;
  private int label = Sample.NO_LABEL;
  private String labelName;
  private double[] matrix;
  private double weight = 1;
  private long ts = Sample.NO_TIME;
  private Reason fault;
  private String faultMessage;
  private Origin origin;

  SampleBuilder(String model) {
    this.model = model;
  }

  public SampleBuilder id(String id) {
    this.id = id;
    return this;
  }

  public SampleBuilder op(Op op) {
    this.op = op;
    return this;
  }

  /** Sets one dense input. */
  public SampleBuilder x(double... x) {
    return values(x).size(x.length);
  }

  public SampleBuilder values(double... values) {
    this.values = values;
    return this;
  }

  public SampleBuilder indices(int... indices) {
    this.indices = indices;
    return this;
  }

  public SampleBuilder size(int size) {
    this.size = size;
    return this;
  }

  public SampleBuilder names(String... names) {
    this.names = names;
    return this;
  }

  public SampleBuilder texts(String[]... texts) {
    this.texts = texts;
    return this;
  }

  public SampleBuilder forms(Form... forms) {
    this.forms = forms;
    return this;
  }

  public SampleBuilder rowEnds(int... rowEnds) {
    this.rowEnds = rowEnds;
    return this;
  }

  public SampleBuilder rows(int rows) {
    this.rows = rows;
    return this;
  }

  /**
   * Sets the numbers of x and of the target after it, which are to be divided by the spec. They are
   * the value of its record, which it must have too.
   */
  public SampleBuilder undivided(double... numbers) {
    this.undivided = true;
    return values(numbers).size(numbers.length);
  }

  public SampleBuilder y(double... y) {
    this.y = y;
    return this;
  }

  public SampleBuilder targetRows(int targetRows) {
    this.targetRows = targetRows;
    return this;
  }

  public SampleBuilder label(int label) {
    this.label = label;
    return this;
  }

  public SampleBuilder labelName(String labelName) {
    this.labelName = labelName;
    return this;
  }

  public SampleBuilder matrix(double... matrix) {
    this.matrix = matrix;
    return this;
  }

  public SampleBuilder weight(double weight) {
    this.weight = weight;
    return this;
  }

  public SampleBuilder ts(long ts) {
    this.ts = ts;
    return this;
  }

  /** Sets the reason why the fields cannot be used and its message; both are null when they can. */
  public SampleBuilder fault(Reason fault, String message) {
    this.fault = fault;
    this.faultMessage = message;
    return this;
  }

  public SampleBuilder origin(Origin origin) {
    this.origin = origin;
    return this;
  }

  public Sample build() {
    return new Sample(
        model,
        id,
        op,
        values,
        indices,
        size,
        names,
        texts,
        forms,
        rowEnds,
        rows,
        undivided,
        y,
        targetRows,
        label,
        labelName,
        matrix,
        weight,
        ts,
        fault,
        faultMessage,
        origin);
  }
}
