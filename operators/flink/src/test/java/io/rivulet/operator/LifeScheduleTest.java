package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.AckStatus;
import io.rivulet.control.CommandType;
import io.rivulet.record.Reason;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two hundred random schedules of lives; each is named by its seed and replays from it. */
@Execution(ExecutionMode.CONCURRENT)
class LifeScheduleTest {

  private static final int GROUP = 100;

  @ParameterizedTest(name = "schedules from {0}")
  @ValueSource(longs = {0, 100})
  void operator_anyScheduleOfCommandsAndTargets_equalsPlainLives(long first) {
    LifeSchedule.Seen seen = new LifeSchedule.Seen();
    for (long seed = first; seed < first + GROUP; seed++) {
      run(seed, seen);
    }

    assertThat(seen.acks.get(AckStatus.COMPLETED)).containsExactlyInAnyOrder(CommandType.values());
    assertThat(seen.acks.get(AckStatus.SKIPPED)).containsExactlyInAnyOrder(CommandType.values());
    assertThat(seen.acks.get(AckStatus.FAILED))
        .contains(CommandType.CONFIGURE, CommandType.ROLLBACK, CommandType.MERGE);
    assertThat(seen.refusals)
        .contains(Reason.CONTROL, Reason.LABEL, Reason.DELETED, Reason.DIMENSION);
    assertThat(seen.messages)
        .contains("idle", "the errors of the model have drifted")
        .anyMatch(message -> message.startsWith("the incarnation ended before it had version"));
    assertThat(seen.evictions).isPositive();
    assertThat(seen.restores).isPositive();
    assertThat(seen.rescales).isPositive();
    assertThat(seen.windows).isPositive();
    assertThat(seen.alarms).isPositive();
    assertThat(seen.answered).isPositive();
    assertThat(seen.frozen).isPositive();
  }

  private static void run(long seed, LifeSchedule.Seen seen) {
    Backend backend = seed % 10 == 0 ? Backend.ROCKSDB : Backend.HASHMAP;
    try {
      new LifeSchedule(seed, backend, seen).run();
    } catch (Exception | AssertionError e) {
      throw new AssertionError("schedule " + seed + " on " + backend, e);
    }
  }
}
