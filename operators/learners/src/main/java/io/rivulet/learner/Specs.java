package io.rivulet.learner;

import io.rivulet.bytes.StateInput;
import io.rivulet.record.Limits;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Shown;
import io.rivulet.record.Stage;
import io.rivulet.record.WeightRecord;
import io.rivulet.state.StateFormatException;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.wire.SpecJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The specs of one thread: those that patterns give to new models, and those of stored models.
 * Models with equal specs share one learner.
 */
public final class Specs {

  /** The number of patterns that are listed for an id that matches none. */
  private static final int MOST_SHOWN = 8;

  /** The largest counter of a state from outside. */
  private static final long MOST_COUNTED = 1L << 53;

  private final List<SpecPattern> patterns;

  /** The specs of the patterns, in their order. */
  private final List<CompiledSpec<?>> ofPatterns = new ArrayList<>();

  private final Limits limits;
  private final long base;
  private final SharedSpecs shared = new SharedSpecs();

  /**
   * @param patterns the first one that matches an id gives the spec
   */
  public Specs(List<SpecPattern> patterns, Limits limits) {
    this(patterns, limits, 0);
  }

  /**
   * @param patterns the first that matches an id gives its spec
   * @param base models are born, and go on, with an incarnation above it
   */
  public Specs(List<SpecPattern> patterns, Limits limits, long base) {
    this.patterns = patterns;
    this.limits = limits;
    this.base = base;
    for (SpecPattern pattern : patterns) {
      ofPatterns.add(shared.share(Catalogue.compile(pattern.spec(), limits)));
    }
  }

  /**
   * Specs that give the same spec to every model.
   *
   * @param spec as JSON
   */
  public static Specs forEveryModel(String spec, Limits limits) {
    return new Specs(List.of(SpecPattern.of("*", SpecJson.read(spec))), limits);
  }

  public Limits limits() {
    return limits;
  }

  /**
   * A model that has learned nothing yet.
   *
   * @throws RejectedException {@code UNKNOWN_MODEL} when no pattern matches, {@code
   *     LIMIT_DIMENSION} when the model would be too large
   */
  public Model<?> newModel(String id) throws RejectedException {
    return newModel(id, 0);
  }

  /**
   * A model as from {@link #newModel(String)}, of a later incarnation.
   *
   * @param last the greatest incarnation that the id has had, 0 for none
   */
  public Model<?> newModel(String id, long last) throws RejectedException {
    CompiledSpec<?> spec = matching(id);
    if (spec == null) {
      throw new RejectedException(Reason.UNKNOWN_MODEL, Stage.VALIDATE, unmatched(id));
    }
    return spec.newModel(id, after(last));
  }

  /**
   * A model that has learned nothing yet, with a spec of its own.
   *
   * @param spec as JSON
   * @param last the greatest incarnation that the id has had, 0 for none
   * @throws RejectedException {@code CONTROL} when the spec is refused, {@code LIMIT_DIMENSION}
   *     when the model would be too large
   */
  public Model<?> newModel(String id, String spec, long last) throws RejectedException {
    return shared
        .share(refusing(() -> Catalogue.compile(SpecJson.read(spec), limits)))
        .newModel(id, after(last));
  }

  /** The first model of the next incarnation, with the spec of this one. */
  public Model<?> renewed(Model<?> model, long last) throws RejectedException {
    return model.spec().newModel(model.id(), after(last));
  }

  /**
   * The next incarnation of a model from a state that was exported. It has the version and the spec
   * of that state, and has published nothing yet.
   *
   * @param frame a stored model in its frame
   * @throws RejectedException {@code CONTROL} when the bytes are not a model of this build, or do
   *     not fit together; {@code LIMIT_DIMENSION} when the model is too large
   */
  public Model<?> admit(String id, byte[] frame, long last) throws RejectedException {
    return admitted(id, frame, stored -> stored.renewed(after(last)));
  }

  /**
   * A model as it was exported, in the incarnation that it had.
   *
   * @param frame a stored model in its frame
   * @throws RejectedException as {@link #admit(String, byte[], long)}
   */
  public Model<?> admit(String id, byte[] frame) throws RejectedException {
    return admitted(id, frame, stored -> stored);
  }

  private Model<?> admitted(String id, byte[] frame, UnaryOperator<StoredModel> incarnation)
      throws RejectedException {
    try {
      StoredModel stored = StateFrame.read(StoredModel.FORMAT, frame);
      requireCounters(stored);
      return compiled(stored).admit(id, incarnation.apply(stored));
    } catch (RuntimeException e) {
      throw new RejectedException(
          Reason.CONTROL,
          Stage.CONTROL,
          "the state cannot be taken: " + e.getMessage() + "; send the field state of an export");
    }
  }

