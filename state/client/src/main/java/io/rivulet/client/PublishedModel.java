package io.rivulet.client;

import io.rivulet.answer.RecordPredictor;
import io.rivulet.model.Response;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import java.util.List;
import java.util.Map;

/**
 * A model as given by one weight record; newer weights are a different object. It is immutable and
 * may be used by any number of threads; no method blocks.
 */
public final class PublishedModel {

  private final String id;
  private final WeightRecord record;
  private final boolean tellsBias;
  private final long missed;
  private volatile RecordPredictor predictor;

  /**
   * @param tellsBias whether a record that names no bias is known to have none
   */
  PublishedModel(String id, WeightRecord record, boolean tellsBias, long missed) {
    this.id = id;
    this.record = record;
    this.tellsBias = tellsBias;
    this.missed = missed;
  }

  /** The model's id, which is the key of its records. */
  public String id() {
    return id;
  }

  /** The name of its learner. */
  public String learner() {
    return record.learner();
  }

  /** The incarnation of this id, from 1. */
  public long incarnation() {
    return record.incarnation();
  }

  /** The number of learn and unlearn records that this incarnation has accepted. */
  public long version() {
    return record.version();
  }

  /** The number of samples learned minus the number unlearned. */
  public long samples() {
    return record.samples();
  }

  /** The name of each class by its number; empty when the record names none. */
  public List<String> classes() {
    String[] classes = record.axes().classes();
    return classes == null ? List.of() : List.of(classes);
  }

  /** The weights with everything that was published with them; the arrays must not be changed. */
  public WeightRecord record() {
    return record;
  }

  /** The number of records of this id that were missed since the first one that was followed. */
  public long missed() {
    return missed;
  }

  /**
   * The answer to numbers in the order of the weights. It is the job's prediction with this
   * version, to the bit, or to rounding when the spec centres and scales features.
   *
   * @param x not changed and not kept
   * @return one number for each output; for a classifier the probability of each class
   * @throws RefusedException when the job would refuse this x, or the record alone cannot answer
   */
  public double[] predict(double... x) {
    return predict(() -> Asked.dense(x));
  }

  /**
   * The answer to values by name, for a model whose spec lists features.
   *
   * @param x numbers, texts, booleans, collections of texts, or null for a value that is not known
   * @throws RefusedException when the job would refuse this x, or the record alone cannot answer
   * @throws IllegalArgumentException when a value is of another type
   */
  public double[] predict(Map<String, ?> x) {
    return predict(() -> Asked.named(x));
  }

  /**
   * The answer of a model of kind {@code shared} or {@code mlp}, which publishes its weights but
   * not its form; to the bit. O(outputs x weights) time and doubles.
   *
   * @param form the form that its spec gives it, such as {@code new MlpResponse(3, List.of(32),
   *     Activation.TANH, 1)}
   * @param x not changed and not kept
   * @throws RefusedException when x does not fit the form or is not finite, or the answer is not
   * @throws IllegalArgumentException when the form has weights of another shape
   */
  public double[] predict(Response form, double... x) {
    try {
      return RecordPredictor.predict(record, form, x);
    } catch (RejectedException e) {
      throw new RefusedException(e);
    }
  }

  private double[] predict(Question question) {
    try {
      return predictor().predict(question.sample());
    } catch (RejectedException e) {
      throw new RefusedException(e);
    }
  }

  /** The predictor, created on first use, because most models of a large topic are never asked. */
  private RecordPredictor predictor() throws RejectedException {
    RecordPredictor known = predictor;
    if (known == null) {
      known = RecordPredictor.of(record, tellsBias);
      predictor = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return id + " " + incarnation() + "." + version() + " (" + learner() + ")";
  }

  /** The source of the sample that asks. */
  private interface Question {

    Sample sample() throws RejectedException;
  }
}
