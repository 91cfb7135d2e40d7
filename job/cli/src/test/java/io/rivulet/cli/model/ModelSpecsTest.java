package io.rivulet.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Specs that commands take from files. */
final class ModelSpecsTest extends AnsweredCommandTest {

  @Test
  void create_withSpecs_sendsThem(@TempDir Path folder) throws Exception {
    createTopics(1);
    Path yaml = write(folder, "spec.yaml", "learner: sgd\ndimension: 3\nrate: 1e-9\n");
    Path json = write(folder, "spec.json", "{\"learner\":\"greedy\",\"dimension\":1}");
    Path changes = write(folder, "changes.json", "{\"evaluate\":null,\"rate\":0.5}");
    try (JobStandIn job = completing()) {
      run("model", "create", "m", "--spec", yaml.toString(), "--wait", "--at-version", "0");
      run("model", "reset", "m", "--spec", json.toString(), "--wait");
      run("model", "configure", "m", "--spec", changes.toString(), "--wait");

      assertThat(job.commands().stream().map(Command::spec))
          .containsExactly(
              "{\"dimension\":3,\"learner\":\"sgd\",\"rate\":1.0E-9}",
              "{\"dimension\":1,\"learner\":\"greedy\"}",
              "{\"evaluate\":null,\"rate\":0.5}");
      assertThat(job.commands().stream().map(Command::fault)).containsOnlyNulls();
      assertThat(job.commands().get(0).atVersion()).isZero();
    }
  }

  @Test
  void create_badSpec_namesEveryFault(@TempDir Path folder) throws Exception {
    Path spec =
        write(
            folder, "spec.json", "{\"learner\":\"sgd\",\"dimension\":3,\"raet\":1,\"outputs\":0}");

    Run run = run("model", "create", "m", "--spec", spec.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("faults").contains("'raet'").contains("'outputs'");
  }

  @Test
  void specFile_absent_fails(@TempDir Path folder) {
    Run run = run("model", "create", "m", "--spec", folder.resolve("none.json").toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("the spec cannot be read");
  }

  private static Path write(Path folder, String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }
}
