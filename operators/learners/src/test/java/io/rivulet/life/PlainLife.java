package io.rivulet.life;

import io.rivulet.control.Command;
import io.rivulet.control.CommandType;
import io.rivulet.learner.Model;
import io.rivulet.learner.Outcome;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.record.Op;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.Stage;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The life of one model written down plainly, as the contract says it: no index, no storage, no
 * reuse of the life cycle. Numbers are learned by the model itself.
 */
final class PlainLife {

  private record Question(long due, long arrival, long answered, Sample sample) {}

  private final String id;
  private final Specs specs;
  private final PublishPolicy policy;
  private final LifeLimits limits;
  private final double target;
  private final LifeOutputs out;
  private final List<String> ids = new ArrayList<>();
  private final List<Command> waiting = new ArrayList<>();
  private final List<Question> questions = new ArrayList<>();
  private final Map<String, StoredModel> snapshots = new TreeMap<>();
  private String phase = "absent";
  private long incarnation;
  private long time = Long.MIN_VALUE;
  private long arrivals;
  private Model<?> model;

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

  private boolean exists() {
    return model != null;
  }

  private boolean keeps() {
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
        out.rejected(io.rivulet.record.Rejected.of(e, first.sample.origin()));
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
    while (outcome.learned() && exists()) {
      Command due =
          waiting.stream().filter(c -> c.atVersion() == model.version()).findFirst().orElse(null);
      if (due == null) {
        break;
      }
      waiting.remove(due);
      carryOut(due);
    }
    return outcome;
  }

  void command(Command command) {
    if (ids.contains(command.commandId())) {
      ack(command, "SKIPPED");
      return;
    }
    ids.add(command.commandId());
    if (ids.size() > 32) {
      ids.remove(0);
    }
    long version = exists() ? model.version() : 0;
    if (command.fault() != null) {
      fail(command, Reason.CONTROL);
    } else if (command.atVersion() < 0 || command.atVersion() == version) {
      carryOut(command);
    } else if (!exists() || command.atVersion() < version || waiting.size() == 16) {
      fail(command, Reason.CONTROL);
    } else {
      waiting.add(command);
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
    if (needsModel && !exists()) {
      throw refused();
    }
    boolean frozen = phase.equals("frozen");
    switch (type) {
      case CREATE -> {
        if (exists()) {
          return false;
        }
        begin(
            (command.spec() == null
                    ? specs.newModel(id, incarnation)
                    : specs.newModel(id, command.spec(), incarnation))
                .initial());
      }
      case CONFIGURE -> {
        model = specs.configured(model, command.spec());
        if (!keeps()) {
          drop();
        }
      }
      case RESET -> {
        Model<?> next =
            command.spec() == null
                ? specs.renewed(model, incarnation)
                : specs.newModel(id, command.spec(), incarnation);
        drop();
        begin(next.initial());
      }
      case FREEZE -> {
        phase = "frozen";
        return !frozen;
      }
      case RESUME -> {
        if (frozen) {
          phase = "live";
          model.resume();
        }
        return frozen;
      }
      case ANNOUNCE -> out.weights(model.announce());
      case SNAPSHOT -> {
        if (snapshots.size() == 3 && !snapshots.containsKey(command.name())) {
          throw refused();
        }
        snapshots.put(command.name(), model.store());
      }
      case ROLLBACK -> {
        if (!snapshots.containsKey(command.name())) {
          throw refused();
        }
        begin(specs.returned(id, snapshots.get(command.name()), incarnation));
        if (!keeps()) {
          drop();
        }
      }
      case EXPORT -> {
        StoredModel stored = model.store();
        out.exported(
            new io.rivulet.control.ExportedState(
                id,
                stored.spec(),
                StateFrame.write(StoredModel.FORMAT, stored),
                stored.incarnation(),
                stored.version(),
                stored.samples(),
                stored.previous()));
      }
      case IMPORT -> {
        Model<?> next = specs.admit(id, command.state(), incarnation);
        drop();
        begin(next);
      }
      case MERGE -> {
        Model<?> next = specs.merged(model, command.state(), incarnation);
        drop();
        begin(next);
      }
      case DELETE -> {
        if (!exists()) {
          return false;
        }
        end("deleted");
      }
    }
    return true;
  }

  private void begin(Model<?> next) {
    failWaiting();
    if (!exists()) {
      phase = "live";
      time = Long.MIN_VALUE;
    }
    model = next;
    incarnation = next.incarnation();
    out.weights(next.announce());
  }

  private void end(String next) {
    failWaiting();
    drop();
    snapshots.clear();
    phase = next;
    model = null;
    out.weights(io.rivulet.record.WeightRecord.tombstone(id, incarnation));
    if (next.equals("deleted")) {
      out.exported(io.rivulet.control.ExportedState.tombstone(id));
    }
  }

  private void drop() {
    if (!questions.isEmpty()) {
      out.dropped(questions.size());
    }
    questions.clear();
  }

  private void failWaiting() {
    List<Command> ended = new ArrayList<>(waiting);
    waiting.clear();
    ended.forEach(command -> fail(command, Reason.CONTROL));
  }

  private void fail(Command command, Reason reason) {
    out.ack(record(command, "FAILED", reason.name()));
    out.rejected(
        new io.rivulet.record.Rejected(Reason.CONTROL, Stage.CONTROL, "", command.origin()));
  }

  private void ack(Command command, String status) {
    out.ack(record(command, status, null));
  }

  private io.rivulet.control.Ack record(Command command, String status, String reason) {
    return new io.rivulet.control.Ack(
        command.commandId(),
        id,
        command.type(),
        io.rivulet.control.AckStatus.valueOf(status),
        reason,
        null,
        incarnation,
        exists() ? model.version() : 0);
  }

  private static RejectedException refused() {
    return new RejectedException(Reason.CONTROL, Stage.CONTROL, "");
  }
}
