package io.rivulet.cli.predictions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.TextTable;
import io.rivulet.client.topic.PublishedPrediction;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A prediction record for people.
 *
 * @param fields of the record, a JSON object
 */
record PredictionText(JsonNode fields) {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int SHOWN = 8;
  private static final int SHOWN_IN_LINE = 3;

  /** Fields that have a place of their own; the others are what was predicted. */
  private static final Set<String> PLACED =
      Set.of("model", "id", "ts", "op", "incarnation", "version");

  /**
   * Of a record, parsed anew.
   *
   * @throws Failure when it is not a JSON object
   */
  static PredictionText of(PublishedPrediction published) {
    try {
      JsonNode fields = published.json() == null ? null : MAPPER.readTree(published.json());
      if (fields != null && fields.isObject()) {
        return new PredictionText(fields);
      }
    } catch (IOException e) {
      throw Failure.failed(broken(published), e);
    }
    throw Failure.failed(broken(published));
  }

  private static String broken(PublishedPrediction published) {
    return "the record at "
        + published.position()
        + " is not a prediction, which is a JSON object; another program wrote it";
  }

  /** A few aligned lines. */
  void print(PrintWriter out) {
    row(out, "model", text("model"));
    row(out, "op", text("op"));
    row(out, "version", text("version") + " of incarnation " + text("incarnation"));
    for (Map.Entry<String, JsonNode> each : fields.properties()) {
      if (!PLACED.contains(each.getKey())) {
        row(out, each.getKey(), shown(each.getValue(), SHOWN));
      }
    }
    if (fields.has("id")) {
      row(out, "sample", text("id"));
    }
    if (fields.path("ts").canConvertToLong()) {
      row(out, "time", Instant.ofEpochMilli(fields.get("ts").longValue()).toString());
    }
    out.flush();
  }

  /** One line. */
  String line() {
    String predicted =
        fields.properties().stream()
            .filter(each -> !PLACED.contains(each.getKey()))
            .map(each -> " " + each.getKey() + "=" + shown(each.getValue(), SHOWN_IN_LINE))
            .collect(Collectors.joining());
    String sample = fields.has("id") ? " id=" + text("id") : "";
    String version = text("incarnation") + "." + text("version");
    return TextTable.printable(
        text("model") + " " + text("op") + " " + version + predicted + sample);
  }

  private String text(String field) {
    return fields.path(field).asText("-");
  }

  private static String shown(JsonNode value, int most) {
    if (!value.isArray()) {
      return value.isContainerNode() ? value.toString() : value.asText();
    }
    String first =
        StreamSupport.stream(value.spliterator(), false)
            .limit(most)
            .map(each -> shown(each, most))
            .collect(Collectors.joining(", "));
    int more = value.size() - most;
    return "[" + first + (more > 0 ? ", .. " + more + " more]" : "]");
  }

  private static void row(PrintWriter out, String name, String value) {
    out.printf("%-11s %s%n", TextTable.printable(name), TextTable.printable(value));
  }
}
