package io.rivulet.life;

import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.control.CommandType;
import io.rivulet.learner.Model;
import io.rivulet.learner.Specs;
import io.rivulet.record.RejectedException;
import java.io.IOException;

/** What follows when the errors of a model have drifted, as its spec says. */
final class Drifts {

  private final Specs specs;
  private final LifeOutputs out;
  private final Turnover turnover;

  Drifts(Specs specs, LifeOutputs out, Turnover turnover) {
    this.specs = specs;
    this.out = out;
    this.turnover = turnover;
  }

  /** Acts on an alarm, and acknowledges what was done as if it had been commanded. */
  void answer(Life life) throws IOException {
    String commandId = "drift-" + life.incarnation() + "-" + life.version();
    switch (life.model().spec().supervision().quality().drift().then()) {
      case ALERT -> {}
      case FREEZE -> freeze(life, commandId);
      case RESET -> reset(life, commandId);
    }
  }

  private void freeze(Life life, String commandId) throws IOException {
    if (life.frozen()) {
      skip(life, commandId, CommandType.FREEZE);
      return;
    }
    life.freeze();
    acknowledge(life, commandId, CommandType.FREEZE);
  }

  private void reset(Life life, String commandId) throws IOException {
    if (life.frozen()) {
      skip(life, commandId, CommandType.RESET);
      return;
    }
    try {
      Model<?> next = specs.renewed(life.model(), life.incarnation()).initial();
      turnover.dropInputs(life);
      turnover.begin(life, next, life.configured());
      acknowledge(life, commandId, CommandType.RESET);
    } catch (RejectedException e) {
      out.ack(
          ack(
              life,
              commandId,
              CommandType.RESET,
              AckStatus.FAILED,
              e.reason().name(),
              e.getMessage()));
    }
  }

  private void skip(Life life, String commandId, CommandType type) {
    String message =
        "the errors of the model have drifted, but it is frozen; send the command resume to go on";
    out.ack(ack(life, commandId, type, AckStatus.SKIPPED, null, message));
  }

  private void acknowledge(Life life, String commandId, CommandType type) {
    out.ack(
        ack(
            life,
            commandId,
            type,
            AckStatus.COMPLETED,
            null,
            "the errors of the model have drifted"));
  }

  private static Ack ack(
      Life life,
      String commandId,
      CommandType type,
      AckStatus status,
      String reason,
      String message) {
    return new Ack(
        commandId, life.id(), type, status, reason, message, life.incarnation(), life.version());
  }
}
