package io.rivulet.cli.local;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.Progress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Ends processes: asks each to end, and kills it after a grace period. */
final class Shutdown {

  private static final Duration GRACE = Duration.ofSeconds(15);
  private static final Duration KILL = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(50);

  private Shutdown() {}

  /** Flink first, while the broker can still take what its jobs have left to write. */
  static void of(PlatformNotes notes, Progress progress) {
    List<LocalProcess> flink =
        Stream.of(Service.TASKMANAGER_1, Service.TASKMANAGER_2, Service.JOBMANAGER)
            .flatMap(service -> notes.live(service).stream())
            .toList();
    List<LocalProcess> broker = notes.live(Service.BROKER).stream().toList();
    if (!flink.isEmpty()) {
      progress.stage("stopping Flink");
      of(flink);
    }
    if (!broker.isEmpty()) {
      progress.stage("stopping the Kafka broker");
      of(broker);
    }
  }

  static void of(Collection<LocalProcess> processes) {
    processes.forEach(process -> process.handle().ifPresent(ProcessHandle::destroy));
    if (allGone(processes, GRACE)) {
      return;
    }
    processes.forEach(process -> process.handle().ifPresent(ProcessHandle::destroyForcibly));
    if (!allGone(processes, KILL)) {
      throw Failure.failed("some processes cannot be ended: " + processes);
    }
  }

  private static boolean allGone(Collection<LocalProcess> processes, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (processes.stream().anyMatch(LocalProcess::lives)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return true;
  }
}
