package io.rivulet.life;

import io.rivulet.control.Command;
import io.rivulet.control.ExportedState;
import io.rivulet.learner.Model;
import io.rivulet.learner.Outcome;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.record.Op;
import io.rivulet.record.Reason;
import io.rivulet.record.Rejected;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.Stage;
import io.rivulet.record.WeightRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The life of one model written down plainly, as the contract says it: no index, no storage, no
 * reuse of the life cycle. Numbers are learned by the model itself.
 */
final class PlainLife {

  private record Question(long due, long arrival, long answered, Sample sample) {}

  final String id;
  final Specs specs;
  private final PublishPolicy policy;
  private final LifeLimits limits;
  private final double target;
  final LifeOutputs out;
  private final List<Question> questions = new ArrayList<>();
  private final PlainCommands commands = new PlainCommands(this);
  String phase = "absent";
  long incarnation;
  private long time = Long.MIN_VALUE;
  private long arrivals;
  Model<?> model;

  /**
   * @param target what a question is answered by when no target comes
   */
  PlainLife(
      String id,
      Specs specs,
      PublishPolicy policy,
      LifeLimits limits,
      double target,
      LifeOutputs out) {
    this.id = id;
    this.specs = specs;
    this.policy = policy;
    this.limits = limits;
    this.target = target;
    this.out = out;
  }

  boolean exists() {
    return model != null;
  }

  boolean keeps() {
    return exists() && model.spec().canonical().contains("\"labels\"");
  }

  void sample(Sample sample) throws RejectedException {
    long ts = sample.ts();
    if (exists() && ts > time) {
      if (time != Long.MIN_VALUE && ts - time > limits.idle()) {
        end("absent");
      } else {
        time = ts;
        learnDue();
      }
    }
    if (phase.equals("deleted")) {
      if (time == Long.MIN_VALUE) {
        time = ts;
      }
      if (ts == Long.MIN_VALUE || ts - time <= limits.deletedFor()) {
        throw new RejectedException(Reason.DELETED, Stage.LEARN, "");
      }
    }
    if (sample.op() == Op.LABEL) {
      label(sample);
      return;
    }
    Outcome outcome = learn(sample, -1);
    if (outcome.op() == Op.PREDICT && sample.id() != null && keeps()) {
      if (questions.stream().noneMatch(q -> q.sample.id().equals(sample.id()))) {
        long from = ts == Long.MIN_VALUE ? time : ts;
        long due = from == Long.MIN_VALUE ? Long.MAX_VALUE : from + 100;
        questions.add(new Question(due, arrivals, outcome.prediction().version(), sample));
        arrivals++;
        if (questions.size() > limits.pending()) {
          questions.remove(0);
          out.dropped(1);
        }
      }
    }
  }

  private void learnDue() {
    while (keeps()) {
      Question first =
          questions.stream()
              .filter(q -> q.due <= time)
              .min(Comparator.comparingLong(Question::due).thenComparingLong(Question::arrival))
              .orElse(null);
      if (first == null) {
        return;
      }
      questions.remove(first);
      try {
        learn(first.sample.learning(Sample.of(id).y(target).build()), first.answered);
      } catch (RejectedException e) {
        out.rejected(Rejected.of(e, first.sample.origin()));
      }
    }
  }

  private void label(Sample label) throws RejectedException {
    Model<?> asked = exists() ? model : specs.newModel(id, incarnation);
    if (!asked.spec().canonical().contains("\"labels\"")) {
      throw new RejectedException(Reason.UNSUPPORTED, Stage.VALIDATE, "");
    }
    Question question =
        questions.stream().filter(q -> q.sample.id().equals(label.id())).findFirst().orElse(null);
    if (question == null || !exists()) {
      throw new RejectedException(Reason.LABEL, Stage.LEARN, "");
    }
    learn(question.sample.learning(label), question.answered);
    questions.remove(question);
  }

  private Outcome learn(Sample sample, long answered) throws RejectedException {
    Outcome outcome;
    if (phase.equals("frozen")) {
      outcome = model.assess(sample, answered, policy);
    } else {
      Model<?> learning = exists() ? model : specs.newModel(id, incarnation);
      outcome = learning.accept(sample, answered, policy);
      if (!exists()) {
        model = learning;
        phase = "live";
        incarnation = model.incarnation();
        time = Math.max(time, sample.ts());
      }
    }
    outcome.emit(out);
    if (outcome.learned()) {
      commands.carryOutDue();
    }
    return outcome;
  }

  void command(Command command) {
    commands.accept(command);
  }

  void begin(Model<?> next) {
    commands.failWaiting();
    if (!exists()) {
      phase = "live";
      time = Long.MIN_VALUE;
    }
    model = next;
    incarnation = next.incarnation();
    out.weights(next.announce());
  }

  void end(String next) {
    commands.failWaiting();
    drop();
    commands.snapshots.clear();
    phase = next;
    model = null;
    out.weights(WeightRecord.tombstone(id, incarnation));
    if (next.equals("deleted")) {
      out.exported(ExportedState.tombstone(id));
    }
  }

  void drop() {
    if (!questions.isEmpty()) {
      out.dropped(questions.size());
    }
    questions.clear();
  }
}
