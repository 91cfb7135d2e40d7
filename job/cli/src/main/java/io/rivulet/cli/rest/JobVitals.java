package io.rivulet.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * How a job runs, as Flink reports it; what Flink does not report is null.
 *
 * @param group of its Kafka consumers
 * @param bootstrapServers null for a job that does not show them
 * @param ageSeconds since it was submitted
 * @param parallelism the greatest of its tasks
 * @param restarts since it was submitted
 * @param checkpointAgeSeconds since the newest checkpoint was completed
 * @param unread records that its sources have yet to read, by what the broker told them last
 * @param rejected records that became dead letters since its tasks started
 * @param keptSpecs models in its caches with another spec than their pattern now gives
 */
public record JobVitals(
    String group,
    String bootstrapServers,
    long ageSeconds,
    Integer parallelism,
    Long restarts,
    Long checkpointAgeSeconds,
    Long unread,
    Long rejected,
    Long keptSpecs) {

  static JobVitals read(FlinkRest rest, FlinkCluster.Job listed) {
    String path = "/jobs/" + listed.id();
    JsonNode job = rest.get(path);
    JsonNode shown = rest.get(path + "/config").at("/execution-config/user-config");
    long now = job.path("now").asLong();
    List<String> tasks = job.path("vertices").findValuesAsText("id");
    boolean runs = listed.state().equals("RUNNING");
    return new JobVitals(
        shown.path("kafka.group.id").asText(listed.name()),
        shown.path("kafka.bootstrap.servers").textValue(),
        (now - job.path("start-time").asLong(now)) / 1_000,
        parallelism(job),
        metric(rest.get(path + "/metrics?get=numRestarts"), "value"),
        checkpointAge(rest.get(path + "/checkpoints"), now),
        runs ? sum(rest, path, tasks, name -> name.endsWith(".pendingRecords")) : null,
        runs ? sum(rest, path, tasks, name -> name.endsWith(".rejected")) : null,
        runs ? KeptSpecs.count(rest, path, tasks) : null);
  }

  private static Integer parallelism(JsonNode job) {
    return stream(job.path("vertices"))
        .map(task -> task.path("parallelism").asInt())
        .max(Integer::compare)
        .orElse(null);
  }

  private static Long checkpointAge(JsonNode checkpoints, long now) {
    JsonNode completed = checkpoints.at("/latest/completed/latest_ack_timestamp");
    return completed.isNumber() ? Math.max(0, now - completed.asLong()) / 1_000 : null;
  }

  /** Over the metrics with this name of every subtask of every task; null if there is none. */
  static Long sum(FlinkRest rest, String job, List<String> tasks, Predicate<String> isMeant) {
    List<Long> values =
        tasks.stream()
            .flatMap(task -> sums(rest, job + "/vertices/" + task + "/subtasks/metrics", isMeant))
            .toList();
    return values.isEmpty() ? null : values.stream().mapToLong(Long::longValue).sum();
  }

  private static Stream<Long> sums(FlinkRest rest, String metrics, Predicate<String> isMeant) {
    String names =
        stream(rest.get(metrics))
            .map(each -> each.path("id").asText())
            .filter(isMeant)
            .collect(Collectors.joining(","));
    return names.isEmpty()
        ? Stream.of()
        : stream(rest.get(metrics + "?agg=sum&get=" + names))
            .map(each -> number(each.path("sum")))
            .filter(Objects::nonNull);
  }

  private static Long metric(JsonNode values, String field) {
    return stream(values).map(each -> number(each.path(field))).findFirst().orElse(null);
  }

  /** Flink writes some numbers as texts, and NaN where it knows none. */
  private static Long number(JsonNode value) {
    double number = value.asDouble(Double.NaN);
    return Double.isFinite(number) ? Long.valueOf(Math.round(number)) : null;
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
