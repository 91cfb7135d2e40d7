package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thousand random schedules; each is named by its seed and replays from it. */
@Execution(ExecutionMode.CONCURRENT)
class ScheduleTest {

  private static final int GROUP = 100;

  @ParameterizedTest(name = "schedules from {0}")
  @ValueSource(longs = {100, 200, 300, 400, 500, 600, 700, 800, 900})
  void operator_anySchedule_equalsPlainModels(long first) {
    assertEverythingHappened(runGroup(first));
  }

  @Test
  void operator_firstSchedules_publishEveryKindWithBatchesAndUnlearning() {
    Schedule.Seen seen = runGroup(0);

    assertEverythingHappened(seen);
    assertThat(seen.published).containsExactlyInAnyOrderElementsOf(Kind.ALL);
    assertThat(seen.batched)
        .containsExactlyInAnyOrderElementsOf(
            Kind.ALL.stream().filter(kind -> kind.target() != Kind.Target.LABEL).toList());
    assertThat(seen.unlearned.stream().map(Kind::learner)).contains("rls", "ledger", "online-net");
  }

  @Test
  void kinds_always_haveEveryLearnerOfTheCatalogue() {
    assertThat(Kind.ALL.stream().map(Kind::learner).distinct())
        .containsExactlyInAnyOrderElementsOf(Catalogue.names());
  }

  private static void assertEverythingHappened(Schedule.Seen seen) {
    assertThat(seen.evictions).isPositive();
    assertThat(seen.snapshots).isPositive();
    assertThat(seen.restores).isPositive();
    assertThat(seen.discards).isPositive();
    assertThat(seen.rejects).isPositive();
  }

  private static Schedule.Seen runGroup(long first) {
    Schedule.Seen seen = new Schedule.Seen();
    for (long seed = first; seed < first + GROUP; seed++) {
      run(seed, seen);
    }
    return seen;
  }

  private static void run(long seed, Schedule.Seen seen) {
    Backend backend = seed % 10 == 0 ? Backend.ROCKSDB : Backend.HASHMAP;
    try {
      new Schedule(seed, backend, seen).run();
    } catch (Exception | AssertionError e) {
      throw new AssertionError("schedule " + seed + " on " + backend, e);
    }
  }
}
