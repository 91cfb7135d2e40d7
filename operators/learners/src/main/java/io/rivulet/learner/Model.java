package io.rivulet.learner;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Publication;
import io.rivulet.learner.step.Refusal;
import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.state.Columns;
import io.rivulet.state.LearnedState;
import io.rivulet.state.StoredModel;

/**
 * A live model, which folds each sample into its state and returns the outcome. It is owned by one
 * thread.
 */
public final class Model<S extends LearnedState> {

  /**
   * The bytes of this object, its id and its entry in a cache, as measured with 20,000 small
   * models.
   */
  private static final long ENTRY_BYTES = 200;

  private final String id;
  private final CompiledSpec<S> spec;
  private final long incarnation;
  private long version;
  private long samples;
  private long previous = WeightRecord.NONE;
  private S state;

  Model(String id, CompiledSpec<S> spec, long incarnation) {
    this.id = id;
    this.spec = spec;
    this.incarnation = incarnation;
  }

  Model(String id, CompiledSpec<S> spec, StoredModel stored, S state) {
    this(id, spec, stored.incarnation());
    this.version = stored.version();
    this.samples = stored.samples();
    this.previous = stored.previous();
    this.state = state;
  }

  /** The spec of this model, which never changes. */
  public CompiledSpec<S> spec() {
    return spec;
  }

  /** Whether a sample has been accepted. */
  public boolean born() {
    return state != null;
  }

  /** The number of accepted learn and unlearn records. */
  public long version() {
    return version;
  }

  /**
   * The number of values that were replaced when the model was read, because an earlier build had
   * left them unsound.
   */
  public int repairs() {
    return born() ? state.repairs() : 0;
  }

  /**
   * Learns from a sample, unlearns it, or answers it.
   *
   * @throws RejectedException when the sample is refused; the model is then as it was
   */
  public Outcome accept(Sample sample, PublishPolicy policy) throws RejectedException {
    Example example = spec.validate(sample);
    boolean newborn = !born();
    S current = newborn ? spec.learner().initialState() : state;
    long conflicts = current.conflicts();
    long answering = version;
    Answer answer =
        switch (example.op()) {
          case LEARN -> learn(current, example);
          case UNLEARN -> unlearn(current, example);
          case PREDICT, LABEL -> answer(current, example);
        };
    state = current;
    return new Outcome(
        id,
        example.op(),
        newborn,
        state.conflicts() - conflicts,
        state.residualRatio(),
        prediction(sample, example, answer, answering),
        due(example.op(), answer, policy) ? weights(sample.id(), sample.ts()) : null,
        spec.takeWarningsOfSamples());
  }

  /** Publishes the current weights outside the policy, without the id and time of a sample. */
  public WeightRecord announce() {
    return weights(null, Sample.NO_TIME);
  }

  /** The model of this spec before it has learned anything, which publishes version 0. */
  public Model<S> initial() {
    Model<S> initial = new Model<>(id, spec, incarnation);
    initial.state = spec.learner().initialState();
    return initial;
  }

  /** The form in which the model is stored: fresh bytes that share nothing with the live state. */
  public StoredModel store() {
    return new StoredModel(
        spec.canonical(), incarnation, version, samples, previous, spec.write(state));
  }

  /** The heap in bytes, including the id and the entry of a cache that holds the model. */
  public long heapBytes() {
    return state.heapBytes() + 2L * id.length() + ENTRY_BYTES;
  }

  private Answer learn(S current, Example example) throws RejectedException {
    spec.requireRoom(current, example);
    Answer answer = spec.learner().learn(current, example);
    version++;
    samples += Math.max(1, example.rows());
    return answer;
  }

  private Answer unlearn(S current, Example example) throws RejectedException {
    requireLearned(example.rows());
    spec.learner().unlearn(current, example);
    version++;
    samples -= example.rows();
    return Answer.NONE;
  }

  /**
   * Requires as many learned rows as are to be unlearned; no stream leads to a negative number of
   * samples.
   */
  private void requireLearned(int rows) throws RejectedException {
    if (rows > samples) {
      throw Refusal.numeric(
          "nothing is left to unlearn: the record unlearns "
              + rows
              + " and the model has "
              + samples
              + " (learned minus unlearned, those of merged states included); unlearn only what"
              + " was learned");
    }
  }

  private Answer answer(S current, Example example) throws RejectedException {
    Answer answer = spec.learner().predict(current, example.x());
    if (!Lanes.finite(answer.y())) {
      throw Refusal.numeric("the prediction would not be finite");
    }
    return answer;
  }

  private boolean due(Op op, Answer answer, PublishPolicy policy) {
    boolean windowed = op == Op.LEARN && spec.spec().windowed();
    return windowed ? answer.closedWindow() : op != Op.PREDICT && policy.due(version);
  }

  /**
   * The prediction record of an answer, or null when the learner answers nothing.
   *
   * @param answering the version of the weights that answered
   */
  private Prediction prediction(Sample sample, Example example, Answer answer, long answering) {
    return answer.y() == null
        ? null
        : new Prediction(
            id,
            sample.id(),
            sample.ts(),
            example.op(),
            example.batch() ? example.rows() : 0,
            answer.y(),
            answer.error(),
            answer.variance(),
            answer.leverage(),
            answer.looResidual(),
            spec.axes().classes(),
            incarnation,
            answering,
            Prediction.NOT_ASKED,
            false);
  }

  private WeightRecord weights(String sampleId, long ts) {
    Publication publication = spec.spec().raw(spec.learner().publish(state));
    double[][] weights = publication.columns();
    WeightRecord record =
        new WeightRecord(
            id,
            spec.spec().learner(),
            incarnation,
            version,
            samples,
            previous,
            weights[0].length,
            weights.length,
            Columns.rowMajor(weights),
            sampleId,
            ts,
            spec.fingerprint(),
            spec.axes(),
            publication.details());
    previous = version;
    return record;
  }
}
