package io.rivulet.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testing.Loopback;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void choose_wantedPortsFree_takesThem() throws IOException {
    int broker = Loopback.freePort();
    int rest = Loopback.freePort();

    Ports ports = Ports.choose(new ClientPorts(broker, rest), Optional.empty());

    assertThat(ports.broker()).isEqualTo(broker);
    assertThat(ports.rest()).isEqualTo(rest);
    assertThat(List.of(broker, rest, ports.controller(), ports.rpc(), ports.blob()))
        .doesNotHaveDuplicates();
  }

  @Test
  void choose_wantedPortTaken_takesThatOfTheEarlierStart() throws IOException {
    var earlier =
        new Ports(
            Loopback.freePort(),
            Loopback.freePort(),
            Loopback.freePort(),
            Loopback.freePort(),
            Loopback.freePort());
    try (ServerSocket taken = Loopback.listen()) {
      Ports ports = Ports.choose(new ClientPorts(taken.getLocalPort(), 0), Optional.of(earlier));

      assertThat(ports).isEqualTo(earlier);
    }
  }

  @Test
  void choose_wantedAndEarlierPortTaken_takesAnyFreeOne() throws IOException {
    try (ServerSocket taken = Loopback.listen();
        ServerSocket takenToo = Loopback.listen()) {
      var earlier =
          new Ports(
              takenToo.getLocalPort(),
              Loopback.freePort(),
              Loopback.freePort(),
              Loopback.freePort(),
              Loopback.freePort());

      Ports ports = Ports.choose(new ClientPorts(taken.getLocalPort(), 0), Optional.of(earlier));

      assertThat(ports.broker()).isNotIn(taken.getLocalPort(), takenToo.getLocalPort());
      assertThat(ports.areFree()).isTrue();
    }
  }

  @Test
  void choose_wantedPortWasAnInnerOneBefore_movesTheInnerOne() throws IOException {
    var earlier =
        new Ports(
            Loopback.freePort(),
            Loopback.freePort(),
            Loopback.freePort(),
            Loopback.freePort(),
            Loopback.freePort());

    Ports ports =
        Ports.choose(new ClientPorts(earlier.controller(), earlier.rpc()), Optional.of(earlier));

    assertThat(ports.broker()).isEqualTo(earlier.controller());
    assertThat(ports.rest()).isEqualTo(earlier.rpc());
    assertThat(ports.controller()).isNotEqualTo(ports.broker());
    assertThat(ports.rpc()).isNotEqualTo(ports.rest());
  }
}
