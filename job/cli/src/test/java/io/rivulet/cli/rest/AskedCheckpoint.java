package io.rivulet.cli.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rivulet.cli.console.Failure;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/** A checkpoint that a test asks for, instead of waiting for the next. */
public final class AskedCheckpoint {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration POLL = Duration.ofMillis(50);

  private final FlinkCluster cluster;
  private final FlinkRest rest;
  private final String path;
  private final String job;
  private final long deadline = System.nanoTime() + PATIENCE.toNanos();

  private AskedCheckpoint(FlinkCluster cluster, String job) {
    this.cluster = cluster;
    this.rest = new FlinkRest(cluster.rest());
    this.path = "/jobs/" + job + "/checkpoints";
    this.job = job;
  }

  /**
   * Returns when the cluster shows a checkpoint that began after now; asks again where one fails.
   */
  public static void take(FlinkCluster cluster, String job) {
    AskedCheckpoint asked = new AskedCheckpoint(cluster, job);
    OptionalLong taken = asked.attempt();
    while (taken.isEmpty()) {
      asked.pause();
      taken = asked.attempt();
    }
    while (asked.newest() < taken.getAsLong()) {
      asked.pause();
    }
  }

  /** The number of the checkpoint, if there is one: a job that restarts has none to give. */
  private OptionalLong attempt() {
    try {
      JsonNode request = rest.post(path, JsonNodeFactory.instance.objectNode());
      JsonNode answer = answer(request);
      while (!answer.path("status").path("id").asText().equals("COMPLETED")) {
        pause();
        answer = answer(request);
      }
      JsonNode number = answer.path("operation").path("checkpointId");
      return number.isIntegralNumber() ? OptionalLong.of(number.asLong()) : OptionalLong.empty();
    } catch (Failure notNow) {
      return OptionalLong.empty();
    }
  }

  private JsonNode answer(JsonNode request) {
    return rest.get(path + "/" + request.path("request-id").asText());
  }

  /** The number that the counters show, which follow in their own time. */
  private long newest() {
    return cluster
        .checkpoints(job)
        .latestCompleted()
        .map(at -> Long.parseLong(at.substring(at.lastIndexOf('-') + 1)))
        .orElse(0L);
  }

  private void pause() {
    assertThat(System.nanoTime() - deadline).as("no checkpoint in time").isNegative();
    LockSupport.parkNanos(POLL.toNanos());
  }
}
