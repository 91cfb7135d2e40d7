package io.rivulet.job.deploy;

import static io.rivulet.job.deploy.DeployFiles.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code kubectl} makes of the manifests, which it does without a cluster, where it is there.
 */
final class KustomizeTest {

  @TempDir Path dir;

  @Test
  void changedPattern_changesTheDeployment() throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "kubectl"))),
        "kubectl is not installed");
    for (String name : DeployFiles.names()) {
      if (name.startsWith("kubernetes/")) {
        Files.copy(DeployFiles.path(name), dir.resolve(Path.of(name).getFileName()));
      }
    }
    Path job = dir.resolve("job.yaml");

    String before = mounted(rendered());
    Files.writeString(job, Files.readString(job).replace("forgetting: 0.999", "forgetting: 0.99"));
    String after = mounted(rendered());

    assertThat(before).startsWith("rivulet-job-").isNotEqualTo(after);
    assertThat(after).startsWith("rivulet-job-");
  }

  /** The ConfigMap in the deployment, which has to be the one that is made. */
  private static String mounted(List<Map<String, Object>> manifests) {
    Object deployment = ofKind(manifests, "FlinkDeployment");
    Object mounted =
        at(deployment, "spec", "podTemplate", "spec", "volumes", 0, "configMap", "name");
    assertThat(at(ofKind(manifests, "ConfigMap"), "metadata", "name")).isEqualTo(mounted);
    return String.valueOf(mounted);
  }

  private static Object ofKind(List<Map<String, Object>> manifests, String kind) {
    return manifests.stream()
        .filter(each -> kind.equals(each.get("kind")))
        .findFirst()
        .orElseThrow();
  }

  private List<Map<String, Object>> rendered() throws IOException, InterruptedException {
    Path output = dir.resolve("rendered");
    Process kubectl =
        new ProcessBuilder("kubectl", "kustomize", dir.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(kubectl.waitFor()).as(Files.readString(output)).isZero();
    return DeployFiles.parse(Files.readString(output));
  }
}
