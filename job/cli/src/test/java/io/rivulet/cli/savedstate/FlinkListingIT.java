package io.rivulet.cli.savedstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.job.savedstate.SavedState;
import io.rivulet.job.savedstate.SavedStates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs the class paths of the build. */
class FlinkListingIT {

  @TempDir private Path directory;

  @Test
  void in_directories_listsWhatJavaItselfLists() throws Exception {
    String job = "0123456789abcdef0123456789abcdef";
    for (String folder : List.of(job + "/chk-7", "a savepoint")) {
      Files.createFile(Files.createDirectories(directory.resolve(folder)).resolve("_metadata"));
    }
    List<String> directories = List.of("file://" + directory);

    List<SavedState> listed = new FlinkListing().in(directories);

    assertThat(listed)
        .extracting(SavedState::path)
        .hasSize(2)
        .hasSameElementsAs(
            SavedStates.onThisMachine().in(directories).stream().map(SavedState::path).toList());
  }

  @Test
  void in_fileSystemThatFlinkDoesNotKnow_saysWhatToDo() {
    assertThatThrownBy(() -> new FlinkListing().in(List.of("s3://bucket/checkpoints")))
        .hasMessageContaining("s3://bucket/checkpoints cannot be read from this machine (")
        .hasMessageContaining("scheme 's3'")
        .hasMessageContaining("set FLINK_PLUGINS_DIR to Flink's plugins");
  }
}
