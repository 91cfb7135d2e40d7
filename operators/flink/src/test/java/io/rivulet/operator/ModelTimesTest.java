package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Command;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.life.LifeLimits;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/**
 * The stored times of large models, which are kept apart from the models: after any order of
 * questions, samples, commands, evictions, snapshots and restores they are those of plain lives.
 */
class ModelTimesTest {

  private static final int SEEDS = 60;
  private static final int STEPS = 150;
  private static final List<String> IDS = List.of("large-0", "large-1", "large-2", "small");
  private static final LifeLimits LIMITS = new LifeLimits(200, 60, 3);

  /** What all schedules have seen. */
  private long timesApart;

  private long superseded;

  @Test
  void restore_anySchedule_hasTheTimesOfPlainLives() throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      try {
        new Run(seed).run();
      } catch (Exception | AssertionError e) {
        throw new AssertionError("schedule " + seed, e);
      }
    }
    assertThat(timesApart).isPositive();
    assertThat(superseded).isPositive();
  }

  @Test
  void snapshot_onlyAnswered_leavesTheFramesOfLargeModelsAlone() throws Exception {
    for (Backend backend : Backend.values()) {
      try (LearnHarness harness = new LearnHarness(settings(1 << 20), backend)) {
        harness.process(sample("large-0", Op.LEARN, 1), sample("small", Op.LEARN, 1));
        harness.snapshot();
        Map<String, byte[]> before = harness.frames();
        harness.process(sample("large-0", Op.PREDICT, 9), sample("small", Op.PREDICT, 9));
        harness.snapshot();

        assertThat(harness.frames().get("large-0")).isEqualTo(before.get("large-0"));
        assertThat(harness.frames().get("small")).isNotEqualTo(before.get("small"));
        assertThat(harness.times()).containsExactly(Map.entry("large-0", 1_009L));

        harness.process(sample("large-0", Op.LEARN, 10));
        harness.snapshot();
        assertThat(harness.times()).isEmpty();
      }
    }
  }

  private static LearnSettings settings(long cacheBytes) {
    return new LearnSettings(
        List.of(
            SpecPattern.of("large-*", Map.of("learner", "rls", "dimension", 32)),
            SpecPattern.of("*", Map.of("learner", "sgd", "dimension", 32, "rate", 0.1))),
        Limits.DEFAULT,
        new PublishPolicy(3),
        LIMITS,
        cacheBytes);
  }

  private static Sample sample(String model, Op op, long offset) {
    return Samples.of(model, op, offset, 1, new SplittableRandom(offset).doubles(32).toArray(), 1);
  }

  /** A sample or a command. */
  private record Step(Sample sample, Command command) {}

  /** One schedule, replayed from what a snapshot kept after each restore. */
  private final class Run {

    private final SplittableRandom random;
    private final Backend backend;
    private final PlainLives plain = new PlainLives(settings(1));
    private final List<Step> steps = new ArrayList<>();
    private LearnHarness harness;
    private OperatorSubtaskState kept;
    private int keptPosition;
    private int position;
    private long now;

    Run(long seed) {
      this.random = new SplittableRandom(seed);
      this.backend = seed % 20 == 0 ? Backend.ROCKSDB : Backend.HASHMAP;
    }

    void run() throws Exception {
      start();
      try {
        for (int i = 0; i < STEPS; i++) {
          step();
        }
        while (position < steps.size()) {
          next();
        }
        kept = harness.snapshot();
        keptPosition = position;
        assertThat(harness.lives()).isEqualTo(plain.lives());
        restore();
        assertThat(harness.lives()).isEqualTo(plain.lives());
      } finally {
        harness.close();
      }
    }

    private void step() throws Exception {
      int draw = random.nextInt(100);
      if (draw < 82) {
        if (position == steps.size()) {
          draw();
        }
        next();
      } else if (draw < 93) {
        keep();
      } else {
        restore();
      }
    }

    private void keep() throws Exception {
      int before = harness.times().size();
      kept = harness.snapshot();
      keptPosition = position;
      int after = harness.times().size();
      timesApart += after;
      superseded += after < before ? 1 : 0;
    }

    private void draw() throws Exception {
      String model = IDS.get(random.nextInt(IDS.size()));
      now += random.nextInt(40) == 0 ? random.nextInt(300) : random.nextInt(6);
      int draw = random.nextInt(20);
      Step step;
      if (draw == 0) {
        String type = List.of("delete", "freeze", "resume", "reset").get(random.nextInt(4));
        step = new Step(null, Commands.of(model, "c-" + steps.size(), type));
        plain.accept(step.command());
      } else {
        step = new Step(sample(model, draw < 6 ? Op.LEARN : Op.PREDICT, now), null);
        plain.accept(step.sample());
      }
      steps.add(step);
    }

    private void next() throws Exception {
      Step step = steps.get(position);
      if (step.sample() != null) {
        harness.process(step.sample());
      } else {
        harness.command(step.command());
      }
      position++;
    }

    private void restore() throws Exception {
      harness.close();
      start();
      position = kept == null ? 0 : keptPosition;
    }

    private void start() throws Exception {
      harness = new LearnHarness(settings(random.nextLong(1, 20_000)), backend, kept);
    }
  }
}
