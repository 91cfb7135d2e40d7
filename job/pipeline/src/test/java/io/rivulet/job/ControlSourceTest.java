package io.rivulet.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.LimitSettings;
import io.rivulet.job.kafka.TopicAdmin;
import io.rivulet.job.kafka.TopicPlan;
import io.rivulet.job.lease.LeaseTerms;
import io.rivulet.job.lease.Restored;
import io.rivulet.record.Origin;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Where a job begins to read commands, on a real broker. */
@Timeout(180)
class ControlSourceTest {

  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final int LARGEST_COMMAND = 24 << 20;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .build());

  @TempDir private static Path folder;
  private static TestBroker broker;

  @TempDir Path savepoints;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = TestBroker.start(folder);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void start_withoutState_readsWhatComesAfterItsLease_alsoAfterAFailure() throws Exception {
    JobConfiguration topics = topics("anew.");
    send(topics, 0, "old-1", 2);
    send(topics, 1, "old-2", 2);
    var read = new CollectingSink<String>("anew");
    FailOnce.ARMED.set(true);
    JobClient job = start(topics, read, Optional.empty());
    Letting lease = let(topics, job, Optional.empty());

    send(topics, 1, "new-1", LARGEST_COMMAND);
    await(() -> !read.taken().isEmpty());
    send(topics, 0, "new-2", 2);
    await(() -> read.taken().size() > 1);

    assertThat(FailOnce.ARMED).as("a task failed").isFalse();
    assertThat(read.taken()).containsExactly("new-1 " + LARGEST_COMMAND, "new-2 2");
    assertThat(offsets(topics, job)).isEqualTo(Map.of(0, 1L, 1, 1L, 2, -2L));
    job.cancel().get();
    lease.end();
  }

  @Test
  void start_fromAState_goesOnBehindIt() throws Exception {
    JobConfiguration topics = topics("restored.");
    var read = new CollectingSink<String>("restored");
    Stopped first = stoppedBehindOneCommand(topics, read);
    send(topics, 0, "c-2", 2);

    JobClient second = start(topics, read, Optional.of(first.savepoint()));
    Letting again = let(topics, second, Optional.of(first.state()));
    await(() -> read.taken().size() == 2);

    assertThat(read.taken()).containsExactly("c-1 2", "c-2 2");
    second.cancel().get();
    again.end();
  }

  @Test
  void start_fromAStateOfOtherTopics_readsItsOwnFromItsLease_andTheOthersNoMore() throws Exception {
    JobConfiguration left = topics("left.");
    var read = new CollectingSink<String>("adopted");
    Stopped first = stoppedBehindOneCommand(left, read);
    send(left, 0, "left-1", 2);
    send(left, 1, "left-2", 2);
    JobConfiguration taken = topics("taken.", "--start.adopt", "true");
    send(taken, 0, "old-1", 2);

    JobClient second = start(taken, read, Optional.of(first.savepoint()));
    Letting again = let(taken, second, Optional.of(first.state()));
    send(taken, 1, "new-1", 2);
    await(() -> read.taken().size() > 1);
    send(taken, 0, "new-2", 2);
    await(() -> read.taken().size() > 2);

    assertThat(read.taken()).containsExactly("c-1 2", "new-1 2", "new-2 2");
    second.cancel().get();
    again.end();
  }

  @Test
  void start_thatIsNeverLetIn_readsNothingAndCanBeCancelled() throws Exception {
    JobConfiguration topics = topics("waiting.");
    var read = new CollectingSink<String>("waiting");
    JobClient job = start(topics, read, Optional.empty());
    Letting other = new Letting(LeaseTerms.of(topics), "another", Optional.empty());
    other.granted.get(60, TimeUnit.SECONDS);
    send(topics, 0, "c-1", 2);

    await(() -> status(job) == JobStatus.RUNNING);
    job.cancel().get();
    await(() -> status(job) == JobStatus.CANCELED);

    assertThat(read.taken()).isEmpty();
    other.end();
  }

  /** What a job left that was stopped. */
  private record Stopped(String savepoint, Restored state) {}

  private Stopped stoppedBehindOneCommand(JobConfiguration topics, CollectingSink<String> read)
      throws Exception {
    JobClient job = start(topics, read, Optional.empty());
    Letting lease = let(topics, job, Optional.empty());
    send(topics, 0, "c-1", 2);
    await(() -> read.taken().size() == 1);
    String savepoint =
        job.stopWithSavepoint(false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    lease.end();
    var mark = new CheckpointMark(leases(topics).identity(job.getJobID().toHexString()), 1);
    var state = new RunState(topics.topics().prefix(), topics.kafka().groupId(), 0, mark);
    return new Stopped(savepoint, new Restored(Optional.of(state)));
  }

  private static JobStatus status(JobClient job) {
    return job.getJobStatus().join();
  }

  /** As a master that comes back would find them. */
  private static Map<Integer, Long> offsets(JobConfiguration topics, JobClient job) {
    KafkaLeases leases = leases(topics);
    String control = topics.topics().control();
    Map<TopicPartition, Long> offsets =
        new LeasedOffsets(leases, leases.identity(job.getJobID().toHexString()))
            .getPartitionOffsets(
                List.of(
                    new TopicPartition(control, 0),
                    new TopicPartition(control, 1),
                    new TopicPartition(control, 2)),
                null);
    return offsets.entrySet().stream()
        .collect(Collectors.toMap(each -> each.getKey().partition(), Map.Entry::getValue));
  }

  private static JobClient start(
      JobConfiguration topics, CollectingSink<String> read, Optional<String> savepoint)
      throws Exception {
    Configuration flink = new Configuration();
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
    savepoint.ifPresent(path -> flink.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(flink);
    environment.setParallelism(1);
    environment
        .fromSource(
            new KafkaSources(topics, leases(topics)).control(),
            WatermarkStrategy.noWatermarks(),
            "control")
        .uid("control")
        .map(new FailOnce())
        .uid("shown")
        .returns(Types.STRING)
        .sinkTo(read)
        .uid("read");
    return environment.executeAsync();
  }

  private static KafkaLeases leases(JobConfiguration topics) {
    return new KafkaLeases(LeaseTerms.of(topics), "c", List.of());
  }

  private static Letting let(JobConfiguration topics, JobClient job, Optional<Restored> restored)
      throws Exception {
    KafkaLeases leases = leases(topics);
    var letting =
        new Letting(leases.terms(), leases.identity(job.getJobID().toHexString()), restored);
    letting.granted.get(60, TimeUnit.SECONDS);
    return letting;
  }

  private static void send(JobConfiguration topics, int partition, String key, int bytes)
      throws Exception {
    try (var producer =
        new KafkaProducer<>(
            KafkaSinks.producer(topics.kafka(), LimitSettings.stateRecordBytes()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  topics.topics().control(),
                  partition,
                  key.getBytes(StandardCharsets.UTF_8),
                  new byte[bytes]))
          .get();
    }
  }

  private static JobConfiguration topics(String prefix, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--kafka.bootstrap.servers", broker.bootstrapServers(), "--topics.prefix", prefix));
    arguments.addAll(List.of(more));
    JobConfiguration configuration = JobConfiguration.read(arguments.toArray(String[]::new));
    TopicAdmin.create(
        configuration.kafka(),
        TopicPlan.of(configuration.topics(), configuration.limits(), 2, 1),
        ANSWER);
    return configuration;
  }

  private static void await(BooleanSupplier question) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!question.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline).as("no change within 60 s").isNegative();
      Thread.onSpinWait();
    }
  }

  /** Key and length of a command; fails at the first one when it is armed. */
  private static final class FailOnce implements MapFunction<Origin, String> {

    static final AtomicBoolean ARMED = new AtomicBoolean();

    private static final long serialVersionUID = 1L;

    @Override
    public String map(Origin command) {
      if (ARMED.getAndSet(false)) {
        throw new IllegalStateException("a planted failure");
      }
      return new String(command.key(), StandardCharsets.UTF_8) + " " + command.value().length;
    }
  }
}
