package io.rivulet.life;

import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.control.Command;
import io.rivulet.control.CommandType;
import io.rivulet.control.ExportedState;
import io.rivulet.learner.Model;
import io.rivulet.record.Reason;
import io.rivulet.record.Rejected;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Stage;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The commands to a {@link PlainLife}, written down as plainly. */
final class PlainCommands {

  private final PlainLife life;
  private final List<String> ids = new ArrayList<>();
  private final List<Command> waiting = new ArrayList<>();
  final Map<String, StoredModel> snapshots = new TreeMap<>();

  PlainCommands(PlainLife life) {
    this.life = life;
  }

  void accept(Command command) {
    if (ids.contains(command.commandId())) {
      ack(command, "SKIPPED");
      return;
    }
    ids.add(command.commandId());
    if (ids.size() > 32) {
      ids.remove(0);
    }
    long version = life.exists() ? life.model.version() : 0;
    if (command.fault() != null) {
      fail(command, Reason.CONTROL);
    } else if (command.atVersion() < 0 || command.atVersion() == version) {
      carryOut(command);
    } else if (!life.exists() || command.atVersion() < version || waiting.size() == 16) {
      fail(command, Reason.CONTROL);
    } else {
      waiting.add(command);
    }
  }

  /** Carries out what waits for the version that the model has now. */
  void carryOutDue() {
    while (life.exists()) {
      Command due =
          waiting.stream()
              .filter(c -> c.atVersion() == life.model.version())
              .findFirst()
              .orElse(null);
      if (due == null) {
        return;
      }
      waiting.remove(due);
      carryOut(due);
    }
  }

  private void carryOut(Command command) {
    try {
      ack(command, attempt(command) ? "COMPLETED" : "SKIPPED");
    } catch (RejectedException e) {
      fail(command, e.reason());
    }
  }

  /** Whether there was something to do. */
  private boolean attempt(Command command) throws RejectedException {
    CommandType type = command.type();
    boolean needsModel =
        type != CommandType.CREATE && type != CommandType.IMPORT && type != CommandType.DELETE;
    if (needsModel && !life.exists()) {
      throw refused();
    }
    boolean frozen = life.phase.equals("frozen");
    switch (type) {
      case CREATE -> {
        if (life.exists()) {
          return false;
        }
        life.begin(
            (command.spec() == null
                    ? life.specs.newModel(life.id, life.incarnation)
                    : life.specs.newModel(life.id, command.spec(), life.incarnation))
                .initial());
      }
      case CONFIGURE -> {
        life.model = life.specs.configured(life.model, command.spec());
        if (!life.keeps()) {
          life.drop();
        }
      }
      case RESET -> {
        Model<?> next =
            command.spec() == null
                ? life.specs.renewed(life.model, life.incarnation)
                : life.specs.newModel(life.id, command.spec(), life.incarnation);
        life.drop();
        life.begin(next.initial());
      }
      case FREEZE -> {
        life.phase = "frozen";
        return !frozen;
      }
      case RESUME -> {
        if (frozen) {
          life.phase = "live";
          life.model.resume();
        }
        return frozen;
      }
      case ANNOUNCE -> life.out.weights(life.model.announce());
      case SNAPSHOT -> {
        if (snapshots.size() == 3 && !snapshots.containsKey(command.name())) {
          throw refused();
        }
        snapshots.put(command.name(), life.model.store());
      }
      case ROLLBACK -> {
        if (!snapshots.containsKey(command.name())) {
          throw refused();
        }
        life.begin(life.specs.returned(life.id, snapshots.get(command.name()), life.incarnation));
        if (!life.keeps()) {
          life.drop();
        }
      }
      case EXPORT -> {
        StoredModel stored = life.model.store();
        life.out.exported(
            new ExportedState(
                life.id,
                stored.spec(),
                StateFrame.write(StoredModel.FORMAT, stored),
                stored.incarnation(),
                stored.version(),
                stored.samples(),
                stored.previous()));
      }
      case IMPORT -> {
        Model<?> next = life.specs.admit(life.id, command.state(), life.incarnation);
        life.drop();
        life.begin(next);
      }
      case MERGE -> {
        Model<?> next = life.specs.merged(life.model, command.state(), life.incarnation);
        life.drop();
        life.begin(next);
      }
      case DELETE -> {
        if (!life.exists()) {
          return false;
        }
        life.end("deleted");
      }
    }
    return true;
  }

  void failWaiting() {
    List<Command> ended = new ArrayList<>(waiting);
    waiting.clear();
    ended.forEach(command -> fail(command, Reason.CONTROL));
  }

  private void fail(Command command, Reason reason) {
    life.out.ack(record(command, "FAILED", reason.name()));
    life.out.rejected(new Rejected(Reason.CONTROL, Stage.CONTROL, "", command.origin()));
  }

  private void ack(Command command, String status) {
    life.out.ack(record(command, status, null));
  }

  private Ack record(Command command, String status, String reason) {
    return new Ack(
        command.commandId(),
        life.id,
        command.type(),
        AckStatus.valueOf(status),
        reason,
        null,
        life.incarnation,
        life.exists() ? life.model.version() : 0);
  }

  private static RejectedException refused() {
    return new RejectedException(Reason.CONTROL, Stage.CONTROL, "");
  }
}
