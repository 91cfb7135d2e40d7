package io.rivulet.job.lease;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.state.run.CheckpointMark;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the group of a lease remembers, as the metadata of its one offset: {@code {"job": "..",
 * "base": 3, "state": {"job": "..", "checkpoint": 12}}}.
 *
 * @param job the last that was let in
 * @param base above which its models are born; empty until it is known
 * @param state the newest complete checkpoint of the models that the topics hold; empty after a
 *     start without a state, until its first checkpoint
 */
public record LeaseRecord(String job, OptionalLong base, Optional<CheckpointMark> state) {

  private static final ObjectMapper JSON = new ObjectMapper();

  LeaseRecord withState(CheckpointMark mark) {
    return new LeaseRecord(job, base, Optional.of(mark));
  }

  /** Whether the job that was let in last has completed a checkpoint. */
  boolean marked() {
    return state.isPresent() && state.get().job().equals(job);
  }

  String toJson() {
    ObjectNode json = JSON.createObjectNode().put("job", job);
    base.ifPresent(known -> json.put("base", known));
    state.ifPresent(
        mark ->
            json.putObject("state").put("job", mark.job()).put("checkpoint", mark.checkpoint()));
    return json.toString();
  }

  /** Empty for a text that no lease wrote. */
  static Optional<LeaseRecord> parse(String text) {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    if (!json.path("job").isTextual()) {
      return Optional.empty();
    }
    JsonNode base = json.path("base");
    JsonNode state = json.path("state");
    return Optional.of(
        new LeaseRecord(
            json.path("job").textValue(),
            base.isIntegralNumber() ? OptionalLong.of(base.longValue()) : OptionalLong.empty(),
            state.path("job").isTextual()
                ? Optional.of(
                    new CheckpointMark(
                        state.path("job").textValue(), state.path("checkpoint").asLong()))
                : Optional.empty()));
  }
}
