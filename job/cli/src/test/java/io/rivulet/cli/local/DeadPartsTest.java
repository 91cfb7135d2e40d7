package io.rivulet.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.rest.RestStandIn;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands say of a platform of which something was killed. */
class DeadPartsTest {

  @TempDir private Path directory;

  @Test
  void doctor_deadJobManager_isAnError() throws Exception {
    try (var flink = new RestStandIn();
        var platform = running(flink)) {
      platform.kill("jobmanager");

      assertThat(platform.run("doctor", "--timeout", "1")).isEqualTo(Exit.REFUSED);
      assertThat(platform.out()).containsPattern("error +jobmanager +is dead .* 'up'");
    }
  }

  @Test
  void doctor_deadTaskManager_isAWarning() throws Exception {
    try (var flink = new RestStandIn();
        var platform = running(flink)) {
      platform.kill("taskmanager-1");

      platform.run("doctor", "--timeout", "1");

      assertThat(platform.out()).containsPattern("warning +taskmanager-1 +is dead .* 'up'");
    }
  }

  @Test
  void cancel_deadJobManager_isNotAPlatformThatNeverRan() throws Exception {
    try (var flink = new RestStandIn();
        var platform = running(flink)) {
      platform.kill("jobmanager");

      assertThat(platform.run("cancel", "rivulet")).isEqualTo(Exit.FAILED);
      assertThat(platform.err())
          .contains("dead on the local platform in " + directory + ": jobmanager; start it again");
    }
  }

  @Test
  void cancel_platformThatNeverRan_saysSo() throws Exception {
    try (var platform = new StandInPlatform(directory)) {
      assertThat(platform.run("cancel", "rivulet")).isEqualTo(Exit.FAILED);
      assertThat(platform.err()).contains("no local platform runs in " + directory);
    }
  }

  @Test
  void submitCheck_deadBroker_isNotABrokerThatIsNotSet() throws Exception {
    Path file = Files.writeString(directory.resolve("pumps.yaml"), "models: []\n");
    try (var flink = new RestStandIn();
        var platform = running(flink)) {
      platform.kill("broker");

      assertThat(platform.run("submit", "--check", "--config", file.toString()))
          .isEqualTo(Exit.REFUSED);
      assertThat(platform.out()).contains("the local broker is dead; start it again with 'up'");
    }
  }

  private StandInPlatform running(RestStandIn flink) throws Exception {
    flink.answer("GET /jobs/overview", "{\"jobs\": []}");
    return new StandInPlatform(directory)
        .withRunning(flink, "broker", "jobmanager", "taskmanager-1", "taskmanager-2");
  }
}
