package io.rivulet.cli.local;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.Progress;
import io.rivulet.cli.log.LogTail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of {@code up}: starts services, and takes them down again if one of them fails. */
final class Startup {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long POLL_MS = 200;

  private final StateDirectory directory;
  private final Progress progress;
  private final LocalBroker broker;
  private final LocalFlink flink;
  private final Launcher launcher;
  private final Interruption interruption = new Interruption(this::forgetStopped);
  private volatile PlatformNotes notes;

  Startup(Home home, StateDirectory directory, PlatformNotes notes, Progress progress) {
    this.directory = directory;
    this.notes = notes;
    this.progress = progress;
    broker = new LocalBroker(home, directory, notes);
    flink = new LocalFlink(home, directory, notes);
    launcher = new Launcher(directory);
  }

  void start(Set<Service> missing) {
    try {
      launch(missing);
    } catch (RuntimeException e) {
      interruption.stopStarted();
      throw e;
    } finally {
      interruption.close();
    }
  }

  /** A TaskManager joins whatever JobManager answers, so ours must be known to answer first. */
  private void launch(Set<Service> missing) {
    flink.configure();
    stage(Service.BROKER, Service.JOBMANAGER, missing);
    if (missing.contains(Service.JOBMANAGER)) {
      start(Service.JOBMANAGER, () -> flink.startJobManager(launcher));
    }
    if (missing.contains(Service.BROKER)) {
      start(Service.BROKER, () -> broker.start(launcher));
    }
    await(Service.BROKER, broker::answers);
    await(Service.JOBMANAGER, flink::answers);
    stage(Service.TASKMANAGER_1, Service.TASKMANAGER_2, missing);
    missing.stream()
        .filter(Service::isTaskManager)
        .forEach(service -> start(service, () -> flink.startTaskManager(launcher, service)));
    awaitRegistered(Service.TASKMANAGER_1);
    awaitRegistered(Service.TASKMANAGER_2);
  }

  /** Says which of two services are started. */
  private void stage(Service one, Service other, Set<Service> missing) {
    String labels =
        Stream.of(one, other)
            .filter(missing::contains)
            .map(Service::label)
            .collect(Collectors.joining(", "));
    if (!labels.isEmpty()) {
      progress.stage("starting " + labels);
    }
  }

  private void forgetStopped() {
    notes.onlyLive().write(directory.notes());
  }

  private void awaitRegistered(Service service) {
    String id = notes.processes().get(service.label()).id();
    await(service, () -> flink.hasRegistered(id));
  }

  private void start(Service service, Supplier<LocalProcess> process) {
    notes = notes.with(service, interruption.start(process));
    notes.write(directory.notes());
  }

  private void await(Service service, BooleanSupplier ready) {
    LocalProcess process = notes.processes().get(service.label());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!ready.getAsBoolean()) {
      if (hasDied(process)) {
        throw Failure.failed("the " + service.label() + " died at start; " + evidence(service));
      }
      if (System.nanoTime() > deadline) {
        throw Failure.failed(
            "the %s did not answer for %d s; %s"
                .formatted(service.label(), PATIENCE.toSeconds(), evidence(service)));
      }
    }
  }

  /** Waits a moment for its end, which is also the pause between two questions. */
  private static boolean hasDied(LocalProcess process) {
    if (!process.lives()) {
      return true;
    }
    try {
      process.handle().orElseThrow().onExit().get(POLL_MS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return !process.lives();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.failed("interrupted while starting", e);
    }
  }

  private String evidence(Service service) {
    var lines = new ArrayList<String>();
    lines.add("the end of " + directory.log(service) + ":");
    lines.addAll(new LogTail(directory.log(service)).last(15));
    lines.addAll(new LogTail(directory.output(service)).last(15));
    return String.join(System.lineSeparator() + "  ", lines);
  }
}
