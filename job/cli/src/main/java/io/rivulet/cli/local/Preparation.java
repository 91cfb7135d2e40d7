package io.rivulet.cli.local;

import io.rivulet.cli.console.Failure;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.common.Uuid;

/**
 * Decides the parallelism and the ports of a start: as asked for, else as before, else the
 * defaults.
 */
record Preparation(StateDirectory directory, OptionalInt parallelism, PortRequest ports) {

  private static final int DEFAULT_PARALLELISM = 2;

  PlatformNotes notes(Optional<PlatformNotes> found) {
    int wanted =
        parallelism.orElse(found.map(PlatformNotes::parallelism).orElse(DEFAULT_PARALLELISM));
    if (wanted < 1) {
      throw Failure.refused("parallelism must be at least 1, got " + wanted);
    }
    if (found.isPresent() && found.get().anyAlive()) {
      return whileRunning(found.get(), wanted);
    }
    ports.requireFree();
    ClientPorts clients = ports.wanted(found.flatMap(PlatformNotes::askedPorts));
    Ports chosen = Ports.choose(clients, found.map(PlatformNotes::ports));
    return found
        .map(earlier -> earlier.with(wanted, clients, chosen))
        .orElseGet(() -> first(wanted, clients, chosen));
  }

  private static PlatformNotes first(int parallelism, ClientPorts clients, Ports chosen) {
    return new PlatformNotes(
        Uuid.randomUuid().toString(),
        Uuid.randomUuid().toString(),
        parallelism,
        clients,
        chosen,
        Map.of());
  }

  private PlatformNotes whileRunning(PlatformNotes notes, int parallelism) {
    if (parallelism != notes.parallelism()) {
      throw Failure.refused(
          "the platform in %s runs with parallelism %d, got %d; run 'down' first"
              .formatted(directory.root(), notes.parallelism(), parallelism));
    }
    ports.requireSame(directory, notes.ports());
    for (Service service : missing(notes)) {
      for (int port : notes.ports().of(service)) {
        if (!Ports.isFree(port)) {
          throw Failure.failed(
              "another program has taken port %d of the %s; end it, or run 'down' and 'up'"
                  .formatted(port, service.label()));
        }
      }
    }
    ClientPorts before = notes.askedPorts().orElse(ClientPorts.ANY);
    return notes.with(parallelism, ports.wanted(Optional.of(before)), notes.ports());
  }

  static Set<Service> missing(PlatformNotes notes) {
    var missing = EnumSet.allOf(Service.class);
    missing.removeIf(service -> notes.live(service).isPresent());
    return missing;
  }
}
