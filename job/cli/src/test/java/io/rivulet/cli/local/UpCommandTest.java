package io.rivulet.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.Rivulet;
import io.rivulet.testing.Loopback;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpCommandTest {

  @TempDir private Path directory;

  private final StringWriter err = new StringWriter();

  @Test
  void up_askedPortTaken_isRefusedAndNamesIt() throws IOException {
    try (ServerSocket taken = Loopback.listen()) {
      String port = String.valueOf(taken.getLocalPort());

      assertThat(up("--port", port)).isEqualTo(Rivulet.REFUSED);

      assertThat(err.toString())
          .contains("--port " + port + " cannot be had on 127.0.0.1")
          .contains("end the program that listens there, or give another port");
    }
    assertThat(directory.resolve("platform.json")).doesNotExist();
  }

  @Test
  void up_askedRestPortTaken_isRefusedAndNamesIt() throws IOException {
    try (ServerSocket taken = Loopback.listen()) {
      String port = String.valueOf(taken.getLocalPort());

      assertThat(up("--rest-port", port)).isEqualTo(Rivulet.REFUSED);

      assertThat(err.toString()).contains("--rest-port " + port + " cannot be had on 127.0.0.1");
    }
  }

  @Test
  void up_impossiblePort_isRefused() {
    assertThat(up("--port", "65536")).isEqualTo(Rivulet.REFUSED);

    assertThat(err.toString()).contains("--port must be 1 to 65535, or 0 for any free port, got");
  }

  @Test
  void up_onePortTwice_isRefused() {
    assertThat(up("--port", "9500", "--rest-port", "9500")).isEqualTo(Rivulet.REFUSED);

    assertThat(err.toString()).contains("--port and --rest-port are both 9500");
  }

  @Test
  void up_askedPortWhileAnotherRuns_isRefusedAndNamesBoth() {
    Ports ports = Ports.choose(ClientPorts.ANY, Optional.empty());
    running(ports).write(directory.resolve("platform.json"));

    assertThat(up("--port", "9500")).isEqualTo(Rivulet.REFUSED);

    assertThat(err.toString())
        .contains("with its Kafka broker on port " + ports.broker() + ", got --port 9500");
  }

  @Test
  void ledger_nothingAskedBefore_takesTheUsualPorts() {
    Ledger ledger = prepared(PortRequest.none(ClientPorts.USUAL), Optional.empty());

    assertThat(ledger.wantedPorts()).isEqualTo(new ClientPorts(9092, 8081));
    assertThat(ledger.movedPorts())
        .hasSize(
            (ledger.ports().broker() == 9092 ? 0 : 1) + (ledger.ports().rest() == 8081 ? 0 : 1));
  }

  @Test
  void ledger_usualPortTaken_givesWayAndSaysSo() throws IOException {
    try (ServerSocket taken = Loopback.listen()) {
      int usual = taken.getLocalPort();
      PortRequest request = PortRequest.none(new ClientPorts(usual, Loopback.freePort()));

      Ledger ledger = prepared(request, Optional.empty());

      assertThat(ledger.ports().broker()).isNotEqualTo(usual);
      assertThat(ledger.movedPorts())
          .containsExactly(
              "WARNING: the Kafka broker listens on port %d, not on %d, which another program had at the start; to choose: 'down', then 'up --port N'"
                  .formatted(ledger.ports().broker(), usual));
    }
  }

  @Test
  void ledger_portAskedBefore_isKeptByTheNextStart() throws IOException {
    int asked = Loopback.freePort();
    var first = new PortRequest(OptionalInt.of(asked), OptionalInt.of(0), ClientPorts.USUAL);

    Ledger earlier = prepared(first, Optional.empty());
    Ledger later = prepared(PortRequest.none(ClientPorts.USUAL), Optional.of(earlier));

    assertThat(later.wantedPorts()).isEqualTo(new ClientPorts(asked, 0));
    assertThat(later.ports()).isEqualTo(earlier.ports());
  }

  @Test
  void ledger_ofAnEarlierVersion_hasNoWantedPorts() throws IOException {
    Ledger ledger = running(Ports.choose(ClientPorts.ANY, Optional.empty()));
    Path file = directory.resolve("platform.json");
    ledger.write(file);
    Files.writeString(file, Files.readString(file).replaceAll("\"wantedPorts\" : null,", ""));

    assertThat(Ledger.read(file)).contains(ledger);
    assertThat(ledger.movedPorts()).isEmpty();
  }

  private Ledger prepared(PortRequest request, Optional<Ledger> found) {
    return new Preparation(new StateDirectory(directory), OptionalInt.empty(), request)
        .ledger(found);
  }

  /** A ledger whose broker is this JVM. */
  private static Ledger running(Ports ports) {
    LocalProcess self = LocalProcess.of("broker-000000", ProcessHandle.current());
    return new Ledger("cluster", "marker", 2, null, ports, Map.of("broker", self));
  }

  private int up(String... options) {
    List<String> arguments = new ArrayList<>(List.of("up", "--dir", directory.toString()));
    arguments.addAll(List.of(options));
    return Rivulet.commandLine()
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }
}
