package io.rivulet.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.kafka.TopicAdmin;
import io.rivulet.job.kafka.TopicPlan;
import io.rivulet.testing.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Main, up to the graph that it would execute. */
final class RivuletJobTest {

  private static final String SPEC = "{learner: rls, dimension: 3, forgetting: 0.99}";

  @TempDir static Path dir;
  private static TestBroker broker;

  @BeforeAll
  static void startBroker() throws IOException {
    broker = TestBroker.start(dir);
    JobConfiguration defaults =
        JobConfiguration.read("--kafka.bootstrap.servers", broker.bootstrapServers());
    TopicAdmin.create(
        defaults.kafka(),
        TopicPlan.of(defaults.topics(), defaults.limits(), 1, 1),
        Duration.ofSeconds(30));
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void main_noName_isNamedAsItsGroup() throws Exception {
    assertThat(graphOf("--kafka.group.id", "pumps").getJobName()).isEqualTo("pumps");
    assertThat(graphOf("--kafka.group.id", "g", "--job.name", "a b").getJobName()).isEqualTo("a b");
  }

  /** As the page shows it after the graph has travelled to the cluster. */
  @Test
  void main_anyConfiguration_showsItWithoutWhatGoesToKafkaClients() throws Exception {
    Map<String, String> shown =
        shownBy(
            graphOf(
                "--kafka.properties.client.id=canary-value",
                "--kafka.properties.canary.key=canary:;,'",
                "--publish.every=5",
                "--delivery=exactly-once"));

    assertThat(shown)
        .containsEntry("kafka.bootstrap.servers", broker.bootstrapServers())
        .containsEntry("kafka.group.id", "rivulet")
        .containsEntry("kafka.start", "earliest")
        .containsEntry("topics.prefix", "rivulet.")
        .containsEntry("delivery", "exactly-once")
        .containsEntry("delivery.transaction-prefix", "rivulet/rivulet.")
        .containsEntry("publish.every", "5")
        .containsEntry("cache.max-bytes", "auto")
        .containsEntry("limits.model-bytes", "16mb")
        .containsEntry("format", "json")
        .containsEntry("mine", "kept")
        .containsEntry(
            "models[0]",
            "{\"match\":\"pump-*\",\"spec\":{\"dimension\":3,\"forgetting\":0.99,\"learner\":\"rls\"}}");
    assertThat(shown.toString()).doesNotContain("canary").doesNotContain("kafka.properties");
  }

  private static Map<String, String> shownBy(StreamGraph graph) throws Exception {
    ExecutionConfig travelled = InstantiationUtil.clone(graph.getExecutionConfig());
    return travelled.getGlobalJobParameters().toMap();
  }

  private static StreamGraph graphOf(String... arguments) throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("job.yaml"),
            "kafka.bootstrap.servers: \"%s\"\nmodels: [{match: 'pump-*', spec: %s}]\n"
                .formatted(broker.bootstrapServers(), SPEC));
    String[] all = new String[arguments.length + 2];
    all[0] = "--config";
    all[1] = file.toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return Unexecuted.graphOf(all);
  }

  /** Keeps the graph that main executes. */
  private static final class Unexecuted extends StreamExecutionEnvironment {

    private StreamGraph graph;

    private Unexecuted() {
      super(new Configuration().set(PipelineOptions.GLOBAL_JOB_PARAMETERS, Map.of("mine", "kept")));
    }

    static StreamGraph graphOf(String... arguments) throws Exception {
      var environment = new Unexecuted();
      initializeContextEnvironment(unused -> environment);
      try {
        RivuletJob.main(arguments);
      } finally {
        resetContextEnvironment();
      }
      return environment.graph;
    }

    @Override
    public JobExecutionResult execute(StreamGraph graph) {
      this.graph = graph;
      return new JobExecutionResult(null, 0, Map.of());
    }

    @Override
    public void close() {}
  }
}
