package io.rivulet.cli.local;

import io.rivulet.cli.Failure;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.common.Uuid;

/**
 * Decides what a start goes by: parallelism and ports as asked for, else as before, else as usual.
 */
record Preparation(StateDirectory directory, OptionalInt parallelism, PortRequest ports) {

  private static final int DEFAULT_PARALLELISM = 2;

  Ledger ledger(Optional<Ledger> found) {
    int wanted = parallelism.orElse(found.map(Ledger::parallelism).orElse(DEFAULT_PARALLELISM));
    if (wanted < 1) {
      throw Failure.refused("parallelism must be at least 1, got " + wanted);
    }
    if (found.isPresent() && found.get().anyAlive()) {
      return whileRunning(found.get(), wanted);
    }
    ports.requireFree();
    ClientPorts clients = ports.wanted(found.flatMap(Ledger::askedPorts));
    Ports chosen = Ports.choose(clients, found.map(Ledger::ports));
    return found
        .map(earlier -> earlier.with(wanted, clients, chosen))
        .orElseGet(() -> first(wanted, clients, chosen));
  }

  private static Ledger first(int parallelism, ClientPorts clients, Ports chosen) {
    return new Ledger(
        Uuid.randomUuid().toString(),
        Uuid.randomUuid().toString(),
        parallelism,
        clients,
        chosen,
        Map.of());
  }

  private Ledger whileRunning(Ledger ledger, int parallelism) {
    if (parallelism != ledger.parallelism()) {
      throw Failure.refused(
          "the platform in %s runs with parallelism %d, got %d; run 'down' first"
              .formatted(directory.root(), ledger.parallelism(), parallelism));
    }
    ports.requireSame(directory, ledger.ports());
    for (Service service : missing(ledger)) {
      for (int port : ledger.ports().of(service)) {
        if (!Ports.isFree(port)) {
          throw Failure.failed(
              "another program has taken port %d of the %s; end it, or run 'down' and 'up'"
                  .formatted(port, service.label()));
        }
      }
    }
    ClientPorts before = ledger.askedPorts().orElse(ClientPorts.ANY);
    return ledger.with(parallelism, ports.wanted(Optional.of(before)), ledger.ports());
  }

  static Set<Service> missing(Ledger ledger) {
    var missing = EnumSet.allOf(Service.class);
    missing.removeIf(service -> ledger.live(service).isPresent());
    return missing;
  }
}
