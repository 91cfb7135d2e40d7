package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rivulet.wire.SpecJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tables of fields on the pages say what the readers of specs take, and what is the default.
 */
class FieldTablesTest {

  private static final Path COMMON = Path.of("..", "README.md");

  /** Name and default; all defaults that are a value stand in one pair of backticks. */
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| (.+?) \\| .* \\|$");

  private static final Pattern VALUE = Pattern.compile("`([^`]+)`");
  private static final Pattern SPEC = Pattern.compile("```json\n(\\{\"learner\".*?)\n```");
  private static final Pattern KNOWN = Pattern.compile("; the known ones are (.*)$");
  private static final Pattern MISSING = Pattern.compile("spec field '(\\w+)' is missing");
  private static final String UNKNOWN = "zzzzzzzzzz";

  /** The second has fields of its own where a learner takes it. */
  private static final List<Map<String, ?>> MODELS =
      List.of(Map.of("kind", "linear"), Map.of("kind", "mlp", "hidden", List.of(2)));

  static Set<String> learners() {
    return Catalogue.names();
  }

  @ParameterizedTest
  @MethodSource("learners")
  void table_ofALearner_namesEveryFieldThatItTakes(String learner) throws IOException {
    Set<String> taken = new TreeSet<>();
    for (Map<String, ?> model : MODELS) {
      Map<String, Object> spec = new TreeMap<>(example(learner));
      spec.put("model", model);
      taken.addAll(known(spec));
    }
    taken.removeAll(rows(COMMON).keySet());

    assertThat(rows(page(learner)).keySet()).isEqualTo(taken);
  }

  @ParameterizedTest
  @MethodSource("learners")
  void table_ofALearner_hasTheDefaultsOfItsReader(String learner) throws IOException {
    Map<String, String> rows = rows(page(learner));
    Map<String, Object> least = example(learner);
    least.keySet().removeIf(field -> rows.containsKey(field) && !required(rows.get(field)));
    Map<String, Object> described = Catalogue.describe(Catalogue.read(least));

    rows.forEach(
        (field, shown) -> {
          if (required(shown)) {
            assertThatMissing(least, field);
          } else {
            assertThatDefault(described, field, shown);
          }
        });
  }

  @Test
  void table_ofCommonFields_hasTheDefaultsOfARegression() throws IOException {
    Map<String, Object> least = Map.of("learner", "greedy", "dimension", 1);
    Map<String, Object> described = Catalogue.describe(Catalogue.read(least));
    Map<String, String> rows = rows(COMMON);

    assertThat(rows.keySet()).isEqualTo(known(least));
    rows.forEach(
        (field, shown) -> {
          if (!required(shown)) {
            assertThatDefault(described, field, shown);
          }
        });
  }

  private static boolean required(String shown) {
    return shown.equals("required") || shown.startsWith("required, ");
  }

  private static void assertThatMissing(Map<String, Object> spec, String field) {
    Map<String, Object> without = new TreeMap<>(spec);
    without.remove(field);

    assertThatThrownBy(() -> Catalogue.read(without)).as(field).hasMessageContaining(field);
  }

  /** Flags that are off, and what has no value by default, are not in a canonical spec. */
  private static void assertThatDefault(Map<String, Object> described, String field, String shown) {
    Matcher value = VALUE.matcher(shown);
    if (!value.matches()) {
      assertThat(described).as(field).doesNotContainKey(field);
    } else if (described.get(field) instanceof Number number) {
      assertThat(number.doubleValue()).as(field).isEqualTo(Double.parseDouble(value.group(1)));
    } else {
      assertThat(text(described.getOrDefault(field, false))).as(field).isEqualTo(value.group(1));
    }
  }

  private static String text(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> fields = new TreeMap<>();
      map.forEach((name, each) -> fields.put(name.toString(), each));
      return SpecJson.canonical(fields);
    }
    return String.valueOf(value);
  }

  /** The fields that a spec could have, found by one that no spec has; and what it lacks. */
  private static Set<String> known(Map<String, ?> spec) {
    Map<String, Object> asked = new TreeMap<>(spec);
    asked.put(UNKNOWN, true);
    String refusal = catchThrowable(() -> Catalogue.read(asked)).getMessage();
    Matcher missing = MISSING.matcher(refusal);
    if (missing.find()) {
      asked.remove(UNKNOWN);
      asked.put(missing.group(1), 1);
      return known(asked);
    }
    Matcher known = KNOWN.matcher(refusal);
    return known.find() ? new TreeSet<>(Arrays.asList(known.group(1).split(", "))) : Set.of();
  }

  private static Map<String, Object> example(String learner) throws IOException {
    Matcher spec = SPEC.matcher(Files.readString(page(learner)));
    assertThat(spec.find()).as("%s has an example", page(learner)).isTrue();
    return new TreeMap<>(SpecJson.read(spec.group(1)));
  }

  private static Map<String, String> rows(Path page) throws IOException {
    Map<String, String> rows = new TreeMap<>();
    ROW.matcher(fields(Files.readString(page)))
        .results()
        .forEach(row -> rows.put(row.group(1), row.group(2)));
    return rows;
  }

  /** The part of a page under the heading of its fields. */
  private static String fields(String text) {
    String[] parts = text.split("(?m)^## (Common fields|Fields)$", 2);
    assertThat(parts).as("a page with a heading for its fields").hasSize(2);
    return parts[1].split("(?m)^## ", 2)[0];
  }

  private static Path page(String learner) {
    return Path.of("docs", learner + ".md");
  }
}
