package io.rivulet.job.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.kafka.Finding;
import io.rivulet.job.kafka.KafkaClients;
import io.rivulet.state.run.CheckpointMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What a job finds in its topics when it gets the lease: its base and the ends of its commands. */
class LeaseBaseTest extends LeaseBrokerTest {

  @Test
  void begin_freshOverWeights_takesTheGreatestIncarnationOfAllPartitions() throws Exception {
    JobConfiguration topics = topics("fresh.", "--start.fresh", "true");
    send(
        topics,
        weights(topics, 0, "a", 3),
        weights(topics, 1, "b", 11),
        weights(topics, 1, "c", 2),
        new ProducerRecord<>("fresh.weights", 1, bytes("b"), null),
        new ProducerRecord<>("fresh.weights", 0, bytes("x"), bytes("no weights")));
    JobConfiguration plain = configuration("fresh.");
    assertThat(start(plain, "plain", Optional.empty()).refusal()).hasMessageContaining("--fresh");
    assertThat(findings(plain, false))
        .extracting(Finding::subject)
        .containsExactly("fresh.weights");
    assertThat(findings(plain, true)).isEmpty();
    assertThat(atAnyTime(plain))
        .extracting(Finding::severity, Finding::subject)
        .containsExactly(tuple(Finding.Severity.WARNING, "fresh.weights"));
    assertThat(findings(topics, false)).isEmpty();

    RunningKeeper fresh = start(topics, "fresh", Optional.empty());

    assertThat(fresh.base()).isEqualTo(11);
    fresh.end();
    assertThat(start(topics, "fresh", Optional.empty()).base()).isEqualTo(11);
    endAll();
  }

  @Test
  void begin_overTombstonesOnly_isAFirstStart() throws Exception {
    JobConfiguration topics = topics("tombstones.");
    send(topics, new ProducerRecord<>("tombstones.weights", 1, bytes("b"), null));

    assertThat(start(topics, "job", Optional.empty()).base()).isZero();
    endAll();
  }

  @Test
  void begin_overCommands_notesWhereTheyEndOnceForEachStart() throws Exception {
    JobConfiguration topics = topics("commands.");
    send(topics, command("commands.", 0), command("commands.", 0), command("commands.", 1));
    RunningKeeper first = start(topics, "first", Optional.empty());
    assertThat(first.control()).containsExactly(2L, 1L);
    first.end();

    send(topics, command("commands.", 1));
    RunningKeeper again = start(topics, "first", Optional.empty());
    assertThat(again.control()).as("after a failure").containsExactly(2L, 1L);
    again.keeper.completed(new CheckpointMark("first", 6));
    again.end();
    assertThat(known(topics).orElseThrow().control()).containsExactly(2L, 1L);

    RunningKeeper later = start(topics, "later", state("commands.", 0, "first", 6));
    assertThat(later.control()).as("another start").containsExactly(2L, 2L);
    endAll();
  }

  /** Its state has no offsets of commands, and the first checkpoint may be far. */
  @Test
  void begin_fromAStateOfABuildBefore_keepsTheEndsUntilItsFirstCheckpoint() throws Exception {
    JobConfiguration topics = topics("before.");
    Optional<Restored> bare = Optional.of(new Restored(Optional.empty()));
    send(topics, command("before.", 1));
    RunningKeeper first = start(topics, "job", bare);
    assertThat(first.control()).containsExactly(0L, 1L);
    first.end();
    send(topics, command("before.", 0), command("before.", 1));

    assertThat(start(topics, "job", bare).control()).containsExactly(0L, 1L);
    endAll();
  }

  /** What an earlier build wrote names the job and its base alone. */
  @Test
  void begin_overItsOwnRecordOfABuildBefore_findsTheEndsNow() throws Exception {
    JobConfiguration topics = topics("upgrade.");
    send(topics, command("upgrade.", 1));
    note(topics, "{\"job\":\"job\",\"base\":7}");

    RunningKeeper job = start(topics, "job", Optional.empty());

    assertThat(job.base()).isEqualTo(7);
    assertThat(job.control()).containsExactly(0L, 1L);
    endAll();
  }

  /** The next start must know above which incarnation the job before has published. */
  @Test
  void begin_thatIsRefused_leavesTheRecordOfTheJobBefore() throws Exception {
    JobConfiguration topics = topics("kept.");
    note(
        topics,
        "{\"job\":\"old\",\"base\":9,\"control\":[0,0],\"state\":{\"job\":\"older\",\"checkpoint\":7}}");
    Optional<LeaseRecord> before = known(topics);

    RunningKeeper refused = start(topics, "job", state("kept.", 2, "older", 6));

    assertThat(refused.refusal()).hasMessageContaining("--rewind");
    refused.end();
    assertThat(known(topics)).isEqualTo(before);
    RunningKeeper again = start(topics, "job", state("kept.", 2, "older", 7));
    assertThat(again.base()).isEqualTo(9);
    endAll();
  }

  /** What cuts a job off while it begins must not lose what the job before has published. */
  @Test
  void begin_untilTheBaseIsKnown_namesTheBaseBefore() {
    JobConfiguration topics = topics("claimed.");
    note(topics, "{\"job\":\"old\",\"base\":9,\"state\":{\"job\":\"older\",\"checkpoint\":7}}");
    List<String> claims = new ArrayList<>();
    List<RuntimeException> refusals = new ArrayList<>();

    new LeaseKeeper(
            terms(topics),
            "job",
            state("other.", 2, "older", 7),
            () -> {
              known(topics).map(LeaseRecord::toJson).ifPresent(claims::add);
              return Optional.empty();
            },
            record -> {},
            refusals::add)
        .run();

    assertThat(refusals).hasSize(1);
    assertThat(claims)
        .containsExactly(
            "{\"job\":\"job\",\"before\":9,\"state\":{\"job\":\"older\",\"checkpoint\":7}}");
  }

  private static void note(JobConfiguration topics, String metadata) {
    LeaseGroup group = LeaseTerms.of(topics).group();
    try (Admin admin = KafkaClients.admin(topics.kafka(), ANSWER)) {
      KafkaClients.await(
          admin
              .alterConsumerGroupOffsets(
                  group.name(), Map.of(group.place(), new OffsetAndMetadata(0, metadata)))
              .all());
    }
  }

  private static ProducerRecord<byte[], byte[]> command(String prefix, int partition) {
    return new ProducerRecord<>(prefix + "control", partition, bytes("m"), bytes("{}"));
  }

  private static ProducerRecord<byte[], byte[]> weights(
      JobConfiguration topics, int partition, String model, long incarnation) {
    var record =
        new ProducerRecord<>(
            topics.topics().weights(), partition, bytes(model), bytes("{\"w\":[]}"));
    record.headers().add("rivulet-incarnation", bytes(String.valueOf(incarnation)));
    return record;
  }
}
