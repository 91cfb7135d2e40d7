package io.rivulet.client;

import io.rivulet.answer.RecordPredictor;
import io.rivulet.model.Response;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import java.util.List;
import java.util.Map;

/**
 * A model as one weight record has it: newer weights are another object. Immutable, for any number
 * of threads; nothing blocks.
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

  /** Which life of this id it is, from 1. */
  public long incarnation() {
    return record.incarnation();
  }

  /** How many learn and unlearn records this incarnation had accepted. */
  public long version() {
    return record.version();
  }

  /** Samples learned minus those unlearned. */
  public long samples() {
    return record.samples();
  }

  /** The name of each class by its number; empty when the record names none. */
  public List<String> classes() {
    String[] classes = record.axes().classes();
    return classes == null ? List.of() : List.of(classes);
  }

  /** The weights with all that was published beside them; its arrays must not be changed. */
  public WeightRecord record() {
    return record;
  }

  /** How often a record of this id was missed since the first that was followed. */
  public long missed() {
    return missed;
  }

  /**
   * The answer to numbers, in the order of the weights: what the job predicts with this version, to
   * the bit, except where its spec centres and scales features (then to rounding).
   *
   * @param x not changed and not kept
   * @return one number an output; of a classifier the probability of each class
   * @throws RefusedException when the job would refuse this x, or the record alone cannot answer
   */
  public double[] predict(double... x) {
    return predict(() -> Asked.dense(x));
  }

  /**
   * The answer to values by name, for a model whose spec lists features.
   *
   * @param x numbers, texts, booleans, collections of texts, or null for what is not known
   * @throws RefusedException when the job would refuse this x, or the record alone cannot answer
   * @throws IllegalArgumentException when a value is of another type
   */
  public double[] predict(Map<String, ?> x) {
    return predict(() -> Asked.named(x));
  }

  /**
   * The answer of a model of kind {@code shared} or {@code mlp}, which publishes its weights and
   * not its form; to the bit. O(outputs x weights) time and doubles.
   *
   * @param form that its spec gives it, such as {@code new MlpResponse(3, List.of(32),
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

  /** Made when it is first asked for: most models of a large topic never are. */
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

  /** Makes the sample that asks. */
  private interface Question {

    Sample sample() throws RejectedException;
  }
}
