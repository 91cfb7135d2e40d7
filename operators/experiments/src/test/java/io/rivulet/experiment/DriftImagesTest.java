package io.rivulet.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that cannot be used are found before the minute that the settings take. */
class DriftImagesTest {

  @Test
  void compute_imagesThatAreNone_failsBeforeItPicksSettings(@TempDir Path directory)
      throws Exception {
    Path images = Files.writeString(directory.resolve("images.csv"), "1,2,3\n");
    List<String> stages = new ArrayList<>();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void stage(String text, long steps) {
            stages.add(text);
          }

          @Override
          public void advanceTo(long done) {}
        };

    assertThatThrownBy(() -> new Drift().compute(new Setup(images, 1, 1), listener))
        .hasMessageContaining("images.csv");

    assertThat(stages).allMatch(stage -> stage.contains("methods"));
  }
}
