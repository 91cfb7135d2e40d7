package io.rivulet.life;

import io.rivulet.control.Command;
import io.rivulet.learner.Model;
import io.rivulet.learner.Outcome;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.Shown;
import io.rivulet.record.Stage;
import io.rivulet.record.WeightRecord;
import java.io.IOException;
import java.time.Duration;

/**
 * The course of all lives: samples and commands in the order in which they arrive, and what follows
 * from them. It has no clock; each model has a time of its own, the greatest of its records so far.
 */
public final class Lifecycle {

  private final Specs specs;
  private final PublishPolicy policy;
  private final PublishPolicy withheld;
  private final LifeLimits limits;
  private final boolean initial;
  private final Lives lives;
  private final LifeOutputs out;
  private final Turnover turnover;
  private final Commands commands;
  private final Questions questions;
  private final Drifts drifts;
  private final Questions.Learning learning = this::learn;

  /**
   * @param initial whether a model that a sample bears publishes its version 0
   */
  public Lifecycle(
      Specs specs,
      PublishPolicy policy,
      LifeLimits limits,
      boolean initial,
      Lives lives,
      LifeOutputs out) {
    this.specs = specs;
    this.policy = policy;
    this.withheld = policy.withheld();
    this.limits = limits;
    this.initial = initial;
    this.lives = lives;
    this.out = out;
    this.turnover = new Turnover(lives, out);
    this.commands =
        new Commands(
            new CommandTable(specs, lives, out, turnover), turnover, specs.limits().valueBytes());
    this.drifts = new Drifts(specs, turnover);
    this.questions = new Questions(lives, out, specs.limits(), limits.pending());
  }

  /**
   * Takes a sample.
   *
   * @throws RejectedException when it is refused; what the model has learned is then as it was
   */
  public void accept(Sample sample) throws RejectedException, IOException {
    Life life =
        sample.origin() == null
            ? lives.find(sample.model())
            : lives.find(sample.model(), sample.origin().partition());
    try {
      accept(life, sample);
    } finally {
      settle(life);
    }
  }

  /** Takes a command, which is answered now or at the version that it names. */
  public void accept(Command command) throws IOException {
    Life life = lives.find(command.model());
    commands.accept(life, command);
    settle(life);
  }

  private void settle(Life life) throws IOException {
    boolean moved = life.takeMoved();
    if (life.takeTouched()) {
      lives.changed(life);
    } else if (moved) {
      lives.moved(life);
    }
  }

  private void accept(Life life, Sample sample) throws RejectedException, IOException {
    long time = arrive(life, sample);
    if (sample.op() == Op.LABEL) {
      Model<?> model = life.exists() ? life.model() : unborn(life);
      questions.answer(life, model, sample, learning);
      return;
    }
    Outcome outcome = learn(life, sample, Prediction.NOT_ASKED, time);
    if (outcome.op() == Op.PREDICT && sample.id() != null && life.keepsInputs()) {
      questions.keep(life, sample, time, life.version());
    }
  }

  /** Moves the time of the model, with everything that is due before the sample. */
  private long arrive(Life life, Sample sample) throws RejectedException, IOException {
    if (ModelTime.stray(sample)) {
      out.strayTime();
    }
    long time = ModelTime.of(sample);
    if (life.exists() && time > life.time()) {
      move(life, time);
    }
    if (life.deleted()) {
      requireForgotten(life, time);
    }
    return time;
  }

  private void move(Life life, long time) throws IOException {
    if (life.time() != Sample.NO_TIME && ModelTime.longer(life.time(), time, limits.idle())) {
      turnover.end(life, false);
      return;
    }
    life.time(time);
    questions.giveUp(life, time, learning);
  }

  /**
   * Checks that the grace time of a deleted model is over. A command that waited for what came
   * before the sample may just have deleted it.
   */
  private void requireForgotten(Life life, long time) throws RejectedException {
    if (life.time() == Sample.NO_TIME && time != Sample.NO_TIME) {
      life.time(time);
    }
    if (time == Sample.NO_TIME || !ModelTime.longer(life.time(), time, limits.deletedFor())) {
      throw new RejectedException(
          Reason.DELETED,
          Stage.LEARN,
          "the model was deleted, and samples bear it anew only more than "
              + Shown.span(Duration.ofMillis(limits.deletedFor()))
              + " after its last sample (limits.deleted-for); to begin at once, send the command"
              + " create");
    }
  }

  private Model<?> unborn(Life life) throws RejectedException {
    return specs.newModel(life.id(), life.incarnation());
  }

  private void learn(Life life, Sample sample, long answered)
      throws RejectedException, IOException {
    learn(life, sample, answered, life.time());
  }

  private Outcome learn(Life life, Sample sample, long answered, long time)
      throws RejectedException, IOException {
    Outcome outcome;
    if (life.frozen()) {
      outcome = life.model().assess(sample, answered, policy);
    } else if (life.exists()) {
      outcome = life.model().accept(sample, answered, inForce(life));
    } else {
      outcome = bear(life, sample, time);
    }
    if (outcome.changed()) {
      life.touch();
    }
    if (outcome.weights() != null) {
      life.publish();
    }
    out.outcome(outcome);
    if (outcome.alarm()) {
      drifts.answer(life);
    }
    if (outcome.learned()) {
      commands.carryOutDue(life);
    }
    return outcome;
  }

  /** The policy at the time of a model, whose last weight record may be too recent. */
  private PublishPolicy inForce(Life life) {
    return ModelTime.passed(life.published(), life.time(), policy.atMost()) ? policy : withheld;
  }

  private Outcome bear(Life life, Sample sample, long time) throws RejectedException {
    Model<?> unborn = unborn(life);
    Model<?> model = initial ? unborn.initial() : unborn;
    WeightRecord announced = initial ? model.announce() : null;
    Outcome outcome = model.accept(sample, policy);
    long latest = Math.max(life.time(), time);
    life.bear(model, false);
    life.time(latest);
    if (announced != null) {
      out.weights(announced);
    }
    return outcome;
  }
}
