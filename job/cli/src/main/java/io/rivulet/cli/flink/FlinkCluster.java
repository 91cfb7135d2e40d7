package io.rivulet.cli.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.cli.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A running Flink cluster, by its REST interface. */
public final class FlinkCluster {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration REQUEST = Duration.ofSeconds(30);
  private static final Duration ENDING = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(250);

  private final URI rest;
  private final HttpClient http;

  private FlinkCluster(URI rest) {
    this.rest = rest;
    http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  }

  /**
   * The cluster with an address.
   *
   * @param rest such as {@code http://127.0.0.1:8081}
   */
  public static FlinkCluster at(URI rest) {
    boolean known = "http".equals(rest.getScheme()) || "https".equals(rest.getScheme());
    if (!known || rest.getHost() == null || rest.getPort() < 0) {
      throw Failure.refused(
          "the REST address is http://HOST:PORT or https://HOST:PORT, got '" + rest + "'");
    }
    return new FlinkCluster(rest);
  }

  public URI rest() {
    return rest;
  }

  /** Every job that the cluster remembers, ended ones too. */
  public List<Job> jobs() {
    var jobs = new ArrayList<Job>();
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      jobs.add(
          new Job(job.path("jid").asText(), job.path("name").asText(), job.path("state").asText()));
    }
    return List.copyOf(jobs);
  }

  /** Those of all TaskManagers that are registered now. */
  public Slots slots() {
    JsonNode overview = get("/overview");
    return new Slots(
        overview.path("slots-total").asInt(), overview.path("slots-available").asInt());
  }

  /** Asks once for the job and once for each of its vertices. */
  public JobDetail job(String id) {
    JsonNode job = get("/jobs/" + id);
    var vertices = new ArrayList<Vertex>();
    for (JsonNode vertex : job.path("vertices")) {
      vertices.add(vertex(id, vertex));
    }
    return new JobDetail(
        id, job.path("name").asText(), job.path("state").asText(), List.copyOf(vertices));
  }

  private Vertex vertex(String job, JsonNode vertex) {
    String id = vertex.path("id").asText();
    var subtasks = new ArrayList<Subtask>();
    for (JsonNode task : get("/jobs/" + job + "/vertices/" + id).path("subtasks")) {
      subtasks.add(
          new Subtask(
              task.path("subtask").asInt(),
              task.path("status").asText(),
              task.path("attempt").asInt(),
              task.path("taskmanager-id").asText()));
    }
    return new Vertex(
        id, vertex.path("name").asText(), vertex.path("status").asText(), List.copyOf(subtasks));
  }

  /** What the job shows of its configuration, by option; nothing for a job that shows none. */
  public Map<String, String> shownConfiguration(String job) {
    var shown = new LinkedHashMap<String, String>();
    get("/jobs/" + job + "/config")
        .at("/execution-config/user-config")
        .properties()
        .forEach(each -> shown.put(each.getKey(), each.getValue().asText()));
    return shown;
  }

  public Checkpoints checkpoints(String job) {
    JsonNode all = get("/jobs/" + job + "/checkpoints");
    JsonNode counts = all.path("counts");
    JsonNode latest = all.path("latest");
    return new Checkpoints(
        counts.path("completed").asLong(),
        counts.path("failed").asLong(),
        counts.path("restored").asLong(),
        path(latest.path("completed")),
        path(latest.path("savepoint")),
        path(latest.path("restored")));
  }

  private static Optional<String> path(JsonNode checkpoint) {
    return Optional.ofNullable(checkpoint.path("external_path").textValue());
  }

  /** Stack traces of the failures that the job remembers, the newest first. */
  public List<String> failures(String job) {
    var traces = new ArrayList<String>();
    get("/jobs/" + job + "/exceptions")
        .at("/exceptionHistory/entries")
        .forEach(each -> traces.add(each.path("stacktrace").asText()));
    return List.copyOf(traces);
  }

  /** Asks for cancellation and returns; the state tells when it is done. */
  public void cancel(String job) {
    send(request("/jobs/" + job + "?mode=cancel").method("PATCH", BodyPublishers.noBody()));
  }

  /**
   * Takes a savepoint and waits for it.
   *
   * @return its path
   */
  public String savepoint(String job, SavepointRequest savepoint) {
    ObjectNode body = JSON.createObjectNode().put("cancel-job", false);
    return trigger(job, "/savepoints", savepoint.fill(body, "target-directory"));
  }

  /**
   * Stops the job with a savepoint and waits for both.
   *
   * @param drain ends event time first, so that the job cannot go on from the savepoint
   * @return the path of the savepoint
   */
  public String stop(String job, SavepointRequest savepoint, boolean drain) {
    ObjectNode body = JSON.createObjectNode().put("drain", drain);
    String path = trigger(job, "/stop", savepoint.fill(body, "targetDirectory"));
    awaitEnd(job, ENDING);
    return path;
  }

  /** Waits until the job has ended and its slots are free, or patience has. */
  public void awaitEnd(String job, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!job(job).hasEnded() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private String trigger(String job, String action, ObjectNode body) {
    String jobPath = "/jobs/" + job;
    String id = post(jobPath + action, body).path("request-id").asText();
    while (true) {
      JsonNode answer = get(jobPath + "/savepoints/" + id);
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

  /** The ids of the TaskManagers that are registered. */
  public List<String> taskManagers() {
    var ids = new ArrayList<String>();
    get("/taskmanagers").path("taskmanagers").forEach(each -> ids.add(each.path("id").asText()));
    return List.copyOf(ids);
  }

  /** The JobManager's own configuration. */
  public Map<String, String> configuration() {
    var configuration = new LinkedHashMap<String, String>();
    get("/jobmanager/config")
        .forEach(each -> configuration.put(each.path("key").asText(), each.path("value").asText()));
    return configuration;
  }

  private JsonNode get(String path) {
    return send(request(path).GET());
  }

  private JsonNode post(String path, ObjectNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(rest + path)).timeout(REQUEST);
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw Failure.failed(
            rest
                + " answered "
                + response.statusCode()
                + ": "
                + StackTrace.rootOfAnswer(response.body()));
      }
      return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
    } catch (IOException e) {
      throw Failure.failed("no Flink cluster answers at " + rest, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.failed("interrupted while asking " + rest, e);
    }
  }

  /** Finished, failed or cancelled, for good. */
  private static boolean hasEnded(String state) {
    return switch (state) {
      case "FINISHED", "FAILED", "CANCELED" -> true;
      default -> false;
    };
  }

  /**
   * One job.
   *
   * @param state such as {@code RUNNING}
   */
  public record Job(String id, String name, String state) {

    public boolean hasEnded() {
      return FlinkCluster.hasEnded(state);
    }
  }

  /** One job and the tasks that it is made of. */
  public record JobDetail(String id, String name, String state, List<Vertex> vertices) {

    public boolean hasEnded() {
      return FlinkCluster.hasEnded(state);
    }

    /** Whether the job and each of its subtasks run. */
    public boolean allRunning() {
      return state.equals("RUNNING")
          && vertices.stream()
              .flatMap(vertex -> vertex.subtasks().stream())
              .allMatch(subtask -> subtask.state().equals("RUNNING"));
    }
  }

  /** One task of a job: a chain of operators. */
  public record Vertex(String id, String name, String state, List<Subtask> subtasks) {}

  /**
   * One parallel part of a vertex.
   *
   * @param attempt 0 at first, raised by every restart
   * @param taskManager id of the TaskManager where it runs
   */
  public record Subtask(int index, String state, int attempt, String taskManager) {}

  /**
   * Counts since the job was submitted, and the newest of each kind.
   *
   * @param restored how often the job went on from a checkpoint or savepoint
   */
  public record Checkpoints(
      long completed,
      long failed,
      long restored,
      Optional<String> latestCompleted,
      Optional<String> latestSavepoint,
      Optional<String> latestRestored) {}
}
