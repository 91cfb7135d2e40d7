package io.rivulet.job.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.job.config.ClientProperties;
import io.rivulet.job.config.KafkaSettings;
import io.rivulet.job.config.StartPosition;
import io.rivulet.job.config.StartSettings;
import io.rivulet.job.config.TopicNames;
import io.rivulet.state.run.CheckpointMark;
import io.rivulet.state.run.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a start is told, for each thing that Flink, the lease and the topic can say. */
class StartRulesTest {

  private static final Optional<Restored> NOTHING = Optional.empty();
  private static final Optional<LeaseRecord> UNKNOWN = Optional.empty();
  private static final long EMPTY = 0;

  private static final StartSettings PLAIN = new StartSettings(false, false, false);
  private static final StartSettings FRESH = new StartSettings(true, false, false);
  private static final StartSettings ADOPT = new StartSettings(false, true, false);
  private static final StartSettings REWIND = new StartSettings(false, false, true);
  private static final StartSettings ADOPT_AND_REWIND = new StartSettings(false, true, true);

  @Test
  void withoutState_overAnEmptyTopic_beginsAtTheFirstIncarnation() {
    assertThat(decide(PLAIN, EMPTY, NOTHING, UNKNOWN)).isEqualTo(record("me", 0));
    assertThat(decide(FRESH, EMPTY, NOTHING, record("old", 4, "old", 7)))
        .isEqualTo(record("me", 0));
  }

  @Test
  void withoutState_overWeights_isRefusedUnlessFresh() {
    assertThatThrownBy(() -> decide(PLAIN, 3, NOTHING, UNKNOWN))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContainingAll("t.weights", "rivulet restore file:/chk-9", "--fresh");
    assertThatThrownBy(() -> decide(PLAIN, 3, NOTHING, record("old", 4, "old", 7)))
        .isInstanceOf(StartRefusedException.class);
    assertThat(decide(FRESH, 3, NOTHING, UNKNOWN)).isEqualTo(record("me", 3));
    assertThat(decide(FRESH, 3, NOTHING, record("old", 4, "old", 7))).isEqualTo(record("me", 3));
  }

  @Test
  void withoutState_afterAFailureBeforeTheFirstCheckpoint_goesOnWithItsBase() {
    assertThat(decide(PLAIN, 5, NOTHING, record("me", 3))).isEqualTo(record("me", 3));
    assertThat(decide(FRESH, 5, NOTHING, record("me", 3))).isEqualTo(record("me", 3));
  }

  @Test
  void withoutState_whoseBaseWasNeverKnown_beginsOver() {
    var claim = new LeaseRecord("me", OptionalLong.empty(), Optional.empty());

    assertThat(decide(FRESH, 5, NOTHING, Optional.of(claim))).isEqualTo(record("me", 5));
    assertThatThrownBy(() -> decide(PLAIN, 5, NOTHING, Optional.of(claim)))
        .isInstanceOf(StartRefusedException.class);
  }

  @Test
  void withoutState_afterItsOwnCheckpoint_isALostState() {
    for (StartSettings settings : List.of(PLAIN, FRESH)) {
      assertThatThrownBy(() -> decide(settings, 5, NOTHING, record("me", 3, "me", 8)))
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContainingAll("checkpoint 8", "lost", "file:/chk-9", "lease.t.weights");
    }
  }

  @Test
  void state_thatIsTheNewest_goesOnWithItsBase() {
    assertThat(decide(PLAIN, 9, state(2, "old", 7), record("old", 2, "old", 7)))
        .isEqualTo(record("me", 2, "old", 7));
    assertThat(decide(PLAIN, 9, state(2, "old", 7), UNKNOWN)).isEqualTo(record("me", 2, "old", 7));
  }

  @Test
  void state_newerThanWhatTheLeaseHeardOf_goesOn() {
    assertThat(decide(PLAIN, 9, state(2, "old", 8), record("old", 2, "old", 7)))
        .isEqualTo(record("me", 2, "old", 8));
    assertThat(decide(PLAIN, 9, state(2, "old", 1), record("old", 2, "older", 7)))
        .isEqualTo(record("me", 2, "old", 1));
  }

