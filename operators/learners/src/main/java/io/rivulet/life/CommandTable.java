package io.rivulet.life;

import io.rivulet.control.AckStatus;
import io.rivulet.control.Command;
import io.rivulet.control.CommandType;
import io.rivulet.control.ExportedState;
import io.rivulet.learner.Model;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Stage;
import io.rivulet.state.StoredModel;
import io.rivulet.wire.control.CommandDecoder;
import io.rivulet.wire.control.ExportedStateJson;
import java.io.IOException;
import java.util.List;

/** What each command does to a model, and when there is nothing to do. */
final class CommandTable {

  private static final int MOST_SNAPSHOTS = 3;

  private final Specs specs;
  private final Lives lives;
  private final LifeOutputs out;
  private final Turnover turnover;

  CommandTable(Specs specs, Lives lives, LifeOutputs out, Turnover turnover) {
    this.specs = specs;
    this.lives = lives;
    this.out = out;
    this.turnover = turnover;
  }

  /**
   * The end of a command.
   *
   * @param message why it was skipped, or null
   */
  record Verdict(AckStatus status, String message) {

    static final Verdict DONE = new Verdict(AckStatus.COMPLETED, null);

    static Verdict skipped(String message) {
      return new Verdict(AckStatus.SKIPPED, message);
    }
  }

  /**
   * Carries out a command without a fault.
   *
   * @throws RejectedException when it cannot be carried out; nothing has changed then
   */
  Verdict carryOut(Life life, Command command) throws RejectedException, IOException {
    if (!life.exists()) {
      return withoutModel(life, command);
    }
    return switch (command.type()) {
      case CREATE -> Verdict.skipped("the model exists; to start it over, send the command reset");
      case CONFIGURE -> configure(life, command);
      case RESET -> reset(life, command);
      case FREEZE -> freeze(life);
      case RESUME -> resume(life);
      case ANNOUNCE -> announce(life);
      case SNAPSHOT -> snapshot(life, command);
      case ROLLBACK -> rollback(life, command);
      case EXPORT -> export(life);
      case IMPORT -> take(life, command);
      case MERGE -> merge(life, command);
      case DELETE -> delete(life);
    };
  }

  private Verdict withoutModel(Life life, Command command) throws RejectedException, IOException {
    return switch (command.type()) {
      case CREATE -> create(life, command);
      case IMPORT -> take(life, command);
      case DELETE -> Verdict.skipped("there is no model to delete");
      case CONFIGURE, RESET, FREEZE, RESUME, ANNOUNCE, SNAPSHOT, ROLLBACK, EXPORT, MERGE ->
          throw absent(life, command.type());
    };
  }

  private static RejectedException absent(Life life, CommandType type) {
    return refused(
        "there is no model "
            + life.id()
            + (life.deleted() ? ", it was deleted" : "")
            + ", so that "
            + type.label()
            + " cannot be carried out; send the command create or import first");
  }

  private Verdict create(Life life, Command command) throws RejectedException, IOException {
    boolean withOwnSpec = command.spec() != null;
    Model<?> unborn =
        withOwnSpec
            ? specs.newModel(life.id(), command.spec(), life.incarnation())
            : specs.newModel(life.id(), life.incarnation());
    turnover.begin(life, unborn.initial(), withOwnSpec);
    return Verdict.DONE;
  }

  private Verdict configure(Life life, Command command) throws RejectedException, IOException {
    Model<?> next = specs.configured(life.model(), command.spec());
    if (next.spec() != life.model().spec()) {
      life.bear(next, true);
      if (!life.keepsInputs()) {
        turnover.dropInputs(life);
      }
    }
    return Verdict.DONE;
  }

  private Verdict reset(Life life, Command command) throws RejectedException, IOException {
    boolean withOwnSpec = command.spec() != null;
    Model<?> unborn =
        withOwnSpec
            ? specs.newModel(life.id(), command.spec(), life.incarnation())
            : specs.renewed(life.model(), life.incarnation());
    turnover.dropInputs(life);
    turnover.begin(life, unborn.initial(), withOwnSpec || life.configured());
    return Verdict.DONE;
  }

