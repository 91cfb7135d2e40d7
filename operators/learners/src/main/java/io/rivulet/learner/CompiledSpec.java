package io.rivulet.learner;

import io.rivulet.bytes.StateInput;
import io.rivulet.learner.quality.Quality;
import io.rivulet.learner.recall.Recollection;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.quality.QualityRecord;
import io.rivulet.record.Axes;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.Stage;
import io.rivulet.record.WeightRecord;
import io.rivulet.state.LearnedState;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.state.recall.RecalledState;
import io.rivulet.wire.SpecJson;
import io.rivulet.wire.WeightRecordJson;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A spec made ready for one thread: its canonical text, its fingerprint, and the one learner that
 * all its models share.
 */
public final class CompiledSpec<S extends LearnedState> {

  private final LearnerSpec<S> spec;
  private final Supervision supervision;
  private final String canonical;
  private final int specBytes;
  private final String fingerprint;
  private final Axes axes;
  private final Validation validation;
  private final ModelRoom room;
  private final Quality quality;
  private final Warnings warnings;
  private final long recallBytes;
  private Recollection recollection;
  private Learner<S> learner;
  private boolean withinLimits;
  private Outcome quiet = Outcome.quiet(null);

  private CompiledSpec(LearnerSpec<S> spec, Supervision supervision, Limits limits) {
    this.spec = spec;
    this.supervision = supervision;
    this.canonical = SpecJson.canonical(Catalogue.describe(spec, supervision));
    this.specBytes = canonical.getBytes(StandardCharsets.UTF_8).length;
    this.fingerprint = SpecJson.fingerprint(canonical);
    this.axes = spec.axes();
    this.quality =
        supervision.quality().measures() ? new Quality(supervision.quality(), spec) : null;
    this.recallBytes = Recollection.stateBytes(supervision.recall(), spec);
    this.room = new ModelRoom(spec, limits);
    this.validation = new Validation(spec, supervision, limits, WeightRecordJson.bytes(axes));
    this.warnings = new Warnings(spec);
  }

  public static <S extends LearnedState> CompiledSpec<S> of(LearnerSpec<S> spec, Limits limits) {
    return of(spec, Supervision.NONE, limits);
  }

  static <S extends LearnedState> CompiledSpec<S> of(
      LearnerSpec<S> spec, Supervision supervision, Limits limits) {
    return new CompiledSpec<>(spec, supervision, limits);
  }

  /** Canonical JSON: keys sorted, no white space, defaults filled in. */
  public String canonical() {
    return canonical;
  }

  /** The first 16 hexadecimal digits of SHA-256 over the canonical text. */
  public String fingerprint() {
    return fingerprint;
  }

  /**
   * A model that has learned nothing yet; it comes into being with its first accepted sample.
   *
   * @throws RejectedException {@code LIMIT_DIMENSION} when its state or its weight records could
   *     pass a limit
   */
  public Model<S> newModel(String id) throws RejectedException {
    return newModel(id, 1);
  }

  /** A model as from {@link #newModel(String)}, but of a later incarnation. */
  Model<S> newModel(String id, long incarnation) throws RejectedException {
    requireLimits();
    return new Model<>(id, this, incarnation);
  }

  /**
   * Checks that models of this spec are within the limits, once: neither of them changes.
   *
   * @throws RejectedException {@code LIMIT_DIMENSION} when they may not be
   */
  private void requireLimits() throws RejectedException {
    if (withinLimits) {
      return;
    }
    room.requireState(
        "its state" + spec.stateArithmetic() + " could take ", stored(spec.maximumStateBytes()));
    room.requireRecord(WeightRecordJson.bytes(axes));
    room.requirePrediction(validation.predictionBytes(1));
    room.requireColumns();
    withinLimits = true;
  }

  /**
   * Checks that a state that grows has room for an example.
   *
   * @throws RejectedException {@code LIMIT_DIMENSION} when it could pass the limit
   */
  void requireRoom(S state, Example example) throws RejectedException {
    long bytes = stored(spec.stateBytes(state, example));
    if (bytes > room.mostBytes()) {
      throw new RejectedException(
          Reason.LIMIT_DIMENSION,
          Stage.LEARN,
          "the model has no room for the sample: its state could take "
              + bytes
              + " bytes, limits.model-bytes is "
              + room.mostBytes()
              + "; use shorter windows or a reservoir");
    }
  }

  /** What measures the quality of predictions, or null when nothing does. */
  Quality quality() {
    return quality;
  }

  /**
   * What follows the answers to earlier samples, or null when nothing does; created on first use,
   * as {@link #learner}.
   */
  Recollection recollection() {
    if (recollection == null && supervision.recall().measures()) {
      recollection = new Recollection(supervision.recall(), spec);
    }
    return recollection;
  }

