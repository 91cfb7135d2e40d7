package io.rivulet.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.cli.console.TextTable;
import java.util.List;
import java.util.Locale;

/**
 * What was measured.
 *
 * @param rows each {@code {"case", "value", "unit", "ratio", "of"}}
 */
record BenchResult(String bench, List<JsonNode> rows) {

  BenchResult {
    rows = List.copyOf(rows);
  }

  TextTable table() {
    TextTable table = TextTable.ofNumbers(3, List.of("case", "unit", "of", "value", "ratio"));
    rows.forEach(
        row ->
            table.add(
                row.path("case").asText(),
                row.path("unit").asText(),
                row.path("of").asText(""),
                figures(row.path("value")),
                figures(row.path("ratio"))));
    return table;
  }

  private static String figures(JsonNode number) {
    if (!number.isNumber()) {
      return "";
    }
    double value = number.asDouble();
    double size = Math.abs(value);
    String form = size == 0 || size >= 100 ? "%.0f" : size >= 0.1 ? "%.2f" : "%.4f";
    return String.format(Locale.ROOT, form, value);
  }
}