  @Test
  void state_olderThanTheTopic_isRefusedUnlessRewound() {
    for (Optional<LeaseRecord> known :
        List.of(
            record("old", 2, "old", 8),
            record("later", 2, "later", 1),
            record("later", 4),
            record("later", 2, "other", 9))) {
      assertThatThrownBy(() -> decide(PLAIN, 9, state(2, "old", 7), known))
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContainingAll("checkpoint 7 of job old", "older", "--rewind");
      assertThat(decide(REWIND, 9, state(2, "old", 7), known)).isEqualTo(record("me", 9, "old", 7));
    }
  }

  /** The topics may hold records of the incarnation that the first of the two starts began. */
  @Test
  void state_rewoundByAStartThatTookNoCheckpoint_goesOnAboveTheSameIncarnations() {
    Optional<LeaseRecord> rewound =
        decide(REWIND, 9, state(2, "old", 7), record("old", 2, "old", 8));

    assertThat(decide(PLAIN, 10, state(2, "old", 7), renamed(rewound, "before")))
        .isEqualTo(record("me", 9, "old", 7));
    assertThat(decide(REWIND, 10, state(2, "old", 7), renamed(rewound, "before")))
        .isEqualTo(record("me", 10, "old", 7));
  }

  /** The broker or the master may fail while the base is being found. */
  @Test
  void state_afterAStartThatWasCutOffWhileItBegan_goesOnAsIfItHadNotTried() {
    Optional<LeaseRecord> cutOff =
        record("before", 9, "old", 7).map(it -> it.claimedBy("me").claimedBy("cut"));

    for (Optional<LeaseRecord> known : List.of(cutOff, cutOff.map(it -> it.claimedBy("me")))) {
      assertThat(decide(PLAIN, 10, state(2, "old", 7), known)).isEqualTo(record("me", 9, "old", 7));
      assertThatThrownBy(() -> decide(PLAIN, 10, state(2, "old", 8), known))
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining("--rewind");
    }
  }

  @Test
  void state_laterThanTheOneThatWasRewoundTo_isOfAnotherLine() {
    assertThatThrownBy(() -> decide(PLAIN, 10, state(2, "old", 8), record("before", 9, "old", 7)))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContainingAll(
            "checkpoint 8 of job old", "weights that went back to checkpoint 7", "--rewind");
    assertThat(decide(REWIND, 10, state(2, "old", 8), record("before", 9, "old", 7)))
        .isEqualTo(record("me", 10, "old", 8));
  }

  @Test
  void state_rewoundBelowItsOwnBase_keepsItsBase() {
    assertThat(decide(REWIND, 1, state(6, "old", 7), record("old", 6, "old", 8)))
        .isEqualTo(record("me", 6, "old", 7));
  }

  @Test
  void state_ofTheSameStart_goesOnWithTheBaseFoundThen() {
    assertThat(decide(REWIND, 11, state(2, "old", 7), record("me", 9, "old", 7)))
        .isEqualTo(record("me", 9, "old", 7));
    assertThat(decide(REWIND, 11, state(9, "me", 3), record("me", 9, "me", 3)))
        .isEqualTo(record("me", 9, "me", 3));
    assertThat(decide(PLAIN, 11, state(9, "me", 4), record("me", 9, "me", 3)))
        .isEqualTo(record("me", 9, "me", 4));
  }

  @Test
  void state_earlierOfTheSameJob_isOlderAllTheSame() {
    assertThatThrownBy(() -> decide(PLAIN, 5, state(2, "me", 3), record("me", 2, "me", 4)))
        .isInstanceOf(StartRefusedException.class);
    assertThat(decide(REWIND, 5, state(2, "me", 3), record("me", 2, "me", 4)))
        .isEqualTo(record("me", 5, "me", 3));
  }

  @Test
  void state_ofOtherTopicsOrAnotherGroup_isRefusedUnlessAdopted() {
    for (RunState run :
        List.of(
            new RunState("other.", "g", 2, new CheckpointMark("old", 7)),
            new RunState("t.", "other", 2, new CheckpointMark("old", 7)))) {
      Optional<Restored> foreign = Optional.of(new Restored(Optional.of(run)));
      assertThatThrownBy(() -> decide(PLAIN, EMPTY, foreign, UNKNOWN))
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContainingAll("other", "rivulet restore file:/chk-9", "--adopt");
      assertThat(decide(ADOPT, EMPTY, foreign, UNKNOWN)).isEqualTo(record("me", 2, "old", 7));
      assertThatThrownBy(() -> decide(ADOPT, 5, foreign, UNKNOWN))
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContainingAll("t.weights", "--rewind");
      assertThat(decide(ADOPT_AND_REWIND, 5, foreign, UNKNOWN))
          .isEqualTo(record("me", 5, "old", 7));
      assertThat(decide(ADOPT, 5, foreign, record("me", 2, "old", 7)))
          .as("the same start after a failure")
          .isEqualTo(record("me", 2, "old", 7));
    }
  }

