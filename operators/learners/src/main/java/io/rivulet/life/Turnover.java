package io.rivulet.life;

import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.control.Command;
import io.rivulet.control.CommandType;
import io.rivulet.control.ExportedState;
import io.rivulet.learner.Model;
import io.rivulet.record.Reason;
import io.rivulet.record.Rejected;
import io.rivulet.record.Stage;
import io.rivulet.record.WeightRecord;
import java.io.IOException;

/** The ends and beginnings of incarnations, and the answers to commands that end with them. */
final class Turnover {

  private final Lives lives;
  private final LifeOutputs out;

  Turnover(Lives lives, LifeOutputs out) {
    this.lives = lives;
    this.out = out;
  }

  /** Begins the next incarnation with a model, and publishes it. */
  void begin(Life life, Model<?> next, boolean withOwnSpec) throws IOException {
    failWaiting(life);
    life.bear(next, withOwnSpec);
    publish(life);
  }

  /** Publishes the weights of a model outside the policy. */
  void publish(Life life) {
    out.weights(life.model().announce());
    life.publish();
  }

  /** Drops the inputs that wait for their targets. */
  void dropInputs(Life life) throws IOException {
    KeptInputs kept = life.kept(lives.shelf(life.id()));
    if (!kept.isEmpty()) {
      out.dropped(kept.size());
      kept.clear();
    }
  }

  /**
   * Ends the life of a model; of everything beside it only what must outlive it stays. A state that
   * was exported stays in its topic unless the model is deleted by a command.
   */
  void end(Life life, boolean byCommand) throws IOException {
    failWaiting(life);
    dropInputs(life);
    lives.shelf(life.id()).clearSnapshots();
    life.end(byCommand);
    out.weights(WeightRecord.tombstone(life.id(), life.incarnation()));
    if (byCommand) {
      out.exported(ExportedState.tombstone(life.id()));
    }
  }

  private void failWaiting(Life life) {
    for (Command command : life.takeWaiting()) {
      fail(
          life,
          command,
          Reason.CONTROL,
          "the incarnation ended before the command could be carried out at version "
              + command.atVersion()
              + "; send the command again for the model that is there now");
    }
  }

  /** Answers a command that was carried out or had nothing to do. */
  void answer(Life life, Command command, AckStatus status, String message) {
    acknowledge(life, command.commandId(), command.type(), status, null, message);
  }

  /** Answers a command that could not be carried out, and rejects its record. */
  void fail(Life life, Command command, Reason reason, String message) {
    acknowledge(
        life, command.commandId(), command.type(), AckStatus.FAILED, reason.name(), message);
    out.rejected(new Rejected(Reason.CONTROL, Stage.CONTROL, message, command.origin()));
  }

  /** Acknowledges what became of a command, or of an act of the job itself. */
  void acknowledge(
      Life life,
      String commandId,
      CommandType type,
      AckStatus status,
      String reason,
      String message) {
    out.ack(
        new Ack(
            commandId,
            life.id(),
            type,
            status,
            reason,
            message,
            life.incarnation(),
            life.version()));
  }
}
