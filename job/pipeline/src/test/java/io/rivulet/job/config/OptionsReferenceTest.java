package io.rivulet.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OptionsReferenceTest {

  @Test
  void table_eachOption_hasOneRowOfFourCells() {
    String[] rows = OptionsReference.table().split("\n");

    assertThat(rows).hasSize(2 + JobOptions.ALL.size());
    for (String row : rows) {
      assertThat(row.chars().filter(c -> c == '|').count()).isEqualTo(5);
    }
    assertThat(rows[2])
        .isEqualTo(
            "| `kafka.bootstrap.servers` | text | required | Brokers to ask first,"
                + " `host:port,host:port`. |");
  }

  @Test
  void options_each_areDeclaredOnceWithAReadableDefault() {
    assertThat(JobOptions.names()).doesNotHaveDuplicates();
    for (Option<?> option : JobOptions.ALL) {
      assertThat(option.sentence()).endsWith(".");
      if (!option.required()) {
        assertThat(option.defaultValue()).isNotNull();
      }
    }
  }

  @Test
  void page_ofTheJob_hasThisTable() throws IOException {
    requireSameTable(Path.of("..", "README.md"));
  }

  @Test
  void readme_missing_isNoFault(@TempDir Path dir) {
    assertThatCode(() -> requireSameTable(dir.resolve("README.md"))).doesNotThrowAnyException();
  }

  @Test
  void readme_withThisTable_passes(@TempDir Path dir) throws IOException {
    Path readme =
        readme(
            dir,
            "# R\n"
                + OptionsReference.BEGIN
                + "\n"
                + OptionsReference.table()
                + OptionsReference.END);

    assertThatCode(() -> requireSameTable(readme)).doesNotThrowAnyException();
  }

  @Test
  void readme_withoutMarkersOrWithAnotherTable_fails(@TempDir Path dir) throws IOException {
    Path none = readme(dir, OptionsReference.table());
    assertThatThrownBy(() -> requireSameTable(none)).isInstanceOf(AssertionError.class);

    Path open = readme(dir, OptionsReference.BEGIN + "\n" + OptionsReference.table());
    assertThatThrownBy(() -> requireSameTable(open)).isInstanceOf(AssertionError.class);

    Path old = readme(dir, OptionsReference.BEGIN + "\n| old |\n" + OptionsReference.END);
    assertThatThrownBy(() -> requireSameTable(old)).isInstanceOf(AssertionError.class);
  }

  private static void requireSameTable(Path readme) throws IOException {
    if (Files.exists(readme)) {
      assertThat(OptionsReference.tableIn(Files.readString(readme)))
          .as("the table between %s and %s", OptionsReference.BEGIN, OptionsReference.END)
          .contains(OptionsReference.table());
    }
  }

  private static Path readme(Path dir, String text) throws IOException {
    return Files.writeString(dir.resolve("README.md"), text);
  }
}
