package io.rivulet.cli.local;

import static io.rivulet.cli.local.StandInPlatform.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.rest.RestStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsCommandTest {

  private static final String OTHER = "fedcba9876543210fedcba9876543210";

  @TempDir private Path directory;

  private StandInPlatform platform;

  @BeforeEach
  void start() {
    platform = new StandInPlatform(directory);
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  @Test
  void list_nothing_saysWhereItLooked() {
    assertThat(platform.run("checkpoints", "list")).isZero();
    assertThat(platform.out())
        .contains("no complete checkpoint; looked in " + directory.resolve("flink/checkpoints"));
  }

  @Test
  void list_severalKinds_showsCheckpointsNewestFirst() throws IOException {
    platform.checkpoint(JOB + "/chk-4", 1_000);
    platform.checkpoint(OTHER + "/chk-7", 2_000);
    platform.savepoint("savepoint-012345-aa", 3_000);

    assertThat(platform.run("checkpoints", "list")).isZero();

    assertThat(platform.out().lines().toList())
        .satisfiesExactly(
            header -> assertThat(header).startsWith("COMPLETED"),
            first -> assertThat(first).contains(OTHER + "  7       100    file:"),
            second -> assertThat(second).startsWith("1970-01-01T00:00:01Z").contains(JOB));
  }

  @Test
  void list_asJson_hasEveryField() throws IOException {
    Path savepoint = platform.savepoint("savepoint-012345-aa", 1_500);
    platform.checkpoint(JOB + "/chk-4", 1_000);

    platform.run("savepoints", "list", "--json");

    JsonNode document = new ObjectMapper().readTree(platform.out());
    assertThat(document.path("states")).hasSize(1);
    assertThat(document.at("/states/0"))
        .isEqualTo(
            new ObjectMapper()
                .createObjectNode()
                .put("path", "file:" + savepoint)
                .put("kind", "savepoint")
                .put("job", "012345")
                .putNull("number")
                .put("completed", "1970-01-01T00:00:01.500Z")
                .put("bytes", 100));
  }

  @Test
  void clean_withoutYes_namesAndRemovesNothing() throws IOException {
    Path old = platform.checkpoint(JOB + "/chk-4", 1_000);
    platform.checkpoint(JOB + "/chk-5", 2_000);

    assertThat(platform.run("checkpoints", "clean")).isZero();

    assertThat(platform.out())
        .containsPattern("old +100 +file:" + old)
        .contains(
            "1 folder(s) with 100 bytes can be removed; nothing was removed, --yes removes them");
    assertThat(old).exists();
  }

  @Test
  void clean_endedWithoutSavepoint_keepsTheNewestAndWhatItShares() throws IOException {
    Path old = platform.checkpoint(JOB + "/chk-4", 1_000);
    Path newest = platform.checkpoint(JOB + "/chk-5", 2_000);
    Path shared = Files.createDirectories(newest.resolveSibling("shared"));
    Path broken = Files.createDirectories(newest.resolveSibling("chk-6"));

    assertThat(platform.run("checkpoints", "clean", "--yes")).isZero();

    assertThat(platform.out()).contains("the newest of a job that ended without a savepoint");
    assertThat(newest.resolve("_metadata")).exists();
    assertThat(shared).exists();
    assertThat(old).doesNotExist();
    assertThat(broken).doesNotExist();
  }

  @Test
  void clean_all_removesTheNewestToo() throws IOException {
    Path newest = platform.checkpoint(JOB + "/chk-5", 2_000);

    assertThat(platform.run("checkpoints", "clean", "--yes", "--all")).isZero();

    assertThat(newest.getParent()).doesNotExist();
    assertThat(platform.out()).contains("removed 1 folder(s) with 100 bytes");
  }

  @Test
  void clean_newerSavepoint_removesTheCheckpointsAndNotTheSavepoint() throws IOException {
    Path checkpoint = platform.checkpoint(JOB + "/chk-5", 1_000);
    Path savepoint = platform.savepoint("savepoint-012345-aa", 2_000);
    Path other = platform.checkpoint(OTHER + "/chk-1", 1_000);

    platform.run("checkpoints", "clean", "--yes");

    assertThat(checkpoint.getParent()).doesNotExist();
    assertThat(savepoint.resolve("_metadata")).exists();
    assertThat(other).exists();
  }

  @Test
  void clean_olderSavepoint_keepsTheNewest() throws IOException {
    Path checkpoint = platform.checkpoint(JOB + "/chk-5", 2_000);
    platform.savepoint("savepoint-012345-aa", 1_000);

    platform.run("checkpoints", "clean", "--yes");

    assertThat(checkpoint).exists();
  }

  @Test
  void clean_runningJob_keepsAllOfItAndWhatItWentOnFrom() throws IOException {
    try (var flink = new RestStandIn()) {
      Path running = platform.checkpoint(JOB + "/chk-4", 1_000);
      platform.checkpoint(JOB + "/chk-5", 2_000);
      Path source = platform.checkpoint(OTHER + "/chk-1", 500);
      flink.withJob(
          JOB,
          "RUNNING",
          "{\"latest\": {\"restored\": {\"external_path\": \"file:%s\"}}}".formatted(source));
      platform.withRunning(flink, "jobmanager");

      assertThat(platform.run("checkpoints", "clean", "--yes", "--all")).isZero();

      assertThat(running).exists();
      assertThat(source).exists();
      assertThat(platform.out())
          .contains("(job rivulet is RUNNING)")
          .contains("(job " + JOB + " went on from it)")
          .contains("nothing to remove");
    }
  }

  @Test
  void clean_jobThatWaitsToGoOn_keepsItEvenWithAll() throws IOException {
    Path newest = platform.withJob(JOB).checkpoint(JOB + "/chk-5", 2_000);

    platform.run("checkpoints", "clean", "--yes", "--all");

    assertThat(newest).exists();
    assertThat(platform.out()).contains("the job waits to go on: 'status' says how");
  }

  @Test
  void clean_stateThatAWaitingJobBeganWith_keepsItEvenWithAll() throws IOException {
    Path begun = platform.checkpoint(OTHER + "/chk-5", 2_000);
    platform.withJob(JOB, "file:" + begun);

    assertThat(platform.run("checkpoints", "clean", "--yes", "--all")).isZero();

    assertThat(begun).exists();
    assertThat(platform.out()).contains(OTHER + " (job " + JOB + " waits to go on from it)");
  }

  @Test
  void clean_jobManagerDoesNotAnswer_removesNothing() throws IOException {
    try (var flink = new RestStandIn()) {
      Path old = platform.checkpoint(JOB + "/chk-4", 1_000);
      platform.withRunning(flink, "jobmanager");

      assertThat(platform.run("checkpoints", "clean", "--yes", "--all")).isNotZero();

      assertThat(old).exists();
    }
  }
}
