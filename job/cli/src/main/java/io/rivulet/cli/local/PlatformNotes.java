package io.rivulet.cli.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.file.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a platform remembers between two commands, as one JSON file.
 *
 * @param clusterId the Kafka cluster that lives in the state directory
 * @param marker distinguishes our Flink cluster from any other
 * @param parallelism of jobs that do not set their own, and slots of a TaskManager
 * @param wantedPorts null in the file of an earlier version
 * @param processes by label of the service; may name dead ones
 */
record PlatformNotes(
    String clusterId,
    String marker,
    int parallelism,
    ClientPorts wantedPorts,
    Ports ports,
    Map<String, LocalProcess> processes) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static Optional<PlatformNotes> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), PlatformNotes.class));
    } catch (IOException e) {
      throw Failure.failed(
          file + " cannot be read (" + e.getMessage() + "); end its processes and delete it", e);
    }
  }

  void write(Path file) {
    new JsonFile(file, JSON).replace(this);
  }

  PlatformNotes with(Service service, LocalProcess process) {
    var changed = new TreeMap<>(processes);
    changed.put(service.label(), process);
    return new PlatformNotes(clusterId, marker, parallelism, wantedPorts, ports, changed);
  }

  PlatformNotes with(int parallelism, ClientPorts wanted, Ports ports) {
    return new PlatformNotes(clusterId, marker, parallelism, wanted, ports, processes);
  }

  Optional<ClientPorts> askedPorts() {
    return Optional.ofNullable(wantedPorts);
  }

  /** What to say when clients find the platform elsewhere than it was asked to be. */
  List<String> movedPorts() {
    ClientPorts wanted = askedPorts().orElse(ClientPorts.ANY);
    return Stream.of(
            moved("Kafka broker", "--port", wanted.broker(), ports.broker()),
            moved("Flink REST", "--rest-port", wanted.rest(), ports.rest()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> moved(String part, String option, int wanted, int port) {
    if (wanted == 0 || wanted == port) {
      return Optional.empty();
    }
    return Optional.of(
        ("WARNING: the %s listens on port %d, not on %d, which another program used at the start;"
                + " to choose a port, run 'down', then 'up %s N'")
            .formatted(part, port, wanted, option));
  }

  /** After a stop, so that what does not run is not taken for dead. */
  PlatformNotes onlyLive() {
    var live = new TreeMap<>(processes);
    live.values().removeIf(process -> !process.lives());
    return new PlatformNotes(clusterId, marker, parallelism, wantedPorts, ports, live);
  }

  /** What was started and not stopped, and runs no more. */
  List<Service> dead() {
    return Stream.of(Service.values())
        .filter(service -> processes.containsKey(service.label()) && live(service).isEmpty())
        .toList();
  }

  Optional<LocalProcess> live(Service service) {
    return Optional.ofNullable(processes.get(service.label())).filter(LocalProcess::lives);
  }

  boolean anyAlive() {
    return processes.values().stream().anyMatch(LocalProcess::lives);
  }
}
