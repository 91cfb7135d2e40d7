package io.rivulet.job.deploy;

import static io.rivulet.job.deploy.DeployFiles.at;
import static io.rivulet.job.deploy.DeployFiles.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.job.RivuletJob;
import io.rivulet.testing.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job of {@code kubernetes/} on a real broker: with the topics that stand there, as the user
 * that stands there, who may do what is granted there and nothing else.
 */
final class GrantedRightsTest {

  private static final int PARALLELISM = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(PARALLELISM)
              .build());

  @TempDir Path dir;

  @Test
  void job_asTheUserOfKubernetes_learnsTheSamplesOfDocker(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    setContext(cluster);
    try (TestBroker broker = TestBroker.secured(Files.createDirectory(dir.resolve("broker")));
        Admin admin = Admin.create(client(broker))) {
      admin.createTopics(topics()).all().get();
      grant(admin);
      send(broker, Files.readAllLines(DeployFiles.path("docker/samples.jsonl")));

      CompletableFuture<Void> job = start(arguments(broker));

      assertThat(read(broker, "rivulet.weights", 2, job))
          .extracting(
              record -> record.get("model").asText(), record -> record.get("version").asInt())
          .containsExactly(tuple("pump-7", 1), tuple("pump-7", 2));
      assertThat(read(broker, "rivulet.predictions", 2, job))
          .extracting(record -> record.get("id").asText())
          .containsExactly("s-1", "s-2");
      assertThat(read(broker, "rivulet.dead-letter", 1, job))
          .extracting(record -> record.get("id").asText())
          .containsExactly("s-3");
      awaitOffsets(admin, job);
      cancelAll(cluster);
    }
  }

  /** A refused request fails the job at once, and with it the test. */
  private static void setContext(MiniCluster cluster) {
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    new JobEnvironment(cluster, flink).install();
  }

  private static List<NewTopic> topics() throws IOException {
    List<NewTopic> topics = new ArrayList<>();
    for (Map<String, Object> topic : DeployFiles.yaml("kubernetes/topics.yaml")) {
      topics.add(
          new NewTopic(String.valueOf(at(topic, "metadata", "name")), PARALLELISM, (short) 1)
              .configs(texts(at(topic, "spec", "config"))));
    }
    return topics;
  }

  private static void grant(Admin admin) throws Exception {
    List<AclBinding> rights = KafkaRights.of("User:" + TestBroker.USER);
    admin.createAcls(rights).all().get();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (admin.describeAcls(AclBindingFilter.ANY).values().get().size() < rights.size()) {
      assertThat(System.nanoTime()).as("rights arrive in time").isLessThan(deadline);
    }
  }

  /** The job's own configuration, on a broker without TLS and SCRAM. */
  private String[] arguments(TestBroker broker) throws IOException {
    Path secret = Files.writeString(dir.resolve("kafka.properties"), "login=" + TestBroker.jaas());
    return new String[] {
      "--config",
      DeployFiles.path("kubernetes/job.yaml").toString(),
      "--delivery",
      "exactly-once",
      "--kafka.bootstrap.servers",
      broker.securedServers(),
      "--kafka.properties.security.protocol",
      "SASL_PLAINTEXT",
      "--kafka.properties.sasl.mechanism",
      "PLAIN",
      "--kafka.properties.sasl.jaas.config",
      "${file:" + secret + ":login}"
    };
  }

  private static CompletableFuture<Void> start(String[] arguments) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            RivuletJob.main(arguments);
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        command -> new Thread(command, "main of the job").start());
  }

  private static void send(TestBroker broker, List<String> samples) throws Exception {
    Map<String, Object> properties = client(broker);
    try (var producer =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
      for (String sample : samples) {
        producer.send(new ProducerRecord<>("rivulet.samples", "pump-7", sample)).get();
      }
    }
  }

  private static List<JsonNode> read(
      TestBroker broker, String topic, int records, CompletableFuture<Void> job)
      throws IOException {
    Map<String, Object> properties = client(broker);
    properties.put("isolation.level", "read_committed");
    properties.put("auto.offset.reset", "earliest");
    List<JsonNode> read = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1)));
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (read.size() < records) {
        requireRunning(job, deadline);
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
          read.add(new ObjectMapper().readTree(record.value()));
        }
      }
    }
    return read;
  }

  /** Only a group that may be read has offsets: Flink goes on without them. */
  private static void awaitOffsets(Admin admin, CompletableFuture<Void> job) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (admin
        .listConsumerGroupOffsets("rivulet")
        .partitionsToOffsetAndMetadata()
        .get()
        .isEmpty()) {
      requireRunning(job, deadline);
    }
  }

  private static void requireRunning(CompletableFuture<Void> job, long deadline) {
    if (job.isDone()) {
      job.join();
    }
    assertThat(System.nanoTime()).as("the job does it in time").isLessThan(deadline);
  }

  private static void cancelAll(MiniCluster cluster) throws Exception {
    for (JobStatusMessage job : cluster.listJobs().get()) {
      cluster.cancelJob(job.getJobId()).get();
    }
  }

  private static Map<String, Object> client(TestBroker broker) {
    return new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  /** What main finds as its environment, with settings of its own. */
  @SuppressWarnings("try")
  private static final class JobEnvironment extends TestStreamEnvironment {

    JobEnvironment(MiniCluster cluster, Configuration flink) {
      super(cluster, flink, PARALLELISM, List.of(), List.of());
    }

    void install() {
      initializeContextEnvironment(given -> this);
    }
  }
}
