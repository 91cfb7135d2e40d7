package io.rivulet.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many subtasks of a job fit on a cluster.
 *
 * @param available those that no job holds
 */
public record Slots(int total, int available) {

  static Slots read(FlinkRest rest) {
    JsonNode overview = rest.get("/overview");
    return new Slots(
        overview.path("slots-total").asInt(), overview.path("slots-available").asInt());
  }

  /** How many of TaskManagers each job holds, by its id. */
  static Map<String, Integer> readHeld(FlinkRest rest, List<String> taskManagers) {
    Map<String, Integer> held = new TreeMap<>();
    for (String id : taskManagers) {
      rest.get("/taskmanagers/" + id)
          .path("allocatedSlots")
          .forEach(slot -> held.merge(slot.path("jobId").asText(), 1, Integer::sum));
    }
    return held;
  }
}
