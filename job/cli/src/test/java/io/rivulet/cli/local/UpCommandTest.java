package io.rivulet.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.Rivulet;
import io.rivulet.cli.console.Exit;
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

      assertThat(up("--port", port)).isEqualTo(Exit.REFUSED);

      assertThat(err.toString())
          .contains("--port " + port + " cannot be used on 127.0.0.1")
          .contains("end the program that listens there, or give another port");
    }
    assertThat(directory.resolve("platform.json")).doesNotExist();
  }

  @Test
  void up_askedRestPortTaken_isRefusedAndNamesIt() throws IOException {
    try (ServerSocket taken = Loopback.listen()) {
      String port = String.valueOf(taken.getLocalPort());

      assertThat(up("--rest-port", port)).isEqualTo(Exit.REFUSED);

      assertThat(err.toString()).contains("--rest-port " + port + " cannot be used on 127.0.0.1");
    }
  }

  @Test
  void up_impossiblePort_isRefused() {
    assertThat(up("--port", "65536")).isEqualTo(Exit.REFUSED);

    assertThat(err.toString()).contains("--port must be 1 to 65535, or 0 for any free port, got");
  }

  @Test
  void up_onePortTwice_isRefused() {
    assertThat(up("--port", "9500", "--rest-port", "9500")).isEqualTo(Exit.REFUSED);

    assertThat(err.toString()).contains("--port and --rest-port are both 9500");
  }

  @Test
  void up_askedPortWhileAnotherRuns_isRefusedAndNamesBoth() {
    Ports ports = Ports.choose(ClientPorts.ANY, Optional.empty());
    running(ports).write(directory.resolve("platform.json"));

    assertThat(up("--port", "9500")).isEqualTo(Exit.REFUSED);

    assertThat(err.toString())
        .contains("with its Kafka broker on port " + ports.broker() + ", got --port 9500");
  }

  @Test
  void ledger_nothingAskedBefore_takesTheUsualPorts() {
    PlatformNotes notes = prepared(PortRequest.none(ClientPorts.USUAL), Optional.empty());

    assertThat(notes.wantedPorts()).isEqualTo(new ClientPorts(9092, 8081));
    assertThat(notes.movedPorts())
        .hasSize((notes.ports().broker() == 9092 ? 0 : 1) + (notes.ports().rest() == 8081 ? 0 : 1));
  }

  @Test
  void ledger_usualPortTaken_givesWayAndSaysSo() throws IOException {
    try (ServerSocket taken = Loopback.listen()) {
      int usual = taken.getLocalPort();
      PortRequest request = PortRequest.none(new ClientPorts(usual, Loopback.freePort()));

      PlatformNotes notes = prepared(request, Optional.empty());

      assertThat(notes.ports().broker()).isNotEqualTo(usual);
      assertThat(notes.movedPorts())
          .containsExactly(
              "WARNING: the Kafka broker listens on port %d, not on %d, which another program used at the start; to choose a port, run 'down', then 'up --port N'"
                  .formatted(notes.ports().broker(), usual));
    }
  }

  @Test
  void ledger_portAskedBefore_isKeptByTheNextStart() throws IOException {
    int asked = Loopback.freePort();
    var first = new PortRequest(OptionalInt.of(asked), OptionalInt.of(0), ClientPorts.USUAL);

    PlatformNotes earlier = prepared(first, Optional.empty());
    PlatformNotes later = prepared(PortRequest.none(ClientPorts.USUAL), Optional.of(earlier));

    assertThat(later.wantedPorts()).isEqualTo(new ClientPorts(asked, 0));
    assertThat(later.ports()).isEqualTo(earlier.ports());
  }

  @Test
  void ledger_ofAnEarlierVersion_hasNoWantedPorts() throws IOException {
    PlatformNotes notes = running(Ports.choose(ClientPorts.ANY, Optional.empty()));
    Path file = directory.resolve("platform.json");
    notes.write(file);
    Files.writeString(file, Files.readString(file).replaceAll("\"wantedPorts\" : null,", ""));

    assertThat(PlatformNotes.read(file)).contains(notes);
    assertThat(notes.movedPorts()).isEmpty();
  }

  private PlatformNotes prepared(PortRequest request, Optional<PlatformNotes> found) {
    return new Preparation(new StateDirectory(directory), OptionalInt.empty(), request)
        .notes(found);
  }

  /** A notes whose broker is this JVM. */
  private static PlatformNotes running(Ports ports) {
    LocalProcess self = LocalProcess.of("broker-000000", ProcessHandle.current());
    return new PlatformNotes("cluster", "marker", 2, null, ports, Map.of("broker", self));
  }

  private int up(String... options) {
    List<String> arguments = new ArrayList<>(List.of("up", "--dir", directory.toString()));
    arguments.addAll(List.of(options));
    return Rivulet.commandLine()
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }
}
