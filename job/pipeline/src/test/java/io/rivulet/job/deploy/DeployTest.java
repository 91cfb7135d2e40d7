package io.rivulet.job.deploy;

import static io.rivulet.job.deploy.DeployFiles.at;
import static io.rivulet.job.deploy.DeployFiles.list;
import static io.rivulet.job.deploy.DeployFiles.map;
import static io.rivulet.job.deploy.DeployFiles.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.SecretReference;
import io.rivulet.job.kafka.PlannedTopic;
import io.rivulet.job.kafka.TopicPlan;
import io.rivulet.learner.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing here starts a container, so all that can be known of {@code deploy/} without one is
 * checked, in this class and its neighbours: that files parse, fit their schema and agree.
 */
final class DeployTest {

  @TempDir Path dir;

  @Test
  void directory_holdsNoFileThatNoTestReads() throws IOException {
    assertThat(DeployFiles.names())
        .containsExactly(
            "README.md",
            "docker/Dockerfile",
            "docker/Dockerfile.dockerignore",
            "docker/compose.yaml",
            "kubernetes/rivulet.yaml",
            "kubernetes/topics.yaml",
            "rivulet.yaml",
            "standalone/config.yaml",
            "standalone/log4j-json.properties",
            "standalone/log4j.properties");
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
    Map<String, Object> inConfigMap = DeployFiles.parse(DeployFiles.configMapText()).get(0);
    example.remove("kafka");
    inConfigMap.remove("kafka");

    assertThat(inConfigMap).isEqualTo(example);
  }

  @Test
  void topics_ofKubernetes_areThoseOfThePlan() throws IOException {
    Map<String, Map<String, String>> topics = new TreeMap<>();
    for (Map<String, Object> topic : DeployFiles.yaml("kubernetes/topics.yaml")) {
      assertThat(topic).containsOnlyKeys("apiVersion", "kind", "metadata", "spec");
      assertThat(topic).containsEntry("apiVersion", "kafka.strimzi.io/v1");
      assertThat(topic).containsEntry("kind", "KafkaTopic");
      assertThat(map(topic.get("spec"))).containsOnlyKeys("partitions", "replicas", "config");
      assertThat(map(at(topic, "metadata", "labels"))).containsOnlyKeys("strimzi.io/cluster");
      topics.put(texts(topic.get("metadata")).get("name"), texts(at(topic, "spec", "config")));
    }

    assertThat(topics).isEqualTo(plan());
  }

  @Test
  void topics_ofCompose_areThoseOfThePlan() throws IOException {
    Pattern topic = Pattern.compile("--topic (\\S+)((?: --config \\S+)+)");
    Pattern config = Pattern.compile("--config ([^=]+)=(\\S+)");
    String command = (String) at(DeployFiles.service("topics"), "command", 0);

    Map<String, Map<String, String>> topics =
        topic
            .matcher(command)
            .results()
            .collect(
                Collectors.toMap(
                    line -> line.group(1),
                    line ->
                        config
                            .matcher(line.group(2))
                            .results()
                            .collect(Collectors.toMap(of -> of.group(1), of -> of.group(2)))));

    assertThat(topics).isEqualTo(plan());
    assertThat(command).contains("--bootstrap-server " + DeployFiles.kafkaInCompose() + " ");
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
    assertThat(DeployFiles.volume(pod, "job").get("configMap"))
        .isEqualTo(Map.of("name", "rivulet-job"));
    assertThat(texts(at(DeployFiles.flinkDeployment(), "spec", "job")).get("args"))
        .isEqualTo("[--config, " + mounts.get("job") + "/rivulet.yaml]");
  }

  private static JobConfiguration example() {
    return JobConfiguration.read("--config", DeployFiles.path("rivulet.yaml").toString());
  }

  private JobConfiguration inConfigMap() throws IOException {
    Path file = Files.writeString(dir.resolve("rivulet.yaml"), DeployFiles.configMapText());
    return JobConfiguration.read("--config", file.toString());
  }

  /** Name and configs of each topic that the example needs. */
  private static Map<String, Map<String, String>> plan() {
    return TopicPlan.of(example().topics(), example().limits(), 1, 1).topics().stream()
        .collect(Collectors.toMap(PlannedTopic::name, PlannedTopic::configs));
  }
}
