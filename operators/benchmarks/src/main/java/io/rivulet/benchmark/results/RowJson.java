package io.rivulet.benchmark.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.benchmark.BenchRow;

/**
 * A row as {@code {"case": .., "value": .., "unit": .., "ratio": .., "of": ..}}, where ratio and of
 * are null for a value that is compared with nothing.
 */
public final class RowJson {

  public static final ObjectMapper JSON = new ObjectMapper();

  private RowJson() {}

  public static ObjectNode write(BenchRow row) {
    ObjectNode node = JSON.createObjectNode().put("case", row.name());
    put(node, "value", row.value());
    node.put("unit", row.unit());
    put(node, "ratio", row.ratio());
    return node.put("of", row.of().isEmpty() ? null : row.of());
  }

  /** JSON has no word for what is no number. */
  private static void put(ObjectNode node, String field, double value) {
    if (Double.isFinite(value)) {
      node.put(field, value);
    } else {
      node.putNull(field);
    }
  }

  public static BenchRow read(JsonNode node) {
    return new BenchRow(
        node.required("case").asText(),
        node.required("value").asDouble(Double.NaN),
        node.required("unit").asText(),
        node.path("ratio").asDouble(Double.NaN),
        node.path("of").asText(""));
  }
}
