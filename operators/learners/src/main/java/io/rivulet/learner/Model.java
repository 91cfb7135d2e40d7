package io.rivulet.learner;

import io.rivulet.bytes.StateOutput;
import io.rivulet.kernel.Lanes;
import io.rivulet.learner.quality.QualitySettings;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Publication;
import io.rivulet.learner.step.Refusal;
import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.Reason;
import io.rivulet.record.Recall;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.Stage;
import io.rivulet.record.WeightRecord;
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
  private final Scores scores;
  private final Companion recall;
  private long version;
  private long samples;
  private long previous = WeightRecord.NONE;
  private S state;

  Model(String id, CompiledSpec<S> spec, long incarnation) {
    this.id = id;
    this.spec = spec;
    this.incarnation = incarnation;
    this.scores = Scores.initial(spec.quality());
    this.recall = Companion.initial(spec.recollection(), id, incarnation);
  }

  Model(String id, CompiledSpec<S> spec, StoredModel stored, S state, Companion recall) {
    this.id = id;
    this.spec = spec;
    this.incarnation = stored.incarnation();
    this.version = stored.version();
    this.samples = stored.samples();
    this.previous = stored.previous();
    this.state = state;
    this.scores = Scores.read(spec.quality(), stored.quality());
    this.recall = recall;
  }

  public String id() {
    return id;
  }

  /** The number of times that this id was created, from 1. */
  public long incarnation() {
    return incarnation;
  }

  /** The number of learned samples minus the number of unlearned ones. */
  public long samples() {
    return samples;
  }

  /** The version last published, or {@link WeightRecord#NONE}. */
  public long previous() {
    return previous;
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

  /** How unequal the learned state knows its directions: {@link LearnedState#condition}. */
  public double condition() {
    return state.condition();
  }

  /**
   * Learns from a sample, unlearns it, or answers it.
   *
   * @throws RejectedException when the sample is refused; the model is then as it was
   */
  public Outcome accept(Sample sample, PublishPolicy policy) throws RejectedException {
    return accept(sample, Prediction.NOT_ASKED, policy);
  }

  /**
   * As {@link #accept(Sample, PublishPolicy)}, for a sample whose target came later than its input.
   *
   * @param answered the version that answered the input, or {@link Prediction#NOT_ASKED}
   */
  public Outcome accept(Sample sample, long answered, PublishPolicy policy)
      throws RejectedException {
    Example example = spec.validate(sample);
    example.asked(policy.predictions().wants(example.op()) || scores.wanted());
    boolean newborn = !born();
    S current = newborn ? spec.learner().initialState() : state;
    long conflicts = current.conflicts();
    long answering = version;
    Answer answer =
        switch (example.op()) {
          case LEARN -> learn(current, example);
          case UNLEARN -> unlearn(current, example);
          case PREDICT -> answer(current, example);
          case LABEL -> throw Refusals.unasked();
        };
    state = current;
    Prediction prediction =
        policy.predictions().wants(example.op())
            ? new AnsweredSample(sample, example, answered, false)
                .prediction(answer, answering, this)
            : null;
    return spec.outcome(
        id,
        example.op(),
        newborn,
        state.conflicts() - conflicts,
        state.residualRatio(),
        prediction,
        due(example.op(), answer, policy) ? weights(sample.id(), sample.ts()) : null,
        scores.add(example, answer, this));
  }

  /**
   * Answers a sample as {@link #accept(Sample, long, PublishPolicy)} would, and learns nothing from
   * it.
   *
   * @throws RejectedException when the sample is refused, {@code FROZEN} when it is to be unlearned
   */
  public Outcome assess(Sample sample, long answered, PublishPolicy policy)
      throws RejectedException {
    Example example = spec.validate(sample);
    Answer answer =
        switch (example.op()) {
          case LEARN -> spec.learner().assess(state, example);
          case UNLEARN -> throw Refusals.frozen();
          case PREDICT -> answer(state, example);
          case LABEL -> throw Refusals.unasked();
        };
    return new Outcome(
        id,
        example.op(),
        false,
        false,
        0,
        Double.NaN,
        policy.predictions().wants(example.op())
            ? new AnsweredSample(sample, example, answered, example.op() == Op.LEARN)
                .prediction(answer, version, this)
            : null,
        null,
        scores.add(example, answer, this),
        spec.takeWarningsOfSamples());
  }

  /** Goes on to measure the quality under the settings of this model's spec. */
  void reconfigured(QualitySettings before) {
    scores.reconfigure(before);
  }

  /** Ends a time in which samples were only answered. */
  public void resume() {
    spec.learner().resume(state);
  }

  /**
   * Publishes the current weights outside the policy, without the id and time of a sample. A
   * version that was published before is repeated, and names itself as the one before.
   */
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
    byte[] bytes = new byte[Math.toIntExact(stateBytes())];
    writeState(StateOutput.into(bytes));
    return store(bytes);
  }

  /** As {@link #store()}, with bytes that stand for the state, which is stored elsewhere. */
  public StoredModel store(byte[] stand) {
    return new StoredModel(
        spec.canonical(), incarnation, version, samples, previous, stand, scores.write());
  }

  /** The bytes of the state in the form in which it is stored. */
  public long stateBytes() {
    return spec.form().bytes(state, recall.state());
  }

  /** Writes the state in the form in which it is stored. */
  public void writeState(StateOutput into) {
    spec.form().write(state, recall.state(), into);
  }

  /** The heap in bytes, including the id and the entry of a cache that holds the model. */
  public long heapBytes() {
    long beside = scores.heapBytes() + recall.heapBytes();
    return state.heapBytes() + beside + 2L * id.length() + ENTRY_BYTES;
  }

  /**
   * A model of a later incarnation that has learned the samples of this one and those of another.
   * This one stays as it is.
   *
   * @throws RejectedException {@code UNSUPPORTED} when the learner cannot merge, {@code NUMERIC}
   *     when the sum would not be finite
   */
  Model<S> merged(Model<?> other, long next) throws RejectedException {
    if (spec.spec().mergeObstacle() != null) {
      throw new RejectedException(Reason.UNSUPPORTED, Stage.CONTROL, spec.spec().mergeObstacle());
    }
    Model<S> sum = new Model<>(id, spec, next);
    sum.state = spec.read(spec.write(state));
    spec.learner().merge(sum.state, spec.read(other.learned()));
    spec.learner().resume(sum.state);
    sum.version = version + other.version();
    sum.samples = samples + other.samples();
    sum.recall.merge(recall);
    sum.recall.merge(other.recall);
    return sum;
  }

  private byte[] learned() {
    return spec.write(state);
  }

  private Answer learn(S current, Example example) throws RejectedException {
    spec.requireRoom(current, example);
    recall.before(spec.learner(), current);
    Answer answer = spec.learner().learn(current, example);
    version++;
    recall.learned(spec.learner(), current, example, samples, version, previous);
    samples += Math.max(1, example.rows());
    return answer;
  }

  private Answer unlearn(S current, Example example) throws RejectedException {
    if (example.rows() > samples) {
      throw Refusals.nothingLeft(example.rows(), samples);
    }
    recall.before(spec.learner(), current);
    spec.learner().unlearn(current, example);
    version++;
    samples -= example.rows();
    recall.unlearned(spec.learner(), current, samples, version, previous);
    return Answer.NONE;
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

  private WeightRecord weights(String sampleId, long ts) {
    Publication seen = spec.learner().publish(state);
    Recall figures = recall.figures(seen.columns(), samples);
    WeightRecord record = new Announcement(this, sampleId, ts).of(spec.spec().raw(seen), figures);
    previous = version;
    return record;
  }
}
