package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.control.Command;
import io.rivulet.control.CommandType;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.life.LifeLimits;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.Reason;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/**
 * One random order of samples, late targets, commands, evictions, snapshots, restores and changes
 * of parallelism, with room for less than all models. Records are drawn once and replayed after a
 * restore; what plain lives answered to each is what the operator must answer, however often it
 * comes to it.
 */
final class LifeSchedule {

  private static final int MODELS = 4;
  private static final int STEPS = 120;
  private static final int MOST_SUBTASKS = 3;
  private static final LifeLimits LIMITS = new LifeLimits(300, 100, 3);

  /** What all schedules of a group have seen. */
  static final class Seen {
    long evictions;
    long restores;
    long rescales;
    long windows;
    long alarms;
    long answered;
    long frozen;
    final Map<AckStatus, Set<CommandType>> acks = new HashMap<>();
    final Set<Reason> refusals = EnumSet.noneOf(Reason.class);
    final Set<String> messages = new HashSet<>();
  }

  /** A sample or a command, and what plain lives answered. */
  private record Step(String model, Sample sample, Command command, RecordLog answer) {}

  private final Backend backend;
  private final Seen seen;
  private final SplittableRandom random;
  private final List<CommandedModel> models = new ArrayList<>();
  private final List<SpecPattern> patterns;
  private final PublishPolicy policy;
  private final PlainLives plain;
  private final List<Step> steps = new ArrayList<>();

  private final List<LearnHarness> subtasks = new ArrayList<>();
  private final List<RecordLog> expected = new ArrayList<>();
  private long now = 1_000_000;
  private int position;
  private OperatorSubtaskState kept;
  private int keptSubtasks = 1;
  private int keptPosition;

  LifeSchedule(long seed, Backend backend, Seen seen) {
    this.backend = backend;
    this.seen = seen;
    this.random = new SplittableRandom(seed);
    for (int i = 0; i < MODELS; i++) {
      int kind = Math.floorMod(seed * MODELS + i, Kind.ALL.size());
      models.add(new CommandedModel("m" + i, Kind.ALL.get(kind), random));
    }
    this.patterns = models.stream().map(CommandedModel::pattern).toList();
    this.policy = new PublishPolicy(random.nextInt(1, 4));
    this.plain = new PlainLives(settings(1));
  }

  private LearnSettings settings(long cacheBytes) {
    return new LearnSettings(patterns, Limits.DEFAULT, policy, LIMITS, cacheBytes);
  }

  void run() throws Exception {
    try {
      start(null, 1, 1);
      for (int i = 0; i < STEPS; i++) {
        step();
      }
      while (position < steps.size()) {
        next();
      }
      compare();
    } finally {
      subtasks.forEach(LearnHarness::close);
    }
  }

  private void step() throws Exception {
    int draw = random.nextInt(100);
    if (draw < 74) {
      element(random.nextInt(MODELS));
    } else if (draw < 77) {
      burst();
    } else if (draw < 88) {
      kept = snapshot();
      keptSubtasks = subtasks.size();
      keptPosition = position;
    } else if (draw < 95) {
      subtasks.forEach(LifeSchedule::discardedSnapshot);
    } else {
      restore();
    }
  }

