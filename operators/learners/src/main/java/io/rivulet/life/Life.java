package io.rivulet.life;

import io.rivulet.bytes.StateInput;
import io.rivulet.control.Command;
import io.rivulet.control.ExportedState;
import io.rivulet.learner.Model;
import io.rivulet.learner.Specs;
import io.rivulet.record.Origin;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.state.StoredModel;
import io.rivulet.state.life.StoredLife;
import io.rivulet.state.life.StoredLife.Phase;
import io.rivulet.wire.control.CommandDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What is known of one model id: the live model while there is one, and the facts that outlive it.
 * It is owned by one thread, and changed only by {@link Lifecycle} and its commands.
 */
public final class Life {

  /** The bytes of this object and its entry in a cache, besides the model. */
  private static final long ENTRY_BYTES = 172;

  /** The bytes of the id and of its places in a cache, where no model counts them. */
  private static final long ID_BYTES = 80;

  /** The bytes of a waiting command besides its record, its state and its spec. */
  private static final long COMMAND_BYTES = 400;

  private static final CommandDecoder COMMANDS = new CommandDecoder(null);

  private final String id;
  private final CommandMemory commands;
  private final List<Command> waiting = new ArrayList<>(0);
  private Phase phase;
  private long incarnation;
  private long time;
  private long published;
  private boolean configured;
  private Model<?> model;
  private KeptInputs kept;
  private boolean touched;
  private boolean moved;

  private Life(String id, StoredLife stored, Model<?> model) {
    this.id = id;
    this.commands = new CommandMemory(stored.commands());
    this.phase = stored.phase();
    this.incarnation = Math.max(stored.incarnation(), model == null ? 0 : model.incarnation());
    this.time = stored.time();
    this.published = stored.published();
    this.configured = stored.configured();
    this.model = model;
    stored.waiting().forEach(record -> waiting.add(decoded(id, record)));
  }

  /** The life of an id of which nothing is known. */
  public static Life unknown(String id) {
    return new Life(
        id,
        new StoredLife(
            Phase.ABSENT, 0, Sample.NO_TIME, Sample.NO_TIME, false, List.of(), List.of(), null),
        null);
  }

  /** A life as it was stored. */
  public static Life restored(String id, StoredLife stored, Specs specs) {
    return new Life(id, stored, stored.model() == null ? null : specs.restore(id, stored.model()));
  }

  /** A life as it was stored, with a model whose learned state is stored elsewhere. */
  public static Life restored(String id, StoredLife stored, StateInput state, Specs specs) {
    return new Life(id, stored, specs.restore(id, stored.model(), state));
  }

  /** The life of a model that goes on as it was exported. */
  public static Life of(Model<?> model) {
    return new Life(model.id(), StoredLife.of(model.store()), model);
  }

  /** A record that waits was decoded before it was stored. */
  private static Command decoded(String id, Origin record) {
    try {
      return COMMANDS.decode(record);
    } catch (RejectedException e) {
      throw new IllegalStateException(
          "a waiting command of model " + id + " can no longer be read: " + e.getMessage(), e);
    }
  }

  public String id() {
    return id;
  }

  /** The model, or null when there is none. */
  public Model<?> model() {
    return model;
  }

  /** Whether there is a model. */
  public boolean exists() {
    return phase.exists();
  }

  public boolean frozen() {
    return phase == Phase.FROZEN;
  }

  public boolean deleted() {
    return phase == Phase.DELETED;
  }

  /** Whether a command has given the model a spec of its own. */
  public boolean configured() {
    return configured;
  }

  /** The greatest incarnation that the id ever had, 0 when it never had a model. */
  public long incarnation() {
    return incarnation;
  }

  /** The version of the model, 0 when there is none. */
  public long version() {
    return model == null ? 0 : model.version();
  }

  /** The model's time, or {@link Sample#NO_TIME}. */
  public long time() {
    return time;
  }

  void time(long next) {
    time = next;
    moved = true;
  }

