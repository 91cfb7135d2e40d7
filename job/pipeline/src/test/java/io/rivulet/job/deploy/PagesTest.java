package io.rivulet.job.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of the pages of {@code deploy/} says what the files say. */
final class PagesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "RUNBOOKS.md",
        "docker/README.md",
        "kubernetes/README.md",
        "standalone/README.md"
      })
  void page_linksLead_andLinesFit(String page) throws IOException {
    Pattern link = Pattern.compile("\\]\\((?!http)([^)]+)\\)");
    Path folder = DeployFiles.path(page).getParent();

    assertThat(link.matcher(DeployFiles.text(page)).results().map(each -> each.group(1)))
        .isNotEmpty()
        .allMatch(target -> Files.exists(folder.resolve(target)));
    assertThat(DeployFiles.text(page).lines().filter(line -> !line.startsWith("|")))
        .allMatch(line -> line.length() <= 100);
  }

  @Test
  void topicTable_isWhatTheFilesSay() throws IOException {
    Map<String, List<String>> shown = new TreeMap<>();
    Pattern.compile("\\| `(rivulet\\.[a-z-]+)` \\| (\\w+) \\| ([^|]+) \\| (\\d+) (\\w)iB \\|")
        .matcher(DeployFiles.text("README.md"))
        .results()
        .forEach(row -> shown.put(row.group(1), cells(row)));

    Map<String, List<String>> said = new TreeMap<>();
    KafkaTopics.ofKubernetes().forEach((name, configs) -> said.put(name, cells(configs)));
    assertThat(shown).isEqualTo(said);
  }

  @Test
  void rightsTable_namesEveryResourceOfTheUser() throws IOException {
    String page = DeployFiles.text("README.md");

    assertThat(KafkaRights.of("User:a"))
        .extracting(binding -> binding.pattern().name())
        .filteredOn(name -> !name.equals("kafka-cluster"))
        .hasSizeGreaterThan(20)
        .allMatch(name -> page.contains("`" + name + "`"));
  }

  private static List<String> cells(MatchResult row) {
    int unit = row.group(5).equals("M") ? 1024 : 1;
    return List.of(row.group(2), row.group(3), Integer.parseInt(row.group(4)) * unit + " KiB");
  }

  private static List<String> cells(Map<String, String> configs) {
    String retention = configs.get("retention.ms");
    String bytes = configs.getOrDefault("max.message.bytes", String.valueOf(1 << 20));
    return List.of(
        configs.get("cleanup.policy"),
        retention == null ? "for ever" : Long.parseLong(retention) / 86_400_000 + " days",
        Integer.parseInt(bytes) / 1024 + " KiB");
  }
}
