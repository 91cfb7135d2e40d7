package io.rivulet.cli.rest;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.cli.console.Failure;
import io.rivulet.job.savedstate.SavedState;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** A running Flink cluster, by its REST interface. */
public final class FlinkCluster {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LEARNING = Pattern.compile("(^|[ (])learn( ->|[,)]|$)");
  private static final Duration ENDING = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(250);

  private final URI address;
  private final FlinkRest rest;

  private FlinkCluster(URI address) {
    this.address = address;
    rest = new FlinkRest(address);
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
    return address;
  }

  /** Every job that the cluster remembers, ended ones too. */
  public List<Job> jobs() {
    var jobs = new ArrayList<Job>();
    for (JsonNode job : rest.get("/jobs/overview").path("jobs")) {
      jobs.add(
          new Job(job.path("jid").asText(), job.path("name").asText(), job.path("state").asText()));
    }
    return List.copyOf(jobs);
  }

  /** Those of all TaskManagers that are registered now. */
  public Slots slots() {
    return Slots.read(rest);
  }

  /** How many slots each job holds, by its id; also jobs of a JobManager before this one. */
  public Map<String, Integer> heldSlots() {
    return Slots.readHeld(rest, taskManagers());
  }

  /** Asks once for the job and once for each of its vertices. */
  public JobDetail job(String id) {
    JsonNode job = rest.get("/jobs/" + id);
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
    for (JsonNode task : rest.get("/jobs/" + job + "/vertices/" + id).path("subtasks")) {
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
    rest.get("/jobs/" + job + "/config")
        .at("/execution-config/user-config")
        .properties()
        .forEach(each -> shown.put(each.getKey(), each.getValue().asText()));
    return shown;
  }

  public Checkpoints checkpoints(String job) {
    return new JobCheckpoints(rest, job).counted();
  }

  /** The newest checkpoint and the newest savepoint of a job that are still there. */
  public List<SavedState> saved(String job) {
    return new JobCheckpoints(rest, job).saved();
  }

  /** Whether the checkpoints of a job are deleted when it is cancelled. */
  public boolean losesCheckpoints(String job) {
    return new JobCheckpoints(rest, job).goWhenCancelled();
  }

  public JobVitals vitals(Job job) {
    return JobVitals.read(rest, job);
  }

  /** How many models a job has in its caches whose spec is not that of their pattern any more. */
  public long keptSpecs(String job) {
    return KeptSpecs.of(rest, job);
  }

  /** Whether a job learns models. */
  public boolean isRivulet(Job job) {
    return rest.get("/jobs/" + job.id()).findValuesAsText("name").stream()
        .anyMatch(task -> LEARNING.matcher(task).find());
  }

  /** The one job with that id or name that has not ended. */
  public Job running(String idOrName) {
    List<Job> running = jobs().stream().filter(each -> !each.hasEnded()).toList();
    List<Job> meant =
        running.stream()
            .filter(each -> each.id().equals(idOrName) || each.name().equals(idOrName))
            .toList();
    if (meant.size() == 1) {
      return meant.get(0);
    }
    String names =
        running.stream().map(each -> each.id() + " " + each.name()).collect(joining(", "));
    throw Failure.failed(
        "%s running job has the id or name '%s'; running: %s"
            .formatted(
                meant.isEmpty() ? "no" : "more than one",
                idOrName,
                names.isEmpty() ? "none" : names));
  }

  /** Stack traces of the failures that the job remembers, the newest first. */
  public List<String> failures(String job) {
    var traces = new ArrayList<String>();
    rest.get("/jobs/" + job + "/exceptions")
        .at("/exceptionHistory/entries")
        .forEach(each -> traces.add(each.path("stacktrace").asText()));
    return List.copyOf(traces);
  }

  /** Asks for cancellation and returns; the state shows when it is done. */
  public void cancel(String job) {
    rest.patch("/jobs/" + job + "?mode=cancel");
  }

  /**
   * Takes a savepoint and waits for it.
   *
   * @return its path
   */
  public String savepoint(String job, SavepointRequest savepoint) {
    ObjectNode body = JSON.createObjectNode().put("cancel-job", false);
    return SavepointPath.await(rest, job, "/savepoints", savepoint.fill(body, "target-directory"));
  }

  /**
   * Stops the job with a savepoint and waits for both.
   *
   * @param drain ends event time first, so that the job cannot go on from the savepoint
   * @return the path of the savepoint
   */
  public String stop(String job, SavepointRequest savepoint, boolean drain) {
    ObjectNode body = JSON.createObjectNode().put("drain", drain);
    String path = SavepointPath.await(rest, job, "/stop", savepoint.fill(body, "targetDirectory"));
    awaitEnd(job, ENDING);
    return path;
  }

  /** Waits until the job has ended and its slots are free, but not longer than patience. */
  public void awaitEnd(String job, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!job(job).hasEnded() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** The ids of the TaskManagers that are registered. */
  public List<String> taskManagers() {
    var ids = new ArrayList<String>();
    rest.get("/taskmanagers")
        .path("taskmanagers")
        .forEach(each -> ids.add(each.path("id").asText()));
    return List.copyOf(ids);
  }

  /** The JobManager's own configuration. */
  public Map<String, String> configuration() {
    var configuration = new LinkedHashMap<String, String>();
    rest.get("/jobmanager/config")
        .forEach(each -> configuration.put(each.path("key").asText(), each.path("value").asText()));
    return configuration;
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