  /** What a person can give to a command, and find on Flink's page. */
  @Test
  void messages_ofJobsOfACluster_haveTheIdOfFlink() {
    String id = "0123456789abcdef".repeat(2);
    String member = id + "-9f8ef251";

    assertThat(LeaseKeeper.heldBy(new LeaseGroup("t.weights"), member))
        .startsWith("job " + id + " holds the topic t.weights (member " + member + " of")
        .contains("'rivulet savepoint " + id + " --stop'");
    assertThatThrownBy(() -> decide(PLAIN, 5, state(2, member, 6), record(member, 2, member, 7)))
        .hasMessageContaining("checkpoint 7 of job " + id + ")");
  }

  /** Their lease tells how new it is, whoever read the samples. */
  @Test
  void state_ofTheseTopicsAndAnotherGroup_isAdoptedWhileItIsTheNewest() {
    Optional<Restored> foreign =
        Optional.of(
            new Restored(
                Optional.of(new RunState("t.", "other", 2, new CheckpointMark("old", 7)))));

    assertThat(decide(ADOPT, 5, foreign, record("old", 2, "old", 7)))
        .isEqualTo(record("me", 2, "old", 7));
    assertThatThrownBy(() -> decide(ADOPT, 5, foreign, record("old", 2, "old", 8)))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContainingAll("older", "checkpoint 8", "--rewind");
    assertThatThrownBy(() -> decide(ADOPT, 5, foreign, record("new", 2)))
        .as("a fresh start since")
        .isInstanceOf(StartRefusedException.class);
  }

  @Test
  void state_ofABuildBefore_isTakenAsThisJobs() {
    Optional<Restored> bare = Optional.of(new Restored(Optional.empty()));

    assertThat(decide(PLAIN, 1, bare, UNKNOWN)).isEqualTo(record("me", 0, "", 0));
    assertThat(decide(PLAIN, 1, bare, record("me", 0, "", 0))).isEqualTo(record("me", 0, "", 0));
    assertThatThrownBy(() -> decide(PLAIN, 1, bare, record("old", 0, "old", 3)))
        .isInstanceOf(StartRefusedException.class);
    assertThat(decide(REWIND, 1, bare, record("old", 0, "old", 3)))
        .isEqualTo(record("me", 1, "", 0));
  }

  private static Optional<LeaseRecord> decide(
      StartSettings settings,
      long greatestIncarnation,
      Optional<Restored> restored,
      Optional<LeaseRecord> known) {
    var terms =
        new LeaseTerms(
            new KafkaSettings(
                "localhost:1", "g", StartPosition.EARLIEST, new ClientProperties(Map.of())),
            new TopicNames("t."),
            settings,
            Duration.ZERO);
    return Optional.of(
        new StartRules(
                terms, "me", new Topic(greatestIncarnation), () -> Optional.of("file:/chk-9"))
            .decide(restored, known));
  }

  private static Optional<Restored> state(long base, String job, long checkpoint) {
    return Optional.of(
        new Restored(
            Optional.of(new RunState("t.", "g", base, new CheckpointMark(job, checkpoint)))));
  }

  private static Optional<LeaseRecord> renamed(Optional<LeaseRecord> record, String job) {
    return record.map(it -> new LeaseRecord(job, it.base(), it.state()));
  }

  private static Optional<LeaseRecord> record(String job, long base) {
    return Optional.of(new LeaseRecord(job, OptionalLong.of(base), Optional.empty()));
  }

  private static Optional<LeaseRecord> record(
      String job, long base, String stateOf, long checkpoint) {
    return record(job, base).map(it -> it.withState(new CheckpointMark(stateOf, checkpoint)));
  }

  private record Topic(long greatestIncarnation) implements Weights {

    @Override
    public boolean any() {
      return greatestIncarnation > 0;
    }
  }
}
