package io.rivulet.benchmark.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.benchmark.BenchRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of one run, with all that they depend on.
 *
 * @param command gives the run again
 * @param note of the run, may be empty
 * @param versions by library
 */
public record BenchReport(
    String bench,
    String command,
    String note,
    BenchMachine machine,
    Map<String, String> versions,
    List<BenchRow> rows) {

  ObjectNode json() {
    ObjectNode node = RowJson.JSON.createObjectNode();
    node.put("bench", bench).put("command", command).put("note", note);
    node.putPOJO("machine", RowJson.JSON.valueToTree(machine));
    node.putPOJO("versions", RowJson.JSON.valueToTree(versions));
    rows.forEach(row -> node.withArray("rows").add(RowJson.write(row)));
    return node;
  }

  static BenchReport read(JsonNode node) {
    JsonNode machine = node.required("machine");
    Map<String, String> versions = new LinkedHashMap<>();
    node.required("versions")
        .properties()
        .forEach(each -> versions.put(each.getKey(), each.getValue().asText()));
    List<BenchRow> rows = new ArrayList<>();
    node.required("rows").forEach(row -> rows.add(RowJson.read(row)));
    return new BenchReport(
        node.required("bench").asText(),
        node.required("command").asText(),
        node.path("note").asText(""),
        new BenchMachine(
            machine.required("cpu").asText(),
            machine.required("cores").asInt(),
            machine.required("memoryMiB").asLong(),
            machine.required("system").asText(),
            machine.required("java").asText()),
        versions,
        List.copyOf(rows));
  }
}
