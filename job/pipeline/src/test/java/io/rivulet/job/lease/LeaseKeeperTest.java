package io.rivulet.job.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.kafka.Finding;
import io.rivulet.state.run.CheckpointMark;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Which job gets the lease, and which is refused. */
class LeaseKeeperTest extends LeaseBrokerTest {

  @Test
  void patience_ofAJob_outlastsTheSessionOfAKilledOne() {
    assertThat(LeaseTerms.of(configuration("any.")).patience()).isGreaterThan(LeaseMember.SESSION);
  }

  @Test
  void begin_ofASecondJob_isRefusedAndDisturbsNobody() throws Exception {
    JobConfiguration topics = topics("second.");
    RunningKeeper first = start(topics, "b-first", Optional.empty());
    assertThat(first.base()).isZero();
    first.keeper.completed(new CheckpointMark("b-first", 1));
    await(() -> known(topics).flatMap(LeaseRecord::state).isPresent());

    RunningKeeper second = start(topics, "a-second", Optional.empty());

    assertThat(second.refusal())
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContainingAll("b-first", "second.weights", "lease.second.weights");
    assertThat(findings(topics, false))
        .extracting(Finding::severity, Finding::subject)
        .containsExactly(tuple(Finding.Severity.ERROR, "lease.second.weights"));
    assertThat(atAnyTime(topics))
        .extracting(Finding::severity, Finding::subject, Finding::message)
        .containsExactly(
            tuple(
                Finding.Severity.NOTE, "lease.second.weights", "job b-first holds second.weights"));
    first.keeper.completed(new CheckpointMark("b-first", 2));
    await(() -> known(topics).flatMap(LeaseRecord::state).get().checkpoint() == 2);
    assertThat(first.refused).isNotDone();
    assertThat(known(topics).orElseThrow().job()).isEqualTo("b-first");
    endAll();
  }

  @Test
  void begin_ofTwoAtOnce_letsOneIn() throws Exception {
    JobConfiguration topics = topics("both.");

    RunningKeeper first = start(topics, "job-1", Optional.empty());
    RunningKeeper second = start(topics, "job-2", Optional.empty());

    CompletableFuture.anyOf(first.refused, second.refused).get(60, TimeUnit.SECONDS);
    CompletableFuture.anyOf(first.granted, second.granted).get(60, TimeUnit.SECONDS);
    assertThat(first.refused.isDone()).isNotEqualTo(second.refused.isDone());
    assertThat(first.granted.isDone()).isNotEqualTo(second.granted.isDone());
    assertThat(first.granted.isDone()).isNotEqualTo(first.refused.isDone());
    endAll();
  }

  @Test
  void begin_afterTheJobBefore_waitsForItsEndOnly() throws Exception {
    JobConfiguration topics = topics("after.");
    RunningKeeper first = start(topics, "first", Optional.empty());
    first.base();
    first.keeper.completed(new CheckpointMark("first", 6));
    first.end();
    assertThat(known(topics)).contains(marked("first", 0, "first", 6));

    RunningKeeper second = start(topics, "second", state("after.", 0, "first", 6));

    assertThat(second.base()).isZero();
    assertThat(known(topics)).contains(marked("second", 0, "first", 6));
    endAll();
  }

  @Test
  void begin_ofTheSameJobBesideItself_isLetIn() throws Exception {
    JobConfiguration topics = topics("same.");
    RunningKeeper first = start(topics, "job", Optional.empty());
    first.base();

    RunningKeeper again = start(topics, "job", Optional.empty());

    assertThat(again.base()).isZero();
    endAll();
  }

  private static LeaseRecord marked(String job, long base, String stateOf, long checkpoint) {
    return new LeaseRecord(
        job,
        OptionalLong.of(base),
        List.of(0L, 0L),
        Optional.of(new CheckpointMark(stateOf, checkpoint)));
  }

  private static void await(BooleanSupplier question) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!question.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline).as("no change within 30 s").isNegative();
    }
  }
}
