package io.rivulet.job.deploy;

import static io.rivulet.job.deploy.DeployFiles.at;
import static io.rivulet.job.deploy.DeployFiles.list;
import static io.rivulet.job.deploy.DeployFiles.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.secret.SecretReference;
import io.rivulet.job.kafka.PlannedTopic;
import io.rivulet.job.kafka.TopicPlan;
import io.rivulet.learner.Catalogue;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

/**
 * Nothing here starts a container, so all that can be known of {@code deploy/} without one is
 * checked, in this class and its neighbours: that files parse, fit their schema and agree.
 */
final class DeployTest {

  @Test
  void directory_holdsNoFileThatNoTestReads() throws IOException {
    assertThat(DeployFiles.names())
        .containsExactly(
            "README.md",
            "RUNBOOKS.md",
            "docker/Dockerfile",
            "docker/Dockerfile.dockerignore",
            "docker/README.md",
            "docker/compose.yaml",
            "docker/samples.jsonl",
            "kubernetes/README.md",
            "kubernetes/job.yaml",
            "kubernetes/kustomization.yaml",
            "kubernetes/references.yaml",
            "kubernetes/rivulet.yaml",
            "kubernetes/secret.yaml",
            "kubernetes/topics.yaml",
            "kubernetes/user.yaml",
            "rivulet.yaml",
            "standalone/README.md",
            "standalone/config.yaml",
            "standalone/kafka.properties",
            "standalone/log4j-json.properties",
            "standalone/log4j.properties",
            "standalone/rivulet-jobmanager.service",
            "standalone/rivulet-kafka.service",
            "standalone/rivulet-taskmanager.service");
  }

  @Test
  void jobConfigurations_areAccepted() throws IOException {
    for (JobConfiguration job : List.of(example(), inConfigMap())) {
      assertThat(job.models().patterns()).isNotEmpty();
      job.models().map(Catalogue::read);
      Configuration flink = Configuration.fromMap(FlinkSettings.standalone());
      assertThat(job.delivery().transactionTimeout())
          .isGreaterThanOrEqualTo(
              job.delivery()
                  .leastTransactionTimeout(
                      flink.get(CheckpointingOptions.CHECKPOINTING_INTERVAL),
                      flink.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT)));
    }
  }

  @Test
  void jobConfigurations_differOnlyInKafka() throws IOException {
    Map<String, Object> example = DeployFiles.yaml("rivulet.yaml").get(0);
    Map<String, Object> inConfigMap = DeployFiles.yaml("kubernetes/job.yaml").get(0);
    example.remove("kafka");
    inConfigMap.remove("kafka");

    assertThat(inConfigMap).isEqualTo(example);
  }

  /** The deploy files may say more: how long a topic is kept, and the topics of what comes next. */
  @Test
  void topics_ofEachWay_areThoseOfThePlan() throws IOException {
    Map<String, Map<String, String>> topics = KafkaTopics.ofKubernetes();

    for (PlannedTopic topic : topicPlan()) {
      assertThat(topics).containsKey(topic.name());
      assertThat(topics.get(topic.name())).containsAllEntriesOf(topic.configs());
    }
    assertThat(KafkaTopics.ofCompose()).isEqualTo(topics);
    assertThat(String.valueOf(at(DeployFiles.service("topics"), "command", 0)))
        .contains("--bootstrap-server " + DeployFiles.kafkaInCompose() + " ");
  }

  @Test
  void topics_thatDelete_sayWhen() throws IOException {
    KafkaTopics.ofKubernetes()
        .forEach(
            (name, configs) ->
                assertThat(configs.containsKey("retention.ms"))
                    .as(name)
                    .isEqualTo(configs.get("cleanup.policy").equals("delete")));
  }

  @Test
  void kafkaSecret_isWhereItsReferenceSays() throws IOException {
    Map<String, Object> pod = DeployFiles.podSpec();
    Map<String, String> mounts = new TreeMap<>();
    list(at(pod, "containers", 0, "volumeMounts"))
        .forEach(each -> mounts.put(texts(each).get("name"), texts(each).get("mountPath")));

    assertThat(inConfigMap().kafka().properties().references().values())
        .isNotEmpty()
        .extracting(SecretReference::path)
        .allMatch(path -> path.startsWith(mounts.get("kafka") + "/"));
    assertThat(DeployFiles.volume(pod, "kafka")).containsKey("secret");
    assertThat(texts(at(DeployFiles.flinkDeployment(), "spec", "job")).get("args"))
        .isEqualTo("[--config, " + mounts.get("job") + "/rivulet.yaml]");
  }

  private static JobConfiguration example() {
    return JobConfiguration.read("--config", DeployFiles.path("rivulet.yaml").toString());
  }

  static JobConfiguration inConfigMap() {
    return JobConfiguration.read("--config", DeployFiles.path("kubernetes/job.yaml").toString());
  }

  static List<PlannedTopic> topicPlan() {
    return TopicPlan.of(example().topics(), example().limits(), 1, 1).topics();
  }
}
