package io.rivulet.cli.kafka;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Answers as the REST interface of a Flink cluster with given slots, jobs and settings. */
public final class FlinkStandIn implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();

  public FlinkStandIn(int slots, int available) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answers.put(
        "/overview", "{\"slots-total\": %d, \"slots-available\": %d}".formatted(slots, available));
    answers.put("/jobs/overview", "{\"jobs\": []}");
    answers.put("/taskmanagers", "{\"taskmanagers\": []}");
    answers.put("/jobmanager/config", "[]");
    server.createContext("/", this::answer);
    server.start();
  }

  public FlinkStandIn withJob(String id, String name, String state) {
    answers.put(
        "/jobs/overview",
        "{\"jobs\": [{\"jid\": \"%s\", \"name\": \"%s\", \"state\": \"%s\"}]}"
            .formatted(id, name, state));
    answers.put("/jobs/" + id, "{\"state\": \"%s\"}".formatted(state));
    return withConfiguration(id, "{}");
  }

  /** The one task of the job has a metric. */
  public FlinkStandIn withMetric(String id, String name, long value) {
    String metric = "{\"id\": \"learn.%s\", \"sum\": %d}".formatted(name, value);
    answers.put("/jobs/" + id, "{\"vertices\": [{\"id\": \"v\"}]}");
    answers.put("/jobs/" + id + "/vertices/v/subtasks/metrics", "[" + metric + "]");
    return this;
  }

  /** One TaskManager, of which a job holds one slot. */
  public FlinkStandIn withHeldSlot(String job) {
    answers.put("/taskmanagers", "{\"taskmanagers\": [{\"id\": \"t\"}]}");
    answers.put("/taskmanagers/t", "{\"allocatedSlots\": [{\"jobId\": \"%s\"}]}".formatted(job));
    return this;
  }

  /** What the job shows of its configuration, as a JSON object. */
  public FlinkStandIn withConfiguration(String id, String shown) {
    answers.put(
        "/jobs/" + id + "/config", "{\"execution-config\": {\"user-config\": " + shown + "}}");
    return this;
  }

  /** Knows a job that runs and is asked for by its id only. */
  public FlinkStandIn withSubmitted(String id) {
    answers.put("/jobs/" + id, "{\"state\": \"RUNNING\"}");
    return this;
  }

  public FlinkStandIn withSetting(String key, String value) {
    answers.put(
        "/jobmanager/config", "[{\"key\": \"%s\", \"value\": \"%s\"}]".formatted(key, value));
    return this;
  }

  public String rest() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Requests that no check makes, such as one that would change something. */
  public List<String> unexpected() {
    return List.copyOf(unexpected);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    boolean known = exchange.getRequestMethod().equals("GET") && answers.containsKey(path);
    if (!known) {
      unexpected.add(exchange.getRequestMethod() + " " + path);
    }
    byte[] body = answers.getOrDefault(path, "{}").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(known ? 200 : 404, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
