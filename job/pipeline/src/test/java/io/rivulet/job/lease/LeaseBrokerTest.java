package io.rivulet.job.lease;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.kafka.Finding;
import io.rivulet.job.kafka.KafkaClients;
import io.rivulet.job.kafka.TopicAdmin;
import io.rivulet.job.kafka.TopicPlan;
import io.rivulet.state.run.CheckpointMark;
import io.rivulet.state.run.RunState;
import io.rivulet.testing.OneBroker;
import io.rivulet.testing.TestBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keepers of leases before a real broker; each test has topics of its own. */
@Timeout(120)
@ExtendWith(OneBroker.class)
abstract class LeaseBrokerTest {

  static final Duration ANSWER = Duration.ofSeconds(15);

  /** Of jobs that all live, so that nobody's session has to run out. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static TestBroker broker;

  private final List<RunningKeeper> jobs = new ArrayList<>();

  @BeforeAll
  static void keepBroker(TestBroker started) {
    broker = started;
  }

  @SafeVarargs
  static void send(JobConfiguration topics, ProducerRecord<byte[], byte[]>... records)
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

  final RunningKeeper start(JobConfiguration topics, String job, Optional<Restored> restored) {
    var running = new RunningKeeper(terms(topics), job, restored);
    jobs.add(running);
    return running;
  }

  final void endAll() throws InterruptedException {
    for (RunningKeeper job : jobs) {
      job.end();
    }
  }

  static List<Finding> findings(JobConfiguration topics, boolean fromState) {
    try (Admin admin = KafkaClients.admin(topics.kafka(), ANSWER)) {
      return new LeaseCheck(terms(topics), ANSWER, Optional::empty).beforeStart(admin, fromState);
    }
  }

  static List<Finding> atAnyTime(JobConfiguration topics) {
    try (Admin admin = KafkaClients.admin(topics.kafka(), ANSWER)) {
      return new LeaseCheck(terms(topics), ANSWER, Optional::empty).atAnyTime(admin);
    }
  }

  static LeaseTerms terms(JobConfiguration topics) {
    return LeaseTerms.of(topics).withPatience(PATIENCE);
  }

  static Optional<LeaseRecord> known(JobConfiguration topics) {
    try (Admin admin = KafkaClients.admin(topics.kafka(), ANSWER)) {
      return LeaseTerms.of(topics).group().record(admin);
    }
  }

  static Optional<Restored> state(String prefix, long base, String job, long checkpoint) {
    return Optional.of(
        new Restored(
            Optional.of(
                new RunState(prefix, "rivulet", base, new CheckpointMark(job, checkpoint)))));
  }

  static JobConfiguration topics(String prefix, String... more) {
    JobConfiguration configuration = configuration(prefix, more);
    TopicAdmin.create(
        configuration.kafka(),
        TopicPlan.of(configuration.topics(), configuration.limits(), 2, 1),
        ANSWER);
    return configuration;
  }

  static JobConfiguration configuration(String prefix, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--kafka.bootstrap.servers", broker.bootstrapServers(), "--topics.prefix", prefix));
    arguments.addAll(List.of(more));
    return JobConfiguration.read(arguments.toArray(String[]::new));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
