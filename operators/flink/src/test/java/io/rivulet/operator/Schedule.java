package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;

/**
 * One random order of samples, evictions, snapshots, discarded snapshots and restores, with room
 * for a few of eight models. Samples are drawn once and replayed after a restore; what plain models
 * answered to each is what the operator must answer, however often it comes to it.
 */
final class Schedule {

  private static final int MODELS = 8;
  private static final int STEPS = 50;

  /** What all schedules of a group have seen. */
  static final class Seen {
    long evictions;
    long snapshots;
    long restores;
    long discards;
    long rejects;
    final Set<Kind> published = new HashSet<>();
    final Set<Kind> batched = new HashSet<>();
    final Set<Kind> unlearned = new HashSet<>();
  }

  private final Backend backend;
  private final Seen seen;
  private final SplittableRandom random;
  private final int every;
  private final List<ScheduledModel> models = new ArrayList<>();
  private final PlainModels plain;
  private final List<Sample> samples = new ArrayList<>();
  private final List<RecordLog> answers = new ArrayList<>();

  private LearnHarness harness;
  private RecordLog expected;
  private int position;
  private OperatorSubtaskState kept;
  private int keptPosition;

  Schedule(long seed, Backend backend, Seen seen) {
    this.backend = backend;
    this.seen = seen;
    this.random = new SplittableRandom(seed);
    this.every = random.nextInt(1, 4);
    for (int i = 0; i < MODELS; i++) {
      models.add(new ScheduledModel("m" + i, kind(seed * MODELS + i), random));
    }
    this.plain = new PlainModels(settings(1));
  }

  /** Kinds take turns, so that a hundred schedules have each of them often. */
  private static Kind kind(long turn) {
    return Kind.ALL.get(Math.floorMod(turn, Kind.ALL.size()));
  }

  private LearnSettings settings(long cacheBytes) {
    List<SpecPattern> patterns = models.stream().map(ScheduledModel::pattern).toList();
    return new LearnSettings(patterns, Limits.DEFAULT, new PublishPolicy(every), cacheBytes);
  }

  void run() throws Exception {
    try {
      start(null);
      for (int i = 0; i < STEPS; i++) {
        step();
      }
      while (position < samples.size()) {
        next();
      }
      draw(Op.LEARN, random.nextInt(MODELS));
      next();
      compare();
    } finally {
      harness.close();
    }
  }

  private void step() throws Exception {
    int draw = random.nextInt(100);
    if (draw < 70) {
      element();
    } else if (draw < 78) {
      evict();
    } else if (draw < 87) {
      kept = harness.snapshot();
      keptPosition = position;
      seen.snapshots++;
    } else if (draw < 93) {
      harness.snapshot();
      seen.discards++;
    } else {
      restore();
    }
  }

  private void element() throws Exception {
    if (position == samples.size()) {
      int draw = random.nextInt(10);
      Op op = draw < 8 ? Op.LEARN : draw == 8 ? Op.PREDICT : Op.UNLEARN;
      draw(op, random.nextInt(MODELS));
    }
    next();
  }

  /** Asks all other models, so that those used before must leave. */
  private void evict() throws Exception {
    int first = random.nextInt(MODELS);
    for (int i = 0; i < MODELS - 1; i++) {
      if (position == samples.size()) {
        draw(Op.PREDICT, (first + i) % MODELS);
      }
      next();
    }
  }

  private void restore() throws Exception {
    finish();
    start(kept);
    position = kept == null ? 0 : keptPosition;
    seen.restores++;
  }

  private void start(OperatorSubtaskState state) throws Exception {
    harness = new LearnHarness(settings(random.nextLong(1, 5_000)), backend, state);
    expected = new RecordLog();
  }

  private void finish() {
    assertThat(harness.log.lines()).isEqualTo(expected.lines());
    seen.evictions += harness.counter("cacheEvictions");
    harness.close();
  }

  private void next() throws Exception {
    expected.addAll(answers.get(position));
    harness.process(samples.get(position));
    position++;
  }

  private void draw(Op op, int model) {
    Sample sample = sample(op, model);
    RecordLog answer = plain.accept(sample);
    samples.add(sample);
    answers.add(answer);
    note(sample, answer);
  }

  private void note(Sample sample, RecordLog answer) {
    Kind kind = models.get(Integer.parseInt(sample.model().substring(1))).kind();
    seen.rejects += answer.rejected.size();
    if (!answer.weights.isEmpty()) {
      seen.published.add(kind);
    }
    if (answer.rejected.isEmpty() && sample.op() == Op.LEARN && sample.rows() > 1) {
      seen.batched.add(kind);
    }
    if (answer.rejected.isEmpty() && sample.op() == Op.UNLEARN) {
      seen.unlearned.add(kind);
    }
  }

  private Sample sample(Op op, int model) {
    if (!samples.isEmpty() && random.nextInt(12) == 0) {
      return samples.get(random.nextInt(samples.size()));
    }
    if (op == Op.UNLEARN) {
      List<Sample> learned = learned("m" + model);
      if (!learned.isEmpty()) {
        return ScheduledModel.unlearn(learned.get(random.nextInt(learned.size())), samples.size());
      }
    }
    return models.get(model).draw(op, samples.size(), random);
  }

  private List<Sample> learned(String model) {
    return samples.stream()
        .filter(sample -> sample.model().equals(model) && sample.op() == Op.LEARN)
        .toList();
  }

  /** Live, restored and plain models hold the same bytes, and go on with the same bits. */
  private void compare() throws Exception {
    OperatorSubtaskState last = harness.snapshot();
    Map<String, String> live = harness.stored();
    assertThat(live).isEqualTo(plain.stored());
    finish();

    start(last);
    assertThat(harness.stored()).isEqualTo(live);
    for (int model : IntStream.range(0, MODELS).toArray()) {
      draw(Op.LEARN, model);
      expected.addAll(answers.get(answers.size() - 1));
      harness.process(samples.get(samples.size() - 1));
    }
    harness.snapshot();
    assertThat(harness.stored()).isEqualTo(plain.stored());
    finish();
  }
}
