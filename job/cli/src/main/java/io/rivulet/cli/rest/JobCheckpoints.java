package io.rivulet.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.job.savedstate.SavedState;
import io.rivulet.job.savedstate.SavedState.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a cluster reports about the checkpoints and savepoints of one job. */
record JobCheckpoints(FlinkRest rest, String job) {

  FlinkCluster.Checkpoints counted() {
    JsonNode all = all();
    JsonNode counts = all.path("counts");
    JsonNode latest = all.path("latest");
    return new FlinkCluster.Checkpoints(
        counts.path("completed").asLong(),
        counts.path("failed").asLong(),
        counts.path("restored").asLong(),
        path(latest.path("completed")),
        path(latest.path("savepoint")),
        path(latest.path("restored")));
  }

  List<SavedState> saved() {
    JsonNode latest = all().path("latest");
    return Stream.of(latest.path("completed"), latest.path("savepoint"))
        .filter(each -> path(each).isPresent() && !each.path("discarded").asBoolean())
        .map(this::saved)
        .sorted(SavedState.NEWEST_FIRST)
        .toList();
  }

  private SavedState saved(JsonNode checkpoint) {
    return new SavedState(
        checkpoint.path("external_path").asText(),
        checkpoint.path("is_savepoint").asBoolean() ? Kind.SAVEPOINT : Kind.CHECKPOINT,
        job,
        checkpoint.path("id").asLong(),
        Instant.ofEpochMilli(checkpoint.path("latest_ack_timestamp").asLong()));
  }

  boolean goWhenCancelled() {
    JsonNode kept = rest.get("/jobs/" + job + "/checkpoints/config").path("externalization");
    return !kept.path("enabled").asBoolean() || kept.path("delete_on_cancellation").asBoolean();
  }

  private JsonNode all() {
    return rest.get("/jobs/" + job + "/checkpoints");
  }

  private static Optional<String> path(JsonNode checkpoint) {
    return Optional.ofNullable(checkpoint.path("external_path").textValue());
  }
}
