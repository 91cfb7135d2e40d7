package io.rivulet.cli.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rivulet.cli.Rivulet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers as Flink's REST interface does. */
class SavepointCommandTest {

  private final List<String> asked = new ArrayList<>();
  private String path = "file:/written";
  private HttpServer flink;

  @BeforeEach
  void start() throws IOException {
    flink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    flink.createContext(
        "/jobs/overview",
        exchange ->
            answer(exchange, "{\"jobs\":[{\"jid\":\"1\",\"name\":\"j\",\"state\":\"RUNNING\"}]}"));
    flink.createContext("/jobs/1/savepoints", this::savepoint);
    flink.start();
  }

  @AfterEach
  void stop() {
    flink.stop(0);
  }

  @Test
  void savepoint_toARelativeDirectory_isThatOfTheShell() throws IOException {
    assertThat(target("../backup/today"))
        .isEqualTo(Path.of("").toAbsolutePath().resolveSibling("backup").resolve("today") + "");
  }

  @Test
  void savepoint_toAnAbsoluteDirectory_isThatOne() throws IOException {
    assertThat(target("/backup/today")).isEqualTo("/backup/today");
  }

  @Test
  void savepoint_toAUri_isThatUri() throws IOException {
    assertThat(target("s3://bucket/today")).isEqualTo("s3://bucket/today");
  }

  @Test
  void savepoint_asJson_isOneDocumentWhateverThePathHolds() throws IOException {
    path = "file:/a\\\"b";
    var out = new StringWriter();
    String rest = "http://127.0.0.1:" + flink.getAddress().getPort();

    int code =
        Rivulet.commandLine()
            .setOut(new PrintWriter(out))
            .execute("savepoint", "j", "--rest", rest, "--json");

    assertThat(code).isZero();
    assertThat(new ObjectMapper().readTree(out.toString()).path("savepoint").asText())
        .isEqualTo("file:/a\"b");
  }

  private String target(String to) throws IOException {
    var out = new StringWriter();
    String rest = "http://127.0.0.1:" + flink.getAddress().getPort();
    int code =
        Rivulet.commandLine()
            .setOut(new PrintWriter(out))
            .execute("savepoint", "j", "--rest", rest, "--to", to);
    assertThat(code).isZero();
    assertThat(out.toString().strip()).isEqualTo("file:/written");
    return new ObjectMapper().readTree(asked.get(0)).path("target-directory").asText();
  }

  private void savepoint(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      answer(exchange, "{\"request-id\":\"7\"}");
    } else {
      answer(
          exchange,
          "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"location\":\"" + path + "\"}}");
    }
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
