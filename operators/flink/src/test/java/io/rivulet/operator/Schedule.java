package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private static final List<Map<String, ?>> KINDS =
      List.of(
          Map.of("learner", "rls", "forgetting", 0.9),
          Map.of("learner", "rls", "bias", true),
          Map.of("learner", "rls", "forgetting", 0.8, "forgettingMode", "directional"),
          Map.of("learner", "rls", "forgetting", 0.95, "model", Map.of("kind", "shared")),
          Map.of(
              "learner",
              "rls",
              "forgetting",
              0.7,
              "forgettingMode",
              "directional",
              "model",
              Map.of("kind", "shared")),
          Map.of("learner", "orfit", "memory", 3),
          Map.of("learner", "orfit", "memory", 2, "summary", "fd", "memoryDecay", 0.9),
          Map.of("learner", "orfit", "memory", 2, "summary", "latest"),
          Map.of("learner", "orfit", "memory", 3, "summary", "random", "seed", 11),
          Map.of("learner", "orfit", "summary", "full"),
          Map.of("learner", "orfit", "memory", 3, "noise", 0.2, "priorPrecision", 2),
          Map.of("learner", "orfit", "memory", 4, "noise", 0.1, "model", Map.of("kind", "shared")),
          Map.of(
              "learner",
              "orfit",
              "memory",
              3,
              "model",
              Map.of("kind", "mlp", "hidden", List.of(2))),
          Map.of("learner", "online-net", "hidden", 3, "seed", 5),
          Map.of("learner", "online-net", "hidden", 2, "seed", 5, "mode", "observe"),
          Map.of("learner", "sgd", "rate", 0.1),
          Map.of("learner", "one-step-sgd"),
          Map.of("learner", "greedy"));

  /** What all schedules of a group have seen. */
  static final class Seen {
    long evictions;
    long snapshots;
    long restores;
    long discards;
    long rejects;
  }

  private final long seed;
  private final Backend backend;
  private final Seen seen;
  private final SplittableRandom random;
  private final int[] inputs = new int[MODELS];
  private final int[] outputs = new int[MODELS];
  private final List<SpecPattern> patterns = new ArrayList<>();
  private final PlainModels plain;
  private final List<Sample> samples = new ArrayList<>();
  private final List<RecordLog> answers = new ArrayList<>();

  private LearnHarness harness;
  private RecordLog expected;
  private int position;
  private OperatorSubtaskState kept;
  private int keptPosition;

  Schedule(long seed, Backend backend, Seen seen) {
    this.seed = seed;
    this.backend = backend;
    this.seen = seen;
    this.random = new SplittableRandom(seed);
    for (int i = 0; i < MODELS; i++) {
      patterns.add(SpecPattern.of("m" + i, spec(i)));
    }
    this.plain = new PlainModels(settings(1));
  }

  private Map<String, Object> spec(int model) {
    Map<String, Object> spec = new HashMap<>(KINDS.get(random.nextInt(KINDS.size())));
    int dimension = random.nextInt(1, 7);
    outputs[model] = random.nextInt(1, 3);
    boolean shared = Map.of("kind", "shared").equals(spec.get("model"));
    inputs[model] = shared ? dimension * outputs[model] : dimension;
    spec.put("dimension", dimension);
    spec.put("outputs", outputs[model]);
    return spec;
  }

  private LearnSettings settings(long cacheBytes) {
    return new LearnSettings(patterns, Limits.DEFAULT, new PublishPolicy(1 + seed % 3), cacheBytes);
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
    expect(answers.get(position));
    harness.process(samples.get(position));
    position++;
  }

  private void expect(RecordLog answer) {
    expected.weights.addAll(answer.weights);
    expected.predictions.addAll(answer.predictions);
    expected.rejected.addAll(answer.rejected);
  }

  private void draw(Op op, int model) {
    Sample sample = sample(op, model);
    samples.add(sample);
    answers.add(plain.accept(sample));
    seen.rejects += answers.get(answers.size() - 1).rejected.size();
  }

  private Sample sample(Op op, int model) {
    if (!samples.isEmpty() && random.nextInt(12) == 0) {
      return samples.get(random.nextInt(samples.size()));
    }
    int size = inputs[model] + (random.nextInt(20) == 0 ? 1 : 0);
    double scale = random.nextInt(20) == 0 ? 1e200 : 1;
    double[] x = random.doubles(size, -scale, scale).toArray();
    double[] y = random.doubles(outputs[model], -3, 3).toArray();
    double weight = random.nextInt(4) == 0 ? random.nextInt(3) : 1;
    return Samples.of("m" + model, op, samples.size(), weight, x, y);
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
      expect(answers.get(answers.size() - 1));
      harness.process(samples.get(samples.size() - 1));
    }
    harness.snapshot();
    assertThat(harness.stored()).isEqualTo(plain.stored());
    finish();
  }
}
