package io.rivulet.life;

import io.rivulet.control.AckStatus;
import io.rivulet.control.Command;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Takes commands: each is answered once, where it arrives or at the version that it names. */
final class Commands {

  private static final int MOST_WAITING = 16;

  private final CommandTable table;
  private final Turnover turnover;
  private final long mostBytes;

  /**
   * @param mostBytes the most bytes of the commands that wait in one model
   */
  Commands(CommandTable table, Turnover turnover, long mostBytes) {
    this.table = table;
    this.turnover = turnover;
    this.mostBytes = mostBytes;
  }

  void accept(Life life, Command command) throws IOException {
    if (life.remembers(command.commandId())) {
      turnover.answer(
          life,
          command,
          AckStatus.SKIPPED,
          "a command with this commandId came before, and is carried out once");
      return;
    }
    life.remember(command.commandId());
    if (command.fault() != null) {
      turnover.fail(life, command, Reason.CONTROL, command.fault());
    } else if (command.atVersion() == Command.AT_ONCE || command.atVersion() == life.version()) {
      carryOut(life, command);
    } else {
      postpone(life, command);
    }
  }

  /** Carries out the commands that wait for the version of the model. */
  void carryOutDue(Life life) throws IOException {
    for (Command due = due(life); due != null; due = due(life)) {
      life.takeUp(due);
      carryOut(life, due);
    }
  }

  private static Command due(Life life) {
    for (Command command : life.waiting()) {
      if (command.atVersion() == life.version()) {
        return command;
      }
    }
    return null;
  }

  private void carryOut(Life life, Command command) throws IOException {
    try {
      CommandTable.Verdict verdict = table.carryOut(life, command);
      turnover.answer(life, command, verdict.status(), verdict.message());
    } catch (RejectedException e) {
      turnover.fail(life, command, e.reason(), e.getMessage());
    }
  }

  private void postpone(Life life, Command command) throws IOException {
    try {
      requirePatience(life, command);
      life.postpone(keyed(command));
    } catch (RejectedException e) {
      turnover.fail(life, command, e.reason(), e.getMessage());
    }
  }

  private void requirePatience(Life life, Command command) throws RejectedException {
    long version = command.atVersion();
    if (!life.exists()) {
      throw refused(
          "there is no model that could reach version "
              + version
              + "; leave out atVersion, or create the model first");
    }
    if (version < life.version()) {
      throw refused(
          "version "
              + version
              + " has passed, the model has version "
              + life.version()
              + "; name a later version, or leave out atVersion");
    }
    if (life.waiting().size() == MOST_WAITING) {
      throw refused(
          MOST_WAITING + " commands wait for versions of this model, and no more are kept");
    }
    long bytes = Life.bytes(command);
    for (Command waiting : life.waiting()) {
      bytes += Life.bytes(waiting);
    }
    if (bytes > mostBytes) {
      throw refused(
          "the commands that wait for versions of this model would take "
              + bytes
              + " bytes, limits.model-bytes is "
              + mostBytes
              + "; leave out atVersion");
    }
  }

  /** The command with the model's id as its key, under which it is found again when it is read. */
  private static Command keyed(Command command) {
    Origin origin = command.origin();
    return new Command(
        command.model(),
        command.commandId(),
        command.type(),
        command.spec(),
        command.state(),
        command.name(),
        command.atVersion(),
        command.fault(),
        new Origin(
            origin.topic(),
            origin.partition(),
            origin.offset(),
            origin.timestamp(),
            command.model().getBytes(StandardCharsets.UTF_8),
            origin.value()));
  }

  private static RejectedException refused(String message) {
    return new RejectedException(Reason.CONTROL, Stage.CONTROL, message);
  }
}
