package io.rivulet.cli.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the first line of a log entry says, in either format.
 *
 * @param line as it was written; names the job where the entry is about one
 */
public record LogEntry(LogLevel level, String line) {

  private static final Pattern TEXT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} ([A-Z]+) .*");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Empty for a line that goes on with the entry before it, as those of a stack trace do. */
  public static Optional<LogEntry> begunBy(String line) {
    return level(line).flatMap(LogLevel::named).map(level -> new LogEntry(level, line));
  }

  private static Optional<String> level(String line) {
    if (line.startsWith("{\"time\":")) {
      return json(line).map(entry -> entry.path("level").asText());
    }
    Matcher text = TEXT.matcher(line);
    return text.matches() ? Optional.of(text.group(1)) : Optional.empty();
  }

  private static Optional<JsonNode> json(String line) {
    try {
      return Optional.of(MAPPER.readTree(line));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
