package io.rivulet.cli.savedstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.rest.FlinkCluster;
import io.rivulet.cli.rest.RestStandIn;
import io.rivulet.job.savedstate.SavedState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestorePointTest {

  private static final String JOB = "0123456789abcdef0123456789abcdef";
  private static final String OTHER = "fedcba9876543210fedcba9876543210";

  private static final ForeignStates UNREADABLE =
      directories -> {
        throw Failure.failed("s3 has no plugin");
      };

  @TempDir private Path directory;

  private final StringWriter err = new StringWriter();

  @Test
  void latest_checkpointAndOlderSavepoint_isTheCheckpointAndSaysWhich() throws IOException {
    complete("savepoint-012345-aa", 1_000);
    String newest = complete(JOB + "/chk-12", 3_000);
    complete(OTHER + "/chk-99", 2_000);

    assertThat(point().latest()).isEqualTo(newest);
    assertThat(err.toString().strip())
        .isEqualTo(
            "going on from checkpoint 12 of 1970-01-01T00:00:03Z, job " + JOB + ": " + newest);
  }

  @Test
  void latest_ofAJob_leavesTheOthersOut() throws IOException {
    complete(JOB + "/chk-12", 3_000);
    String of = complete(OTHER + "/chk-99", 2_000);

    assertThat(point().latestOf(OTHER)).isEqualTo(of);
    assertThat(point().latestOf(OTHER.substring(0, 6))).isEqualTo(of);
  }

  @Test
  void latest_ofAJobStoppedWithASavepoint_isTheSavepoint() throws IOException {
    complete(JOB + "/chk-12", 1_000);
    String savepoint = complete("savepoint-012345-aa", 2_000);
    complete("savepoint-fedcba-bb", 3_000);

    assertThat(point().latestOf(JOB)).isEqualTo(savepoint);
  }

  @Test
  void latest_checkpointThatIsNotComplete_isLeftOut() throws IOException {
    String complete = complete(JOB + "/chk-12", 1_000);
    Files.createDirectories(directory.resolve(JOB + "/chk-13"));

    assertThat(point().latestOf(JOB)).isEqualTo(complete);
  }

  @Test
  void latest_nothingThere_saysWhereItLooked() {
    assertThatThrownBy(() -> point().latestOf(JOB))
        .hasMessageContaining("no complete checkpoint or savepoint of job " + JOB)
        .hasMessageContaining("looked in " + directory);
  }

  @Test
  void latest_jobThatRuns_isLeftOutUnlessItIsNamed() throws IOException {
    try (var flink = new RestStandIn()) {
      String running = complete(JOB + "/chk-12", 3_000);
      String ended = complete(OTHER + "/chk-99", 2_000);
      flink.withJob(JOB, "RUNNING", "{\"latest\": {}}");
      var states =
          new KnownStates(
              List.of(directory.toString()),
              Optional.of(FlinkCluster.at(flink.rest())),
              false,
              UNREADABLE);

      assertThat(point(states).latest()).isEqualTo(ended);
      assertThat(point(states).latestOf(JOB)).isEqualTo(running);
    }
  }

  @Test
  void latest_directoriesElsewhere_isWhatTheClusterRemembers() throws IOException {
    try (var flink = new RestStandIn()) {
      flink.withJob(
          JOB,
          "FAILED",
          """
          {"latest": {"completed": {"id": 7, "latest_ack_timestamp": 9000, "is_savepoint": false,
            "external_path": "s3://b/c/chk-7", "discarded": false},
           "savepoint": {"id": 3, "latest_ack_timestamp": 5000, "is_savepoint": true,
            "external_path": "s3://b/s/savepoint-3", "discarded": false}}}
          """);
      var states =
          new KnownStates(
              List.of("s3://b/c"), Optional.of(FlinkCluster.at(flink.rest())), true, UNREADABLE);

      assertThat(point(states).latest()).isEqualTo("s3://b/c/chk-7");
      assertThat(states.unread()).containsExactly("s3://b/c");
      assertThatThrownBy(() -> point(states).latestOf(OTHER))
          .hasMessageContaining("because s3 has no plugin, or give the path itself");
    }
  }

  @Test
  void in_folderOfAJob_isTheNewestAndSaysWhich() throws IOException {
    complete(JOB + "/chk-9", 1_000);
    String newest = complete(JOB + "/chk-10", 1_000);

    assertThat(point().in(directory.resolve(JOB).toString())).isEqualTo(newest);
    assertThat(err.toString()).contains("going on from checkpoint 10 of").contains(newest);
  }

  @Test
  void in_oneCheckpoint_isThatOneWithoutMoreWords() throws IOException {
    String checkpoint = complete(JOB + "/chk-9", 1_000);
    complete(JOB + "/chk-10", 2_000);

    assertThat(point().in(checkpoint)).isEqualTo(checkpoint);
    assertThat(point().in(checkpoint.substring("file:".length()))).isEqualTo(checkpoint);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void in_emptyFolder_namesTheListings() {
    assertThatThrownBy(() -> point().in(directory.toString()))
        .hasMessageContaining("no complete checkpoint or savepoint lies in " + directory)
        .hasMessageContaining("'rivulet checkpoints list'");
  }

  @Test
  void in_pathThatMayBeOnAnotherMachine_isLeftToFlink() {
    var remote = new KnownStates(List.of(), Optional.empty(), true, UNREADABLE);

    assertThat(point(remote).in("/data/chk-9")).isEqualTo("/data/chk-9");
    assertThat(point().in("s3://bucket/chk-9")).isEqualTo("s3://bucket/chk-9");
  }

  @Test
  void latest_directoriesOnAnotherFileSystem_areListedThroughFlink() {
    RestorePoint point = point(foreign("s3://b/c/" + JOB + "/chk-7"));

    assertThat(point.latestOf(JOB)).isEqualTo("s3://b/c/" + JOB + "/chk-7");
    assertThat(point.in("s3://b/c/" + JOB)).isEqualTo("s3://b/c/" + JOB + "/chk-7");
    assertThat(err.toString()).contains("going on from checkpoint 7 of 1970-01-01T00:00:02Z");
  }

  @Test
  void in_emptyFolderOnAnotherFileSystem_isNotTaken() {
    assertThatThrownBy(() -> point(foreign()).in("s3://b/other"))
        .hasMessageContaining("no complete checkpoint or savepoint lies in s3://b/other");
  }

  /** An object store with states that are a second apart. */
  private static KnownStates foreign(String... paths) {
    List<SavedState> states =
        IntStream.range(0, paths.length)
            .mapToObj(i -> SavedState.of(paths[i], Instant.ofEpochSecond(i + 2)))
            .sorted(SavedState.NEWEST_FIRST)
            .toList();
    return new KnownStates(List.of("s3://b/c"), Optional.empty(), true, directories -> states);
  }

  private RestorePoint point() {
    return point(
        new KnownStates(List.of(directory.toString()), Optional.empty(), false, UNREADABLE));
  }

  private RestorePoint point(KnownStates states) {
    return new RestorePoint(states, new PrintWriter(err, true));
  }

  private String complete(String folder, long completed) throws IOException {
    Path metadata = Files.createDirectories(directory.resolve(folder)).resolve("_metadata");
    Files.write(metadata, new byte[1]);
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(completed));
    return "file:" + metadata.getParent();
  }
}
