package io.rivulet.life;

import io.rivulet.control.AckStatus;
import io.rivulet.control.CommandType;
import io.rivulet.learner.Model;
import io.rivulet.learner.Specs;
import io.rivulet.record.RejectedException;
import java.io.IOException;

/** What follows when the errors of a model have drifted, as its spec says. */
final class Drifts {

  private final Specs specs;
  private final Turnover turnover;

  Drifts(Specs specs, Turnover turnover) {
    this.specs = specs;
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

  private void freeze(Life life, String commandId) {
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
      turnover.acknowledge(
          life, commandId, CommandType.RESET, AckStatus.FAILED, e.reason().name(), e.getMessage());
    }
  }

  private void skip(Life life, String commandId, CommandType type) {
    String message =
        "the errors of the model have drifted, but it is frozen; send the command resume to go on";
    turnover.acknowledge(life, commandId, type, AckStatus.SKIPPED, null, message);
  }

  private void acknowledge(Life life, String commandId, CommandType type) {
    turnover.acknowledge(
        life, commandId, type, AckStatus.COMPLETED, null, "the errors of the model have drifted");
  }
}
