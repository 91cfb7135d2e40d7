package io.rivulet.job.deploy;

import static io.rivulet.job.deploy.DeployFiles.at;
import static io.rivulet.job.deploy.DeployFiles.list;
import static io.rivulet.job.deploy.DeployFiles.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.job.RivuletJob;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The image and the compose file, by their structure. */
final class DockerTest {

  @Test
  void dockerfile_copiesTheJarAndLeavesRoot() throws IOException {
    List<String> instructions =
        DeployFiles.text("docker/Dockerfile")
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();

    assertThat(instructions)
        .allMatch(line -> line.matches("(FROM|COPY|USER|RUN) .+"))
        .startsWith("FROM flink:2.3.0-java17")
        .endsWith("USER 9999:9999")
        .anyMatch(line -> line.endsWith("rivulet-job.jar /opt/flink/usrlib/rivulet-job.jar"));
    assertThat(DeployFiles.text("docker/Dockerfile.dockerignore"))
        .isEqualTo("*\n!job/cli/target/rivulet/rivulet-job.jar\n");
  }

  @Test
  void compose_startsTheJobAfterItsTopics() throws IOException {
    Map<String, Object> jobManager = DeployFiles.service("jobmanager");

    assertThat(jobManager.get("command"))
        .isEqualTo(
            List.of(
                "standalone-job",
                "--job-classname",
                RivuletJob.class.getName(),
                "--kafka.bootstrap.servers",
                DeployFiles.kafkaInCompose(),
                "--config",
                "/etc/rivulet/rivulet.yaml"));
    assertThat(at(jobManager, "depends_on", "topics", "condition"))
        .isEqualTo("service_completed_successfully");
    assertThat(list(jobManager.get("volumes")).get(0))
        .isEqualTo("../rivulet.yaml:/etc/rivulet/rivulet.yaml:ro");
    assertThat(DeployFiles.service("taskmanager").get("command")).isEqualTo(List.of("taskmanager"));
  }

  @Test
  void compose_asksEachService_whereItAnswers() throws IOException {
    assertThat(question("kafka")).contains("--bootstrap-server " + DeployFiles.kafkaInCompose());
    assertThat(question("jobmanager"))
        .contains("http://localhost:8081/jobs/overview")
        .contains("\"state\":\"RUNNING\"");
    assertThat(question("taskmanager"))
        .contains(
            "http://localhost:"
                + FlinkSettings.compose().get("metrics.reporter.prometheus.port")
                + "/metrics");
  }

  private static String question(String service) throws IOException {
    Map<String, Object> check = map(DeployFiles.service(service).get("healthcheck"));
    assertThat(check).containsKeys("interval", "timeout", "retries");
    return list(check.get("test")).stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  @Test
  void compose_publishesOnLoopbackOnly_andLinksWhatItDefines() throws IOException {
    Map<String, Object> compose = DeployFiles.yaml("docker/compose.yaml").get(0);
    Map<String, Object> services = map(compose.get("services"));

    assertThat(compose).containsOnlyKeys("name", "x-flink", "services", "volumes");
    for (Object each : services.values()) {
      Map<String, Object> service = map(each);
      assertThat(list(service.getOrDefault("ports", List.of())))
          .allMatch(port -> String.valueOf(port).startsWith("127.0.0.1:"));
      Object dependencies = service.getOrDefault("depends_on", List.of());
      assertThat(services.keySet())
          .containsAll(
              dependencies instanceof Map<?, ?> named
                  ? map(named).keySet()
                  : list(dependencies).stream().map(String::valueOf).toList());
      assertThat(list(service.getOrDefault("volumes", List.of())))
          .map(volume -> String.valueOf(volume).replaceFirst(":.*", ""))
          .allMatch(
              source -> source.startsWith("..") || map(compose.get("volumes")).containsKey(source));
    }
  }
}