  /** The meaning of rows and columns of published weights. */
  Axes axes() {
    return axes;
  }

  private long stored(long stateBytes) {
    long qualityBytes = quality == null ? 0 : quality.stateBytes();
    return stateBytes
        + recallBytes
        + StateFrame.OVERHEAD
        + StoredModel.OVERHEAD
        + specBytes
        + qualityBytes;
  }

  /** A model as it was stored. */
  Model<S> restore(String id, StoredModel stored) {
    return restore(id, stored, form().read(stored.state()));
  }

  /** A model whose state is stored elsewhere. */
  Model<S> restore(String id, StoredModel stored, StateInput state) {
    return restore(id, stored, form().read(state));
  }

  private Model<S> restore(String id, StoredModel stored, RecalledState<S> read) {
    Companion recall = Companion.read(recollection(), read.recall(), id, stored.incarnation());
    return new Model<>(id, this, stored, read.learned(), recall);
  }

  /**
   * A model from bytes that come from outside. Besides what {@link #restore} checks, the state must
   * be of this spec, sound and within the limits.
   *
   * @throws RejectedException {@code LIMIT_DIMENSION} when it is too large
   * @throws RuntimeException when the state does not fit the spec
   */
  Model<S> admit(String id, StoredModel stored) throws RejectedException {
    requireLimits();
    room.requireState("its state takes ", stored(stored.state().length));
    RecalledState<S> read = form().read(stored.state());
    new ForeignState<>(this).run(read.learned(), form().read(stored.state()).learned());
    return restore(id, stored, read);
  }

  /** How the models' states are stored. */
  StoredForm<S> form() {
    return new StoredForm<>(spec.format(), learner(), recollection());
  }

  /** A state from bytes that {@link #write} wrote, maybe for another spec that learns as this. */
  S read(byte[] state) {
    S read = StateFrame.read(spec.format(), state);
    learner().restored(read);
    return read;
  }

  /** Takes the warnings about the spec itself: each is returned once, here or with a model. */
  List<String> takeWarnings() {
    return warnings.takeOfSpec();
  }

  /** Takes the warnings about the spec and the samples so far, each of them once. */
  List<String> takeWarningsOfSamples() {
    return warnings.take(learner());
  }

  /** The outcome of a sample, maybe the object of the one before when there is nothing to tell. */
  Outcome outcome(
      String model,
      Op op,
      boolean born,
      long conflicts,
      double residualRatio,
      Prediction prediction,
      WeightRecord weights,
      List<QualityRecord> figures) {
    List<String> fresh = takeWarningsOfSamples();
    boolean tells = prediction != null || weights != null || !figures.isEmpty() || !fresh.isEmpty();
    boolean usual = op == Op.LEARN && !born && conflicts == 0 && Double.isNaN(residualRatio);
    if (tells || !usual) {
      return new Outcome(
          model,
          op,
          born,
          op != Op.PREDICT,
          conflicts,
          residualRatio,
          prediction,
          weights,
          figures,
          fresh);
    }
    if (!model.equals(quiet.model())) {
      quiet = Outcome.quiet(model);
    }
    return quiet;
  }

  byte[] write(S state) {
    learner().settle(state);
    return StateFrame.write(spec.format(), state);
  }

  /** Whether the models of two specs learn in one way, however they are accompanied. */
  boolean learnsAs(CompiledSpec<?> other) {
    return SpecJson.canonical(Catalogue.describe(spec))
        .equals(SpecJson.canonical(Catalogue.describe(other.spec)));
  }

  /** How models of this spec are accompanied. */
  public Supervision supervision() {
    return supervision;
  }

  /** Whether a state that is too large for one value is kept in pieces. */
  public boolean keptInPieces() {
    return spec.keptInPieces();
  }

  public LearnerSpec<S> spec() {
    return spec;
  }

  /**
   * The learner, created on first use so that a spec beyond the limits is refused before it takes
   * memory.
   */
  Learner<S> learner() {
    if (learner == null) {
      learner = spec.newLearner();
    }
    return learner;
  }

  /**
   * A sample whose x and target are apart, which for raw numbers only the spec can tell.
   *
   * @throws RejectedException when there are not as many numbers as the model takes
   */
  public Sample divided(Sample sample) throws RejectedException {
    return validation.divided(sample);
  }

  /** The operation that a sample asks for when it names none; its x and target are apart. */
  public Op implied(Sample sample) {
    return spec.target().implied(sample);
  }

  Example validate(Sample sample) throws RejectedException {
    Example example = validation.check(sample);
    warnings.see(sample.ts());
    return example;
  }
}
