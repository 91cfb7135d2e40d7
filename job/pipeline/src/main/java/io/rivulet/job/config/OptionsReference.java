package io.rivulet.job.config;

import java.util.Optional;
import java.util.stream.Collectors;

/** The options as a Markdown table, for {@code job/README.md} between its two markers. */
public final class OptionsReference {

  public static final String BEGIN = "<!-- options:begin -->";
  public static final String END = "<!-- options:end -->";

  private static final String HEAD = "| option | type | default | meaning |\n|---|---|---|---|\n";

  private OptionsReference() {}

  /** The table, each row ended by a line feed. */
  public static String table() {
    return JobOptions.ALL.stream()
        .map(OptionsReference::row)
        .collect(Collectors.joining("", HEAD, ""));
  }

  /** What stands between the markers, without the line feed after the first. */
  static Optional<String> tableIn(String readme) {
    int begin = readme.indexOf(BEGIN + "\n");
    int end = readme.indexOf(END);
    return begin < 0 || end < begin
        ? Optional.empty()
        : Optional.of(readme.substring(begin + BEGIN.length() + 1, end));
  }

  private static String row(Option<?> option) {
    String byDefault = option.required() ? "required" : "`" + option.byDefault() + "`";
    return "| `%s` | %s | %s | %s |\n"
        .formatted(option.name(), option.type().name(), byDefault, option.sentence());
  }
}