  /** The model's time when its last weight record was published, or {@link Sample#NO_TIME}. */
  long published() {
    return published;
  }

  /** Notes that a weight record of the model is published now. */
  void publish() {
    published = time;
    touch();
  }

  /** Notes that the model, or what lies beside it, has changed. */
  void touch() {
    touched = true;
  }

  /** Whether more than the time of the life has changed since this was asked last. */
  boolean takeTouched() {
    boolean changed = touched;
    touched = false;
    return changed;
  }

  /** Whether the time of the life has changed since this was asked last. */
  boolean takeMoved() {
    boolean changed = moved;
    moved = false;
    return changed;
  }

  /** Whether a command of this id has come before, as far as is remembered. */
  boolean remembers(String commandId) {
    return commands.contains(commandId);
  }

  void remember(String commandId) {
    commands.add(commandId);
    touch();
  }

  /** The commands that wait for a version, in the order of their arrival. */
  List<Command> waiting() {
    return Collections.unmodifiableList(waiting);
  }

  void postpone(Command command) {
    waiting.add(command);
    touch();
  }

  void takeUp(Command command) {
    waiting.remove(command);
    touch();
  }

  /** Takes all commands that wait. */
  List<Command> takeWaiting() {
    List<Command> taken = List.copyOf(waiting);
    waiting.clear();
    return taken;
  }

  /** The inputs that wait for their targets. */
  KeptInputs kept(Shelf shelf) throws IOException {
    if (kept == null) {
      kept = new KeptInputs(shelf);
    }
    return kept;
  }

  /** Whether inputs may wait for their targets. */
  boolean keepsInputs() {
    return model != null && model.spec().supervision().labels() != null;
  }

  /**
   * Begins the life of a model, or goes on with another one; a frozen model stays frozen. A model
   * that is born has no time until its first sample.
   */
  void bear(Model<?> next, boolean withOwnSpec) {
    model = next;
    incarnation = next.incarnation();
    configured = withOwnSpec;
    if (!exists()) {
      phase = Phase.LIVE;
      time = Sample.NO_TIME;
    }
    touch();
  }

  void freeze() {
    phase = Phase.FROZEN;
    touch();
  }

  void resume() {
    phase = Phase.LIVE;
    model.resume();
    touch();
  }

  /** Ends the life of the model. */
  void end(boolean byCommand) {
    phase = byCommand ? Phase.DELETED : Phase.ABSENT;
    model = null;
    configured = false;
    published = Sample.NO_TIME;
    kept = null;
    touch();
  }

  /** The model as another job can take it. */
  public ExportedState exported() {
    return ExportedState.of(id, model.store());
  }

  /** The form in which the life is stored, which shares nothing with the live model. */
  public StoredLife store() {
    return store(model == null ? null : model.store());
  }

  /**
   * As {@link #store()}, with bytes that stand for the model's state, which is stored elsewhere.
   */
  public StoredLife store(byte[] stand) {
    return store(model.store(stand));
  }

  private StoredLife store(StoredModel stored) {
    return new StoredLife(
        phase,
        incarnation,
        time,
        published,
        configured,
        commands.ids(),
        waiting.stream().map(Command::origin).toList(),
        stored);
  }

  /** The heap in bytes, including the id and the entry of a cache that holds the life. */
  public long heapBytes() {
    long bytes = ENTRY_BYTES + commands.heapBytes();
    for (Command command : waiting) {
      bytes += COMMAND_BYTES + bytes(command);
    }
    bytes += kept == null ? 0 : kept.heapBytes();
    return bytes + (model == null ? ID_BYTES + 2L * id.length() : model.heapBytes());
  }

  /** The bytes of a waiting command, which is kept as it was read and as it was decoded. */
  static long bytes(Command command) {
    byte[] state = command.state();
    String spec = command.spec();
    return (long) command.origin().value().length
        + (state == null ? 0 : state.length)
        + (spec == null ? 0 : spec.length());
  }
}