  /** Counters are numbers that JSON carries exactly, so that they can rise for ever. */
  private static void requireCounters(StoredModel stored) {
    requireCounter("incarnation", 1, stored.incarnation(), MOST_COUNTED);
    requireCounter("version", 0, stored.version(), MOST_COUNTED);
    requireCounter("samples", 0, stored.samples(), MOST_COUNTED);
    requireCounter("previous", WeightRecord.NONE, stored.previous(), stored.version());
  }

  private static void requireCounter(String name, long least, long value, long most) {
    if (value < least || value > most) {
      throw new StateFormatException(
          "its " + name + " is " + value + ", must be " + least + " to " + most);
    }
  }

  /** The next incarnation of a model from what it was at an earlier time. */
  public Model<?> returned(String id, StoredModel snapshot, long last) {
    return compiled(snapshot).restore(id, snapshot.renewed(after(last)));
  }

  /**
   * The next incarnation of a model, with the samples of another one.
   *
   * @param frame the other model in its frame
   * @throws RejectedException when the two cannot be merged
   */
  public Model<?> merged(Model<?> model, byte[] frame, long last) throws RejectedException {
    Model<?> other = admit(model.id(), frame, last);
    if (!other.spec().learnsAs(model.spec())) {
      throw new RejectedException(
          Reason.CONTROL,
          Stage.CONTROL,
          "only models of one spec merge; the model has "
              + model.spec().canonical()
              + ", the state "
              + other.spec().canonical());
    }
    if (Math.max(model.version() + other.version(), model.samples() + other.samples())
        > MOST_COUNTED) {
      throw new RejectedException(
          Reason.CONTROL,
          Stage.CONTROL,
          "the sums of versions and samples would pass 2^53; import the state instead");
    }
    model.spec().supervision().recall().requireWithin(other.spec().supervision().recall());
    return model.merged(other, after(last));
  }

  /**
   * The same model with some fields of its spec changed.
   *
   * @param fields the fields as JSON; null stands for the default
   * @throws RejectedException {@code CONTROL} when the spec is refused, or when a field cannot
   *     change while the model lives
   */
  public Model<?> configured(Model<?> model, String fields) throws RejectedException {
    Reconfiguration change = Reconfiguration.of(model.spec(), fields);
    CompiledSpec<?> spec =
        shared.share(refusing(() -> Catalogue.compileStored(change.laidOver(), limits)));
    change.requireAllowed(spec);
    Model<?> configured = spec.restore(model.id(), model.store().of(spec.canonical()));
    configured.reconfigured(model.spec().supervision().quality());
    return configured;
  }

  private static CompiledSpec<?> refusing(Supplier<CompiledSpec<?>> compile)
      throws RejectedException {
    try {
      return compile.get();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new RejectedException(Reason.CONTROL, Stage.CONTROL, e.getMessage());
    }
  }

  private long after(long last) {
    return Math.max(base, last) + 1;
  }

  /** A model with the spec that it was stored with and an incarnation above the base. */
  public Model<?> restore(String id, StoredModel stored) {
    return compiled(stored).restore(id, stored.above(base));
  }

  /** A model as it was stored, whose learned state is stored elsewhere. */
  public Model<?> restore(String id, StoredModel stored, StateInput state) {
    return compiled(stored).restore(id, stored.above(base), state);
  }

  private CompiledSpec<?> compiled(StoredModel stored) {
    CompiledSpec<?> spec = shared.find(stored.spec());
    return spec == null
        ? shared.share(Catalogue.compileStored(SpecJson.read(stored.spec()), limits))
        : spec;
  }

  /**
   * Takes the warnings about the specs of the patterns themselves: each is returned once, here or
   * with a model.
   */
  public List<String> takeWarnings() {
    return ofPatterns.stream().flatMap(spec -> spec.takeWarnings().stream()).toList();
  }

  /** Whether the patterns would now give this model a spec that differs from its own. */
  public boolean mismatch(String id, Model<?> model) {
    return matching(id) != model.spec();
  }

  private String unmatched(String id) {
    return "no pattern under 'models' matches model "
        + Shown.quoted(id)
        + "; the patterns are "
        + patterns.stream()
            .limit(MOST_SHOWN)
            .map(pattern -> Shown.quoted(pattern.match()))
            .collect(Collectors.joining(", ", "", patterns.size() > MOST_SHOWN ? ", .." : ""));
  }

  private CompiledSpec<?> matching(String id) {
    for (int i = 0; i < ofPatterns.size(); i++) {
      if (patterns.get(i).matches(id)) {
        return ofPatterns.get(i);
      }
    }
    return null;
  }
}