  private static void discardedSnapshot(LearnHarness subtask) {
    try {
      subtask.snapshot();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void element(int model) throws Exception {
    if (position == steps.size()) {
      if (random.nextInt(3) == 0) {
        drawCommand(models.get(model));
      } else {
        drawSample(models.get(model), op());
      }
    }
    next();
  }

  /** Many samples of one model, so that its detector of drifts begins to work. */
  private void burst() throws Exception {
    int model = random.nextInt(MODELS);
    for (int i = 0; i < 40; i++) {
      if (position == steps.size()) {
        drawSample(models.get(model), Op.LEARN);
      }
      next();
    }
  }

  private Op op() {
    int draw = random.nextInt(20);
    return draw < 9 ? Op.LEARN : draw < 14 ? Op.PREDICT : draw < 18 ? Op.LABEL : Op.UNLEARN;
  }

  private void drawSample(CommandedModel model, Op op) throws Exception {
    now += random.nextInt(60) == 0 ? random.nextInt(500) : random.nextInt(8);
    Sample sample = model.sample(op, steps.size(), now, random);
    add(new Step(model.id(), sample, null, plain.accept(sample)));
  }

  private void drawCommand(CommandedModel model) throws Exception {
    long version = plain.find(model.id()).version();
    Command command = model.command(version, steps.size() + 1L, now, random);
    add(new Step(model.id(), null, command, plain.accept(command)));
  }

  private void add(Step step) {
    steps.add(step);
    RecordLog answer = step.answer();
    answer.states.stream()
        .filter(state -> !state.isTombstone())
        .forEach(state -> models.forEach(model -> model.exported(state)));
    note(answer);
  }

  private void note(RecordLog answer) {
    for (Ack ack : answer.acks) {
      seen.acks.computeIfAbsent(ack.status(), status -> new HashSet<>()).add(ack.type());
      seen.messages.add(String.valueOf(ack.message()).replaceAll("[0-9]+", "#"));
    }
    answer.rejected.forEach(rejected -> seen.refusals.add(rejected.reason()));
    answer.quality.forEach(record -> seen.alarms += record.drift() ? 1 : 0);
    answer.quality.forEach(record -> seen.windows += record.drift() ? 0 : 1);
    for (Prediction prediction : answer.predictions) {
      seen.answered += prediction.answered() == Prediction.NOT_ASKED ? 0 : 1;
      seen.frozen += prediction.frozen() ? 1 : 0;
    }
    for (WeightRecord record : answer.weights) {
      if (record.isTombstone() && answer.acks.isEmpty()) {
        seen.messages.add("idle");
      }
    }
  }

  private void next() throws Exception {
    Step step = steps.get(position);
    int owner = owner(step.model());
    expected.get(owner).addAll(step.answer());
    if (step.sample() != null) {
      subtasks.get(owner).process(step.sample());
    } else {
      subtasks.get(owner).command(step.command());
    }
    position++;
  }

  private int owner(String model) {
    int owner = 0;
    while (!LearnHarness.owns(model, subtasks.size(), owner)) {
      owner++;
    }
    return owner;
  }

  private OperatorSubtaskState snapshot() throws Exception {
    OperatorSubtaskState[] parts = new OperatorSubtaskState[subtasks.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = subtasks.get(i).snapshot();
    }
    return AbstractStreamOperatorTestHarness.repackageState(parts);
  }

  private void restore() throws Exception {
    int next = random.nextInt(1, MOST_SUBTASKS + 1);
    seen.restores++;
    seen.rescales += next == keptSubtasks ? 0 : 1;
    finish();
    start(kept, keptSubtasks, next);
    position = kept == null ? 0 : keptPosition;
  }

  private void start(OperatorSubtaskState state, int before, int parallelism) throws Exception {
    for (int i = 0; i < parallelism; i++) {
      OperatorSubtaskState part =
          state == null
              ? null
              : AbstractStreamOperatorTestHarness.repartitionOperatorState(
                  state, LearnHarness.MAX_PARALLELISM, before, parallelism, i);
      LearnSettings settings = settings(random.nextLong(1, 9_000));
      subtasks.add(new LearnHarness(settings, backend, parallelism, i, part));
      expected.add(new RecordLog());
    }
  }

  private void finish() {
    for (int i = 0; i < subtasks.size(); i++) {
      LearnHarness subtask = subtasks.get(i);
      assertThat(subtask.log.lines()).isEqualTo(expected.get(i).lines());
      seen.evictions += subtask.counter("cacheEvictions");
      subtask.close();
    }
    subtasks.clear();
    expected.clear();
  }

  /** Live, restored and plain lives hold the same bytes, and go on with the same bits. */
  private void compare() throws Exception {
    kept = snapshot();
    keptSubtasks = subtasks.size();
    keptPosition = position;
    requireEqualState();
    restore();
    requireEqualState();
    for (CommandedModel model : models) {
      for (Op op : List.of(Op.LEARN, Op.LABEL, Op.PREDICT, Op.LEARN)) {
        drawSample(model, op);
        next();
      }
    }
    snapshot();
    requireEqualState();
    finish();
  }

  private void requireEqualState() throws Exception {
    Map<String, String> lives = new TreeMap<>();
    Map<String, Map<String, String>> snapshots = new TreeMap<>();
    Map<String, Map<Long, String>> inputs = new TreeMap<>();
    for (LearnHarness subtask : subtasks) {
      lives.putAll(subtask.lives());
      snapshots.putAll(subtask.snapshots());
      inputs.putAll(subtask.inputs());
    }
    assertThat(lives).isEqualTo(plain.lives());
    assertThat(snapshots).isEqualTo(plain.snapshots());
    assertThat(inputs).isEqualTo(plain.inputs());
  }
}
