package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The metrics on the page about operating are those that the operators register. */
class MetricsTableTest {

  private static final Path OPERATORS = Path.of("src/main/java/io/rivulet/operator");
  private static final Path PAGE = Path.of("..", "..", "deploy", "README.md");

  private static final Pattern REGISTERED =
      Pattern.compile("\\b(?:counter|gauge|histogram)\\(\"([A-Za-z]+)\"");

  private static final Pattern SHOWN = Pattern.compile("`([A-Za-z]+)`");

  @Test
  void table_names_eachMetric() throws IOException {
    Set<String> registered = new TreeSet<>();
    for (Path source : sources()) {
      REGISTERED
          .matcher(Files.readString(source))
          .results()
          .forEach(metric -> registered.add(metric.group(1)));
    }
    Set<String> shown = new TreeSet<>();
    String table = Files.readString(PAGE).split("\\| metric \\| meaning \\|\n", 2)[1];
    table
        .lines()
        .takeWhile(line -> line.startsWith("|"))
        .map(row -> row.substring(0, row.indexOf('|', 1)))
        .flatMap(cell -> SHOWN.matcher(cell).results())
        .forEach(name -> shown.add(name.group(1)));

    assertThat(shown).isEqualTo(registered).hasSizeGreaterThan(10);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.list(OPERATORS)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
