package io.rivulet.job.savedstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.job.savedstate.SavedState.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SavedStatesTest {

  private static final String JOB = "0123456789abcdef0123456789abcdef";
  private static final String OTHER = "fedcba9876543210fedcba9876543210";

  @TempDir private Path directory;

  static Stream<SavedStates> both() {
    return Stream.of(SavedStates.throughFlink(), SavedStates.onThisMachine());
  }

  @ParameterizedTest
  @MethodSource("both")
  void in_noDirectory_isEmpty(SavedStates states) throws IOException {
    assertThat(states.in(List.of(directory.resolve("absent").toString()))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("both")
  void in_checkpointsOfJobs_areNewestFirst(SavedStates states) throws IOException {
    complete(JOB + "/chk-9", 1_000);
    complete(JOB + "/chk-10", 3_000);
    complete(OTHER + "/chk-2", 2_000);

    List<SavedState> found = states.in(List.of(directory.toString()));

    assertThat(found)
        .containsExactly(
            checkpoint(JOB, 10, 3_000), checkpoint(OTHER, 2, 2_000), checkpoint(JOB, 9, 1_000));
  }

  @ParameterizedTest
  @MethodSource("both")
  void in_sameInstant_greaterNumberIsNewer(SavedStates states) throws IOException {
    complete(JOB + "/chk-9", 1_000);
    complete(JOB + "/chk-10", 1_000);

    assertThat(states.in(List.of(directory.toString())))
        .extracting(SavedState::number)
        .containsExactly(10L, 9L);
  }

  @ParameterizedTest
  @MethodSource("both")
  void in_folderWithoutMetadata_isLeftOut(SavedStates states) throws IOException {
    Files.createDirectories(directory.resolve(JOB + "/chk-11"));
    Files.createDirectories(directory.resolve(JOB + "/shared"));
    complete(JOB + "/chk-10", 1_000);

    assertThat(states.in(List.of(directory.toString())))
        .containsExactly(checkpoint(JOB, 10, 1_000));
  }

  /** A running job removes its old checkpoints while somebody looks. */
  @Test
  void bytes_fileThatGoesMeanwhile_isLeftOut() throws IOException {
    complete(JOB + "/chk-9", 1_000);
    Path folder = directory.resolve(JOB + "/chk-9");
    Files.write(folder.resolve("state"), new byte[7]);
    long before = SavedStates.onThisMachine().bytes(folder.toString());
    Files.createSymbolicLink(folder.resolve("gone"), directory.resolve("nowhere"));

    assertThat(SavedStates.onThisMachine().bytes(folder.toString())).isEqualTo(before);
    assertThat(SavedStates.onThisMachine().in(List.of(directory.toString()))).hasSize(1);
  }

  @Test
  void in_fileInsteadOfAFolder_isEmpty() throws IOException {
    Path file = Files.createFile(directory.resolve("passwd"));

    assertThat(SavedStates.onThisMachine().in(List.of(file.toString()))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("both")
  void in_savepoints_tellTheStartOfTheJob(SavedStates states) throws IOException {
    complete("savepoint-012345-aabbccddeeff", 1_000);
    complete("by-hand", 2_000);

    List<SavedState> found = states.in(List.of("file://" + directory));

    assertThat(found)
        .containsExactly(
            savepoint("by-hand", null, 2_000),
            savepoint("savepoint-012345-aabbccddeeff", "012345", 1_000));
    assertThat(found).extracting(each -> each.isOf(JOB)).containsExactly(false, true);
    assertThat(found).noneMatch(each -> each.isOf(OTHER));
  }

  @ParameterizedTest
  @MethodSource("both")
  void in_folderOfOneJobOrState_findsWhatIsThere(SavedStates states) throws IOException {
    complete(JOB + "/chk-9", 1_000);
    complete(JOB + "/chk-10", 2_000);
    String job = directory.resolve(JOB).toString();

    assertThat(states.in(List.of(job))).hasSize(2).contains(checkpoint(JOB, 10, 2_000));
    assertThat(states.in(List.of(job + "/chk-9"))).containsExactly(checkpoint(JOB, 9, 1_000));
    assertThat(states.in(List.of(job, job + "/chk-9", directory.toString()))).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("both")
  void in_directoryWithASpace_isRead(SavedStates states) throws IOException {
    complete("with space/" + JOB + "/chk-1", 1_000);

    assertThat(states.in(List.of("file://" + directory.resolve("with space"))))
        .extracting(SavedState::path)
        .containsExactly("file:" + directory.resolve("with space/" + JOB + "/chk-1"));
  }

  @ParameterizedTest
  @MethodSource("both")
  void bytes_ofAFolder_isTheSumOfItsFiles(SavedStates states) throws IOException {
    complete(JOB + "/chk-1", 1_000);
    Files.write(directory.resolve(JOB + "/chk-1/state"), new byte[1_234]);
    Files.write(
        Files.createDirectory(directory.resolve(JOB + "/shared")).resolve("a"), new byte[6]);

    assertThat(states.bytes(directory.resolve(JOB + "/chk-1").toString())).isEqualTo(1_234 + 1);
    assertThat(states.bytes("file:" + directory)).isEqualTo(1_234 + 1 + 6);
  }

  @ParameterizedTest
  @MethodSource("both")
  void jobFolders_amongOthers_areThoseNamedAsJobs(SavedStates states) throws IOException {
    complete(JOB + "/chk-1", 1_000);
    complete("savepoint-012345-aabbccddeeff", 1_000);
    Files.createDirectories(directory.resolve(OTHER));

    assertThat(states.jobFolders(directory.toString()))
        .containsExactly("file:" + directory.resolve(JOB), "file:" + directory.resolve(OTHER));
  }

  @ParameterizedTest
  @MethodSource("both")
  void delete_aFolder_leavesTheOthers(SavedStates states) throws IOException {
    complete(JOB + "/chk-1", 1_000);
    complete(JOB + "/chk-2", 2_000);

    states.delete("file:" + directory.resolve(JOB + "/chk-1"));

    assertThat(states.in(List.of(directory.toString()))).containsExactly(checkpoint(JOB, 2, 2_000));
  }

  @Test
  void in_schemeThatFlinkDoesNotKnowHere_isSaid() {
    assertThat(SavedStates.isOnThisMachine("s3://bucket/checkpoints")).isFalse();
    assertThatThrownBy(() -> SavedStates.throughFlink().in(List.of("s3://bucket/checkpoints")))
        .isInstanceOf(UnsupportedFileSystemSchemeException.class);
  }

  @Test
  void program_printsTimeAndPathOfEach() throws IOException {
    complete(JOB + "/chk-9", 1_000);
    complete("a savepoint", 2_000);
    var out = new ByteArrayOutputStream();

    SavedStatesProgram.print(
        SavedStates.throughFlink().in(List.of(directory.toString())), new PrintStream(out));

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "2000 file:" + directory.resolve("a savepoint"),
            "1000 file:" + directory.resolve(JOB + "/chk-9"));
  }

  private SavedState checkpoint(String job, long number, long completed) {
    return new SavedState(
        "file:" + directory.resolve(job + "/chk-" + number),
        Kind.CHECKPOINT,
        job,
        number,
        Instant.ofEpochMilli(completed));
  }

  private SavedState savepoint(String name, String job, long completed) {
    return new SavedState(
        "file:" + directory.resolve(name),
        Kind.SAVEPOINT,
        job,
        null,
        Instant.ofEpochMilli(completed));
  }

  private void complete(String folder, long completed) throws IOException {
    Path metadata = Files.createDirectories(directory.resolve(folder)).resolve("_metadata");
    Files.write(metadata, new byte[1]);
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(completed));
  }
}