  private static Verdict freeze(Life life) {
    if (life.frozen()) {
      return Verdict.skipped("the model is frozen");
    }
    life.freeze();
    return Verdict.DONE;
  }

  private static Verdict resume(Life life) {
    if (!life.frozen()) {
      return Verdict.skipped("the model is not frozen");
    }
    life.resume();
    return Verdict.DONE;
  }

  private Verdict announce(Life life) {
    turnover.publish(life);
    return Verdict.DONE;
  }

  private Verdict snapshot(Life life, Command command) throws RejectedException, IOException {
    Shelf shelf = lives.shelf(life.id());
    List<String> names = shelf.snapshots();
    if (names.size() >= MOST_SNAPSHOTS && !names.contains(command.name())) {
      throw refused(
          "the model has the snapshots "
              + String.join(", ", names)
              + ", and at most "
              + MOST_SNAPSHOTS
              + " are kept; use one of these names, which replaces it");
    }
    long bytes = life.model().stateBytes();
    if (bytes > Limits.HARD_MODEL_BYTES) {
      throw refused(
          "the model's state takes "
              + bytes
              + " bytes, and snapshots have at most "
              + Limits.HARD_MODEL_BYTES
              + "; take a savepoint of the job");
    }
    shelf.putSnapshot(command.name(), life.model().store());
    return Verdict.DONE;
  }

  private Verdict rollback(Life life, Command command) throws RejectedException, IOException {
    Shelf shelf = lives.shelf(life.id());
    StoredModel snapshot = shelf.snapshot(command.name());
    if (snapshot == null) {
      List<String> names = shelf.snapshots();
      throw refused(
          "the model has no snapshot "
              + command.name()
              + (names.isEmpty() ? ", and no other" : "; it has " + String.join(", ", names)));
    }
    boolean sameSpec = snapshot.spec().equals(life.model().spec().canonical());
    Model<?> next = specs.returned(life.id(), snapshot, life.incarnation());
    turnover.begin(life, next, life.configured() || !sameSpec);
    if (!life.keepsInputs()) {
      turnover.dropInputs(life);
    }
    return Verdict.DONE;
  }

  private Verdict export(Life life) throws RejectedException {
    long bytes = life.model().stateBytes();
    if (bytes > Limits.HARD_MODEL_BYTES) {
      // far too long to be written out only to learn how long its record would be
      throw tooLong(4 * ((bytes + 2) / 3));
    }
    ExportedState exported = life.exported();
    bytes = ExportedStateJson.write(exported).length;
    if (bytes > CommandDecoder.MAXIMUM_BYTES) {
      throw tooLong(bytes);
    }
    out.exported(exported);
    return Verdict.DONE;
  }

  private static RejectedException tooLong(long bytes) {
    return refused(
        "the exported state would have "
            + bytes
            + " bytes, a record of the states topic has at most "
            + CommandDecoder.MAXIMUM_BYTES
            + "; move the model with a savepoint");
  }

  private Verdict take(Life life, Command command) throws RejectedException, IOException {
    Model<?> next = specs.admit(life.id(), command.state(), life.incarnation());
    if (life.exists()) {
      turnover.dropInputs(life);
    }
    turnover.begin(life, next, true);
    return Verdict.DONE;
  }

  private Verdict merge(Life life, Command command) throws RejectedException, IOException {
    Model<?> next = specs.merged(life.model(), command.state(), life.incarnation());
    turnover.dropInputs(life);
    turnover.begin(life, next, life.configured());
    return Verdict.DONE;
  }

  private Verdict delete(Life life) throws IOException {
    turnover.end(life, true);
    return Verdict.DONE;
  }

  private static RejectedException refused(String message) {
    return new RejectedException(Reason.CONTROL, Stage.CONTROL, message);
  }
}
