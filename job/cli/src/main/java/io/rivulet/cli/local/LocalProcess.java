package io.rivulet.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that an earlier command started. The system reuses pids, so a process counts as this
 * one only if it also started at the same time, or if its arguments contain the id: the clock may
 * have been set since.
 *
 * @param id an id that no other process has, not even an earlier run of the same service
 * @param startedAt milliseconds since the epoch
 */
record LocalProcess(String id, long pid, long startedAt) {

  private static final long CLOCK_TOLERANCE_MS = 2_000;

  static LocalProcess of(String id, ProcessHandle process) {
    return new LocalProcess(id, process.pid(), startOf(process).orElse(0L));
  }

  boolean lives() {
    return handle().isPresent();
  }

  /** The live process, when there is one and it is ours. */
  Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isOurs);
  }

  private boolean isOurs(ProcessHandle process) {
    boolean sameStart =
        startOf(process).filter(t -> Math.abs(t - startedAt) <= CLOCK_TOLERANCE_MS).isPresent();
    return (sameStart || carriesId(process)) && !isZombie();
  }

  private boolean carriesId(ProcessHandle process) {
    return process.info().commandLine().filter(line -> line.contains(id)).isPresent();
  }

  private static Optional<Long> startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli);
  }

  /** Dead, but not yet waited for by its parent, which in a container may never happen. */
  private boolean isZombie() {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false;
    }
  }
}
