package io.rivulet.cli.local;

import io.rivulet.cli.console.Failure;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The ports that a command asks for. A port that is asked for is used or refused; one that was
 * asked for earlier, or is only the default, is replaced by a free one if it is taken.
 *
 * @param broker 0 for any free port
 * @param rest 0 for any free port
 * @param otherwise the ports of a platform for which none were ever asked
 */
record PortRequest(OptionalInt broker, OptionalInt rest, ClientPorts otherwise) {

  private static final int GREATEST = 65_535;

  static PortRequest none(ClientPorts otherwise) {
    return new PortRequest(OptionalInt.empty(), OptionalInt.empty(), otherwise);
  }

  PortRequest {
    requireRange("--port", broker);
    requireRange("--rest-port", rest);
    if (broker.isPresent() && broker.equals(rest) && broker.getAsInt() != 0) {
      throw Failure.refused(
          "--port and --rest-port are both %d; give two ports".formatted(broker.getAsInt()));
    }
  }

  private static void requireRange(String option, OptionalInt port) {
    if (port.isPresent() && (port.getAsInt() < 0 || port.getAsInt() > GREATEST)) {
      throw Failure.refused(
          "%s must be 1 to %d, or 0 for any free port, got %d"
              .formatted(option, GREATEST, port.getAsInt()));
    }
  }

  ClientPorts wanted(Optional<ClientPorts> before) {
    ClientPorts unasked = before.orElse(otherwise);
    return new ClientPorts(broker.orElse(unasked.broker()), rest.orElse(unasked.rest()));
  }

  /** Refuses a port that is asked for and taken. */
  void requireFree() {
    requireFree("--port", broker);
    requireFree("--rest-port", rest);
  }

  private static void requireFree(String option, OptionalInt port) {
    if (port.isEmpty() || port.getAsInt() == 0) {
      return;
    }
    Ports.obstacle(port.getAsInt())
        .ifPresent(
            why -> {
              throw Failure.refused(
                  ("%s %d cannot be used on 127.0.0.1 (%s); end the program that listens there,"
                          + " or give another port (0: any free one)")
                      .formatted(option, port.getAsInt(), why));
            });
  }

  /** Refuses other ports than those of a platform that runs. */
  void requireSame(StateDirectory directory, Ports running) {
    requireSame(directory, "--port", broker, "Kafka broker", running.broker());
    requireSame(directory, "--rest-port", rest, "Flink REST", running.rest());
  }

  private static void requireSame(
      StateDirectory directory, String option, OptionalInt port, String part, int running) {
    if (port.isPresent() && port.getAsInt() != 0 && port.getAsInt() != running) {
      throw Failure.refused(
          "the platform in %s runs with its %s on port %d, got %s %d; run 'down' first"
              .formatted(directory.root(), part, running, option, port.getAsInt()));
    }
  }
}
