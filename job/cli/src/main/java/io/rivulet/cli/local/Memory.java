package io.rivulet.cli.local;

import io.rivulet.cli.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.OptionalLong;

/** The memory that the machine has left, if the system reports it. */
final class Memory {

  private static final Path MEMINFO = Path.of("/proc/meminfo");

  private Memory() {}

  /** Refuses to start services for which the available memory is too small. */
  static void check(Collection<Service> services) {
    long needed = services.stream().mapToLong(Service::mebibytes).sum();
    availableMebibytes().ifPresent(available -> check(needed, available));
  }

  static void check(long needed, long available) {
    if (available < needed) {
      throw Failure.failed(
          "the local platform needs %d MiB of memory, %d MiB are available; end other programs"
                  .formatted(needed, available)
              + " or use a machine with more memory");
    }
  }

  private static OptionalLong availableMebibytes() {
    if (!Files.isReadable(MEMINFO)) {
      return OptionalLong.empty();
    }
    try {
      return Files.readAllLines(MEMINFO).stream()
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
