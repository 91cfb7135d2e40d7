package io.rivulet.life;

import io.rivulet.learner.Model;
import io.rivulet.learner.spec.LateTargets;
import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.Rejected;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.Shown;
import io.rivulet.record.Stage;
import io.rivulet.state.life.KeptInput;
import io.rivulet.wire.raw.RecordDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Targets that come late: the input of a question is kept, and learned when its target comes or is
 * given up.
 */
final class Questions {

  /** How much larger the inputs of a model may be than the model. */
  private static final long MODELS = 4;

  private final Lives lives;
  private final LifeOutputs out;
  private final Limits limits;
  private final int most;
  private final RecordDecoder decoder;

  /** Learns a sample whose input had been answered by a version. */
  @FunctionalInterface
  interface Learning {
    void learn(Life life, Sample sample, long answered) throws RejectedException, IOException;
  }

  /**
   * @param most the most inputs that wait in one model
   */
  Questions(Lives lives, LifeOutputs out, Limits limits, int most) {
    this.lives = lives;
    this.out = out;
    this.limits = limits;
    this.most = most;
    this.decoder = new RecordDecoder(limits);
  }

  /**
   * Keeps the input of a question that was answered, unless one of its id is kept.
   *
   * @param time the time of the record
   */
  void keep(Life life, Sample question, long time, long answered) throws IOException {
    KeptInputs kept = life.kept(lives.shelf(life.id()));
    if (kept.contains(question.id())) {
      return;
    }
    kept.add(new KeptInput(question.id(), due(life, time), answered, question.origin()));
    long mostBytes = MODELS * limits.modelBytes();
    while (kept.size() > most || (kept.bytes() > mostBytes && kept.size() > 1)) {
      kept.dropOldest();
      out.dropped(1);
    }
    life.touch();
  }

  private static long due(Life life, long time) {
    long from = time == Sample.NO_TIME ? life.time() : time;
    long patience = life.model().spec().supervision().labels().patience();
    return from == Sample.NO_TIME || from > Long.MAX_VALUE - patience
        ? Long.MAX_VALUE
        : from + patience;
  }

  /**
   * Learns the input that a target names.
   *
   * @param model the model, which may not have been born yet
   * @throws RejectedException {@code UNSUPPORTED} when targets may not come late, {@code LABEL}
   *     when no such input is kept, or as learning refuses
   */
  void answer(Life life, Model<?> model, Sample target, Learning learning)
      throws RejectedException, IOException {
    requireNamed(target);
    if (model.spec().supervision().labels() == null) {
      throw new RejectedException(
          Reason.UNSUPPORTED,
          Stage.VALIDATE,
          "the model takes no late targets; give its spec labels: {wait: 7d}, with the command"
              + " configure");
    }
    if (target.fault() != null) {
      throw new RejectedException(target.fault(), Stage.VALIDATE, target.faultMessage());
    }
    if (!life.exists() || !life.kept(lives.shelf(life.id())).contains(target.id())) {
      throw new RejectedException(
          Reason.LABEL,
          Stage.LEARN,
          "no input waits under the id "
              + Shown.quoted(target.id())
              + ": it was never asked, has its target, or its time is over");
    }
    KeptInputs kept = life.kept(lives.shelf(life.id()));
    KeptInput input = kept.find(target.id());
    Sample answer = model.spec().divided(target);
    learning.learn(life, asked(life, input).learning(answer), input.answered());
    if (life.keepsInputs() && kept.contains(target.id())) {
      kept.remove(target.id());
      life.touch();
    }
  }

  /** Learns, or drops, the inputs whose time is over at a time. */
  void giveUp(Life life, long time, Learning learning) throws IOException {
    while (life.keepsInputs() && life.kept(lives.shelf(life.id())).due(time)) {
      KeptInput input = life.kept(lives.shelf(life.id())).takeDue();
      life.touch();
      learnDefault(life, input, learning);
    }
  }

  private void learnDefault(Life life, KeptInput input, Learning learning) throws IOException {
    LateTargets labels = life.model().spec().supervision().labels();
    if (labels.target() == null) {
      out.dropped(1);
      return;
    }
    boolean classes = life.model().spec().spec().target().takesLabels();
    try {
      Sample question = asked(life, input);
      Sample target = labels.record(life.id(), classes, question.rows());
      learning.learn(life, question.learning(target), input.answered());
    } catch (RejectedException e) {
      out.rejected(Rejected.of(e, keyed(life, input.question())));
    }
  }

  private static void requireNamed(Sample target) throws RejectedException {
    if (target.fault() == Reason.MALFORMED) {
      throw new RejectedException(target.fault(), Stage.VALIDATE, target.faultMessage());
    }
    if (target.id() == null) {
      throw new RejectedException(
          Reason.MALFORMED,
          Stage.VALIDATE,
          "op label needs 'id', the id of the question that it answers");
    }
  }

  /**
   * The question, which was read before it was kept.
   *
   * @throws RejectedException when the limits of records have become smaller since
   */
  private Sample asked(Life life, KeptInput input) throws RejectedException {
    try {
      return life.model().spec().divided(decoder.decode(keyed(life, input.question())));
    } catch (RejectedException e) {
      throw new RejectedException(
          e.reason(),
          Stage.LEARN,
          "the question "
              + Shown.quoted(input.id())
              + " can no longer be read: "
              + e.getMessage()
              + "; set the limit to what it was when the question came");
    }
  }

  private static Origin keyed(Life life, Origin record) {
    return new Origin(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        life.id().getBytes(StandardCharsets.UTF_8),
        record.value(),
        record.schema(),
        0,
        record.headers());
  }
}
