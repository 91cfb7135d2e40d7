package io.rivulet.benchmark.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Jobs on the local cluster: starts those that count, ends all, and asks how they do. */
final class FlinkJobs {

  private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final String PACKAGE = "io.rivulet.benchmark.pipeline.job.";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(200);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Checkout checkout;
  private final Path directory;
  private final String rest;

  FlinkJobs(Checkout checkout, Path directory, String rest) {
    this.checkout = checkout;
    this.directory = directory;
    this.rest = rest;
  }

  /**
   * Submits a program of this module with Flink's own client, which has the configuration of the
   * cluster and the connector of the job.
   *
   * @return the id of the job
   */
  String submit(String program, Map<String, String> flink, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("--add-opens=java.base/java.util=ALL-UNNAMED", "-Dlog4j2.level=OFF"));
    command.addAll(List.of("-cp", checkout.flink() + "/*"));
    command.addAll(List.of("org.apache.flink.client.cli.CliFrontend", "run", "--target", "remote"));
    command.add("--detached");
    flink.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("--classpath", checkout.jobJar().toUri().toString()));
    command.addAll(List.of("--class", PACKAGE + program, checkout.countingJar().toString()));
    command.addAll(arguments);
    ProcessBuilder client = new ProcessBuilder(command);
    client.environment().keySet().removeIf(name -> name.startsWith("FLINK_"));
    client.environment().put("FLINK_CONF_DIR", directory.resolve("flink/conf").toString());
    String said = Checkout.run(client);
    Matcher id = JOB_ID.matcher(said);
    if (!id.find()) {
      throw new BenchException(program + " was not submitted: " + said.strip());
    }
    awaitRunning(id.group(1));
    return id.group(1);
  }

  private void awaitRunning(String job) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isRunning(get("/jobs/" + job))) {
      if (System.nanoTime() > deadline) {
        cancel(job);
        throw new BenchException("job " + job + " did not run: " + failure(job));
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private static boolean isRunning(JsonNode job) {
    int tasks = 0;
    for (JsonNode vertex : job.path("vertices")) {
      tasks += vertex.path("parallelism").asInt() - vertex.at("/tasks/RUNNING").asInt();
    }
    return job.path("state").asText().equals("RUNNING") && tasks == 0;
  }

  /** The newest failure, or the state of a job that has none. */
  String failure(String job) {
    JsonNode newest = get("/jobs/" + job + "/exceptions").at("/exceptionHistory/entries/0");
    return newest.path("stacktrace").asText(get("/jobs/" + job).path("state").asText());
  }

  /** Ends a job and waits until its slots are free. */
  void cancel(String job) {
    send(
        HttpRequest.newBuilder(URI.create(rest + "/jobs/" + job + "?mode=cancel"))
            .method("PATCH", BodyPublishers.noBody())
            .build());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!hasEnded(job) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private boolean hasEnded(String job) {
    return List.of("CANCELED", "FAILED", "FINISHED")
        .contains(get("/jobs/" + job).path("state").asText());
  }

  JobCounts counts(String job) {
    JsonNode checkpoints = get("/jobs/" + job + "/checkpoints");
    JsonNode restarts = get("/jobs/" + job + "/metrics?get=numRestarts");
    return new JobCounts(
        checkpoints.at("/counts/completed").asLong(),
        checkpoints.at("/counts/failed").asLong(),
        restarts.at("/0/value").asLong(),
        checkpoints.at("/latest/completed/state_size").asLong());
  }

  private JsonNode get(String path) {
    return LocalLine.json(send(HttpRequest.newBuilder(URI.create(rest + path)).build()));
  }

  private String send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new BenchException("the cluster at " + rest + " does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }

  /**
   * What the cluster counted of a job.
   *
   * @param stateBytes of its newest checkpoint
   */
  record JobCounts(long completed, long failed, long restarts, long stateBytes) {}
}
