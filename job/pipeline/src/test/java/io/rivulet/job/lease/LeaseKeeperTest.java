package io.rivulet.job.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.kafka.Finding;
import io.rivulet.job.kafka.KafkaClients;
import io.rivulet.job.kafka.TopicAdmin;
import io.rivulet.job.kafka.TopicPlan;
import io.rivulet.state.run.CheckpointMark;
import io.rivulet.state.run.RunState;
import io.rivulet.testing.TestBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lease against a real broker; each test has topics of its own. */
@Timeout(120)
class LeaseKeeperTest {

  private static final Duration ANSWER = Duration.ofSeconds(15);

  /** Of jobs that all live, so that nobody's session has to run out. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @TempDir private static Path folder;
  private static TestBroker broker;

  private final List<Running> jobs = new ArrayList<>();

  @BeforeAll
  static void startBroker() throws Exception {
    broker = TestBroker.start(folder);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void patience_ofAJob_outlastsTheSessionOfAKilledOne() {
    assertThat(LeaseTerms.of(configuration("any.")).patience()).isGreaterThan(LeaseMember.SESSION);
  }

  @Test
  void begin_ofASecondJob_isRefusedAndDisturbsNobody() throws Exception {
    JobConfiguration topics = topics("second.");
    Running first = start(topics, "b-first", Optional.empty());
    assertThat(first.base()).isZero();
    first.keeper.completed(new CheckpointMark("b-first", 1));
    await(() -> known(topics).flatMap(LeaseRecord::state).isPresent());

    Running second = start(topics, "a-second", Optional.empty());

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

    Running first = start(topics, "job-1", Optional.empty());
    Running second = start(topics, "job-2", Optional.empty());

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
    Running first = start(topics, "first", Optional.empty());
    first.base();
    first.keeper.completed(new CheckpointMark("first", 6));
    first.end();
    assertThat(known(topics)).contains(marked("first", 0, "first", 6));

    Running second = start(topics, "second", state("after.", 0, "first", 6));

    assertThat(second.base()).isZero();
    assertThat(known(topics)).contains(marked("second", 0, "first", 6));
    endAll();
  }

  @Test
  void begin_ofTheSameJobBesideItself_isLetIn() throws Exception {
    JobConfiguration topics = topics("same.");
    Running first = start(topics, "job", Optional.empty());
    first.base();

    Running again = start(topics, "job", Optional.empty());

    assertThat(again.base()).isZero();
    endAll();
  }

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

    Running fresh = start(topics, "fresh", Optional.empty());

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
    Running first = start(topics, "first", Optional.empty());
    assertThat(first.control()).containsExactly(2L, 1L);
    first.end();

    send(topics, command("commands.", 1));
    Running again = start(topics, "first", Optional.empty());
    assertThat(again.control()).as("after a failure").containsExactly(2L, 1L);
    again.keeper.completed(new CheckpointMark("first", 6));
    again.end();
    assertThat(known(topics).orElseThrow().control()).containsExactly(2L, 1L);

    Running later = start(topics, "later", state("commands.", 0, "first", 6));
    assertThat(later.control()).as("another start").containsExactly(2L, 2L);
    endAll();
  }

  /** Its state has no offsets of commands, and the first checkpoint may be far. */
  @Test
  void begin_fromAStateOfABuildBefore_keepsTheEndsUntilItsFirstCheckpoint() throws Exception {
    JobConfiguration topics = topics("before.");
    Optional<Restored> bare = Optional.of(new Restored(Optional.empty()));
    send(topics, command("before.", 1));
    Running first = start(topics, "job", bare);
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

    Running job = start(topics, "job", Optional.empty());

    assertThat(job.base()).isEqualTo(7);
    assertThat(job.control()).containsExactly(0L, 1L);
    endAll();
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

  @SafeVarargs
  private static void send(JobConfiguration topics, ProducerRecord<byte[], byte[]>... records)
      throws Exception {
    try (var producer =
        new KafkaProducer<>(
            topics.kafka().clientProperties(),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (ProducerRecord<byte[], byte[]> record : records) {
        producer.send(record).get();
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> weights(
      JobConfiguration topics, int partition, String model, long incarnation) {
    var record =
        new ProducerRecord<>(
            topics.topics().weights(), partition, bytes(model), bytes("{\"w\":[]}"));
    record.headers().add("rivulet-incarnation", bytes(String.valueOf(incarnation)));
    return record;
  }

  private Running start(JobConfiguration topics, String job, Optional<Restored> restored) {
    var running = new Running(terms(topics), job, restored);
    jobs.add(running);
    return running;
  }

  private void endAll() throws InterruptedException {
    for (Running job : jobs) {
      job.end();
    }
  }

  private static List<Finding> findings(JobConfiguration topics, boolean fromState) {
    try (Admin admin = KafkaClients.admin(topics.kafka(), ANSWER)) {
      return new LeaseCheck(terms(topics), ANSWER, Optional::empty).beforeStart(admin, fromState);
    }
  }

  private static List<Finding> atAnyTime(JobConfiguration topics) {
    try (Admin admin = KafkaClients.admin(topics.kafka(), ANSWER)) {
      return new LeaseCheck(terms(topics), ANSWER, Optional::empty).atAnyTime(admin);
    }
  }

  private static LeaseTerms terms(JobConfiguration topics) {
    return LeaseTerms.of(topics).withPatience(PATIENCE);
  }

  private static Optional<LeaseRecord> known(JobConfiguration topics) {
    try (Admin admin = KafkaClients.admin(topics.kafka(), ANSWER)) {
      return LeaseTerms.of(topics).group().record(admin);
    }
  }

  private static LeaseRecord marked(String job, long base, String stateOf, long checkpoint) {
    return new LeaseRecord(
        job,
        OptionalLong.of(base),
        List.of(0L, 0L),
        Optional.of(new CheckpointMark(stateOf, checkpoint)));
  }

  private static Optional<Restored> state(String prefix, long base, String job, long checkpoint) {
    return Optional.of(
        new Restored(
            Optional.of(
                new RunState(prefix, "rivulet", base, new CheckpointMark(job, checkpoint)))));
  }

  private static JobConfiguration topics(String prefix, String... more) {
    JobConfiguration configuration = configuration(prefix, more);
    TopicAdmin.create(
        configuration.kafka(),
        TopicPlan.of(configuration.topics(), configuration.limits(), 2, 1),
        ANSWER);
    return configuration;
  }

  private static JobConfiguration configuration(String prefix, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--kafka.bootstrap.servers", broker.bootstrapServers(), "--topics.prefix", prefix));
    arguments.addAll(List.of(more));
    return JobConfiguration.read(arguments.toArray(String[]::new));
  }

  private static void await(BooleanSupplier question) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!question.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline).as("no change within 30 s").isNegative();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A job's keeper in its thread. */
  private static final class Running {

    final CompletableFuture<LeaseRecord> granted = new CompletableFuture<>();
    final CompletableFuture<RuntimeException> refused = new CompletableFuture<>();
    final LeaseKeeper keeper;
    private final Thread thread;

    Running(LeaseTerms terms, String job, Optional<Restored> restored) {
      keeper =
          new LeaseKeeper(
              terms, job, restored, Optional::empty, granted::complete, refused::complete);
      thread = new Thread(keeper, job);
      thread.start();
    }

    long base() throws Exception {
      return granted.get(60, TimeUnit.SECONDS).base().orElseThrow();
    }

    List<Long> control() throws Exception {
      return granted.get(60, TimeUnit.SECONDS).control();
    }

    RuntimeException refusal() throws Exception {
      return refused.get(60, TimeUnit.SECONDS);
    }

    void end() throws InterruptedException {
      keeper.close();
      thread.join();
    }
  }
}
