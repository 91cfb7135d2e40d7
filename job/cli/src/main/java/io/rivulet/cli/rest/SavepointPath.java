package io.rivulet.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.cli.console.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The path of a savepoint that was asked for. */
final class SavepointPath {

  private static final Duration POLL = Duration.ofMillis(250);

  private SavepointPath() {}

  /** Asks for a savepoint and waits for it. */
  static String await(FlinkRest rest, String job, String action, ObjectNode body) {
    String jobPath = "/jobs/" + job;
    String id = rest.post(jobPath + action, body).path("request-id").asText();
    while (true) {
      JsonNode answer = rest.get(jobPath + "/savepoints/" + id);
      if ("COMPLETED".equals(answer.path("status").path("id").asText())) {
        return location(job, answer.path("operation"));
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private static String location(String job, JsonNode operation) {
    if (operation.hasNonNull("failure-cause")) {
      String trace = operation.path("failure-cause").path("stack-trace").asText();
      throw Failure.failed(
          "the savepoint of job " + job + " failed: " + StackTrace.rootOf(trace),
          new IOException(trace));
    }
    return operation.path("location").asText();
  }
}
