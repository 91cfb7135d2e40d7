package io.rivulet.job.lease;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.state.run.CheckpointMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the group of a lease remembers, as the metadata of its one offset: {@code {"job": "..",
 * "base": 3, "control": [12, 0], "state": {"job": "..", "checkpoint": 12}}}; {@code "before": 3} in
 * place of the base until that is known.
 *
 * @param job the last that was let in
 * @param base above which its models are born; empty until it is known
 * @param control where each partition of the control topic ended when the job was let in; empty
 *     until it is known, and in what earlier builds wrote
 * @param state the newest complete checkpoint of the models that the topics hold; empty after a
 *     start without a state, until its first checkpoint
 * @param before above which the models of the job before were born, while the base is empty
 */
public record LeaseRecord(
    String job,
    OptionalLong base,
    List<Long> control,
    Optional<CheckpointMark> state,
    OptionalLong before) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public LeaseRecord {
    control = List.copyOf(control);
  }

  LeaseRecord(String job, OptionalLong base, Optional<CheckpointMark> state) {
    this(job, base, List.of(), state);
  }

  LeaseRecord(String job, OptionalLong base, List<Long> control, Optional<CheckpointMark> state) {
    this(job, base, control, state, OptionalLong.empty());
  }

  /** While another job decides how it begins, which may be cut off at any time. */
  LeaseRecord claimedBy(String other) {
    return new LeaseRecord(
        other, OptionalLong.empty(), List.of(), state, OptionalLong.of(reached()));
  }

  /** Above which incarnation the last job that began has published. */
  long reached() {
    return base.orElse(before.orElse(0));
  }

  LeaseRecord withState(CheckpointMark mark) {
    return new LeaseRecord(job, base, control, Optional.of(mark), before);
  }

  /** The same with these ends of the control topic, unless it has ends of an earlier attempt. */
  LeaseRecord withControl(List<Long> ends) {
    return control.isEmpty() ? new LeaseRecord(job, base, ends, state, before) : this;
  }

  /** Whether this job was let in, and everything that it begins with is known. */
  public boolean admits(String other) {
    return job.equals(other) && base.isPresent() && !control.isEmpty();
  }

  /** Whether the job that was let in last has completed a checkpoint. */
  boolean marked() {
    return state.isPresent() && state.get().job().equals(job);
  }

  String toJson() {
    ObjectNode json = JSON.createObjectNode().put("job", job);
    base.ifPresent(known -> json.put("base", known));
    before.ifPresent(known -> json.put("before", known));
    if (!control.isEmpty()) {
      control.forEach(json.putArray("control")::add);
    }
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
    JsonNode state = json.path("state");
    return Optional.of(
        new LeaseRecord(
            json.path("job").textValue(),
            incarnation(json.path("base")),
            offsets(json.path("control")),
            state.path("job").isTextual()
                ? Optional.of(
                    new CheckpointMark(
                        state.path("job").textValue(), state.path("checkpoint").asLong()))
                : Optional.empty(),
            incarnation(json.path("before"))));
  }

  private static OptionalLong incarnation(JsonNode json) {
    return json.isIntegralNumber() ? OptionalLong.of(json.longValue()) : OptionalLong.empty();
  }

  private static List<Long> offsets(JsonNode json) {
    List<Long> offsets = new ArrayList<>();
    for (JsonNode offset : json) {
      if (!offset.isIntegralNumber()) {
        return List.of();
      }
      offsets.add(offset.longValue());
    }
    return offsets;
  }
}
