package io.rivulet.learner;

import io.rivulet.kernel.Lanes;
import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.state.Columns;
import io.rivulet.state.LearnedState;
import io.rivulet.state.StoredModel;

/**
 * One model at work: it folds each sample into its state and says what to publish. Owned by one
 * thread.
 */
public final class Model<S extends LearnedState> {

  /** This object, its id, and what a cache adds, as measured with 20,000 small models. */
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

  /** The spec that governs this model for life. */
  public CompiledSpec<S> spec() {
    return spec;
  }

  /** Whether a sample was accepted yet. */
  public boolean born() {
    return state != null;
  }

  /** How many learn and unlearn records were accepted. */
  public long version() {
    return version;
  }

  /** Samples so far whose target contradicts what was learned and could not be fitted. */
  public long conflicts() {
    return born() ? state.conflicts() : 0;
  }

  /**
   * Numbers that were replaced when the model was read, as an earlier build had left them unsound.
   */
  public int repairs() {
    return born() ? state.repairs() : 0;
  }

  /** The part of the last sample's gradient that was new to the model, or NaN. */
  public double residualRatio() {
    return born() ? state.residualRatio() : Double.NaN;
  }

  /**
   * Learns from a sample, unlearns it, or answers it.
   *
   * @return whether the model differs from what it was before: not so when it only answered
   * @throws RejectedException when the sample is refused; the model is then as it was
   */
  public boolean accept(Sample sample, PublishPolicy policy, Emitter out) throws RejectedException {
    Example example = spec.validate(sample);
    boolean newborn = !born();
    S current = newborn ? spec.learner().initialState() : state;
    boolean publish =
        switch (example.op()) {
          case LEARN -> learn(current, sample, example, policy, out);
          case UNLEARN -> unlearn(current, example, policy);
          case PREDICT -> answer(current, sample, example, out);
        };
    state = current;
    if (publish) {
      publish(sample.id(), sample.ts(), out);
    }
    spec.warn(id, out);
    return newborn || example.op() != Op.PREDICT;
  }

  /** Publishes the weights of the moment outside the policy, without a sample's id and time. */
  public void announce(Emitter out) {
    publish(null, Sample.NO_TIME, out);
  }

  /** What a model of this spec publishes as its version 0, before anything was learned. */
  public Model<S> initial() {
    Model<S> initial = new Model<>(id, spec, incarnation);
    initial.state = spec.learner().initialState();
    return initial;
  }

  /** The form in which the model is kept; fresh bytes, nothing shared with the live state. */
  public StoredModel store() {
    return new StoredModel(
        spec.canonical(), incarnation, version, samples, previous, spec.write(state));
  }

  /** Heap in bytes, with the id and the entries of a cache that keep the model. */
  public long heapBytes() {
    return state.heapBytes() + 2L * id.length() + ENTRY_BYTES;
  }

  private boolean learn(
      S current, Sample sample, Example example, PublishPolicy policy, Emitter out)
      throws RejectedException {
    spec.requireRoom(current, example);
    Answer answer = spec.learner().learn(current, example);
    if (answer.y() != null) {
      emit(sample, example, answer, out);
    }
    version++;
    samples += Math.max(1, example.rows());
    return spec.spec().windowed() ? answer.closedWindow() : policy.due(version);
  }

  private boolean unlearn(S current, Example example, PublishPolicy policy)
      throws RejectedException {
    requireLearned(example.rows());
    spec.learner().unlearn(current, example);
    version++;
    samples -= example.rows();
    return policy.due(version);
  }

  /** Samples below zero would be a state that no stream of samples leads to. */
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

  private boolean answer(S current, Sample sample, Example example, Emitter out)
      throws RejectedException {
    Answer answer = spec.learner().predict(current, example.x());
    if (!Lanes.finite(answer.y())) {
      throw Refusal.numeric("the prediction would not be finite");
    }
    emit(sample, example, answer, out);
    return false;
  }

  private void emit(Sample sample, Example example, Answer answer, Emitter out) {
    out.prediction(
        new Prediction(
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
            version));
  }

  private void publish(String sampleId, long ts, Emitter out) {
    Publication publication = spec.spec().raw(spec.learner().publish(state));
    double[][] weights = publication.columns();
    out.weights(
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
            publication.details()));
    previous = version;
  }
}
