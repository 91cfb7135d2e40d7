package io.rivulet.cli.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.Rivulet;
import io.rivulet.cli.console.Exit;
import io.rivulet.cli.rest.RestStandIn.Answer;
import io.rivulet.testing.Loopback;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** What a command says when {@code --rest} is not the plain address of a JobManager. */
class FlinkRestTest {

  @Test
  void rest_thatWantsALogin_isSaid() throws IOException {
    assertThat(said(new Answer(401, "text/html", "<h1>Unauthorized</h1>", null)))
        .contains("answered 401: it requires a login, which this command cannot give")
        .doesNotContain("<h1>");
  }

  @Test
  void rest_thatPointsElsewhere_namesWhere() throws IOException {
    assertThat(said(new Answer(302, "text/html", "", "https://login.example.org/start")))
        .contains("answered 302 and points to https://login.example.org/start")
        .contains("give --rest the address of the JobManager itself");
  }

  @Test
  void rest_thatSpeaksTls_namesTheAddress() throws IOException {
    try (var flink = new RestStandIn()) {
      String secured = "https://127.0.0.1:" + flink.port();
      flink.answer("GET /jobs/overview", new Answer(301, "text/html", "", secured + "/jobs"));

      assertThat(cancel(flink.rest().toString())).contains("speaks TLS; give --rest " + secured);
    }
  }

  @Test
  void rest_ofAnotherProgram_isSaid() throws IOException {
    assertThat(said(new Answer(200, "text/html", "<html>welcome</html>", null)))
        .contains("answered with something other than JSON (text/html)")
        .contains("is it the REST address of a Flink cluster?")
        .doesNotContain("welcome");
  }

  @Test
  void rest_thatFails_saysTheRootOfIt() throws IOException {
    String errors = "{\"errors\": [\"Internal server error.\", \"a\\nCaused by: b: c\\n\\tat d\"]}";

    assertThat(said(new Answer(500, "application/json", errors, null)))
        .contains("answered 500: b: c");
  }

  @Test
  void rest_overTlsWhereThereIsNone_isSaid() throws Exception {
    try (var plain = Loopback.listen()) {
      Thread answers = new Thread(() -> answerInPlainText(plain));
      answers.start();

      assertThat(cancel("https://127.0.0.1:" + plain.getLocalPort()))
          .contains("no secured connection to https://127.0.0.1:" + plain.getLocalPort())
          .contains("give http:// if it does not speak TLS");

      answers.join();
    }
  }

  private static void answerInPlainText(ServerSocket server) {
    try (Socket client = server.accept()) {
      assertThat(client.getInputStream().read(new byte[4096])).isPositive();
      client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String said(Answer answer) throws IOException {
    try (var flink = new RestStandIn().answer("GET /jobs/overview", answer)) {
      return cancel(flink.rest().toString());
    }
  }

  private static String cancel(String rest) {
    var err = new StringWriter();
    int code =
        Rivulet.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute("cancel", "rivulet", "--rest", rest);
    assertThat(code).isEqualTo(Exit.FAILED);
    return err.toString();
  }
}
