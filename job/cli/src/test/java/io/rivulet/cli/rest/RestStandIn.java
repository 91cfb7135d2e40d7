package io.rivulet.cli.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Answers as the REST interface of a Flink cluster does, with what a test gives it. */
public final class RestStandIn implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();

  public RestStandIn() throws IOException {
    this(HttpServer.create(anyPort(), 0));
  }

  private RestStandIn(HttpServer server) {
    this.server = server;
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * Speaks TLS in the version that Flink speaks.
   *
   * @param mutual whether it wants a certificate of its client
   */
  static RestStandIn secured(SSLContext context, boolean mutual) throws IOException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters connection) {
            var parameters = new SSLParameters(null, new String[] {"TLSv1.2"});
            parameters.setNeedClientAuth(mutual);
            connection.setSSLParameters(parameters);
          }
        });
    return new RestStandIn(server);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /**
   * Answers a request, such as {@code GET /jobs/overview}; without a query for every query. Several
   * answers are given one after the other, and the last one for ever.
   */
  public RestStandIn answer(String request, String json) {
    return answer(request, new Answer(200, "application/json", json, null));
  }

  RestStandIn answer(String request, Answer answer) {
    answers.computeIfAbsent(request, each -> new ConcurrentLinkedDeque<>()).add(answer);
    return this;
  }

  /** A job and its checkpoints as far as commands look at them. */
  public RestStandIn withJob(String id, String state, String checkpoints) {
    return answer(
            "GET /jobs/overview",
            "{\"jobs\": [{\"jid\": \"%s\", \"name\": \"rivulet\", \"state\": \"%s\"}]}"
                .formatted(id, state))
        .answer(
            "GET /jobs/" + id,
            """
            {"jid": "%s", "name": "rivulet", "state": "%s", "start-time": 1000, "now": 93061000,
             "vertices": [{"id": "a", "name": "learn -> weights", "parallelism": 3}]}
            """
                .formatted(id, state))
        .answer(
            "GET /jobs/" + id + "/vertices/a",
            "{\"subtasks\": [{\"subtask\": 0, \"status\": \"%s\"}]}".formatted(state))
        .answer("GET /jobs/" + id + "/checkpoints", checkpoints);
  }

  public URI rest() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + port());
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Every request that came, such as {@code GET /jobs/overview}. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    String path = exchange.getRequestMethod() + " " + uri.getPath();
    String request = uri.getQuery() == null ? path : path + "?" + uri.getQuery();
    asked.add(request);
    Answer answer = next(answers.getOrDefault(request, answers.get(path)));
    byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.type);
    if (answer.location != null) {
      exchange.getResponseHeaders().set("Location", answer.location);
    }
    exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static Answer next(Deque<Answer> left) {
    if (left == null) {
      return new Answer(404, "application/json", "{\"errors\": [\"Not found.\"]}", null);
    }
    return left.size() > 1 ? left.poll() : left.peek();
  }

  record Answer(int status, String type, String body, String location) {}
}
