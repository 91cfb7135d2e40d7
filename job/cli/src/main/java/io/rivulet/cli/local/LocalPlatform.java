package io.rivulet.cli.local;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.Progress;
import io.rivulet.cli.log.LogFormat;
import io.rivulet.cli.rest.FlinkCluster;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A Kafka broker and a Flink session cluster on this machine's loopback address: four processes
 * that outlive the command that started them. Everything they write is below one directory.
 */
public final class LocalPlatform {

  /** How often a start gives way to another program that takes a port first. */
  private static final int ATTEMPTS = 3;

  private final Home home;
  private final StateDirectory directory;
  private final Optional<LogFormat> logFormat;

  private LocalPlatform(Home home, StateDirectory directory, Optional<LogFormat> logFormat) {
    this.home = home;
    this.directory = directory;
    this.logFormat = logFormat;
  }

  /**
   * The platform in a directory.
   *
   * @param directory need not exist yet
   */
  public static LocalPlatform at(Path directory) {
    return new LocalPlatform(Home.find(), new StateDirectory(directory), Optional.empty());
  }

  /** The same, with logs in this format from the next start on, also of what runs then. */
  LocalPlatform withLogs(Optional<LogFormat> format) {
    return new LocalPlatform(home, directory, format);
  }

  /**
   * Starts what does not run, with the parallelism that it had, or else 2, and where clients were
   * told to find it, or else on any free ports.
   */
  public Status up(Progress progress) {
    return up(OptionalInt.empty(), progress);
  }

  /** Starts what does not run; data and ports stay what they were. */
  public Status up(int parallelism, Progress progress) {
    return up(OptionalInt.of(parallelism), progress);
  }

  private Status up(OptionalInt parallelism, Progress progress) {
    return up(parallelism, PortRequest.none(ClientPorts.ANY), progress);
  }

  /** Starts what does not run; data stays, and the ports of what runs. */
  Status up(OptionalInt parallelism, PortRequest ports, Progress progress) {
    return directory.locked(
        () -> {
          start(new Preparation(directory, parallelism, ports), progress);
          return status();
        });
  }

  private void start(Preparation preparation, Progress progress) {
    PlatformNotes notes = preparation.notes(PlatformNotes.read(directory.notes()));
    Set<Service> missing = Preparation.missing(notes);
    if (missing.isEmpty()) {
      directory.create(logFormat);
      notes.write(directory.notes());
      return;
    }
    Memory.check(missing);
    directory.create(logFormat);
    List<String> dead = dead(notes);
    if (!dead.isEmpty()) {
      progress.stage("found dead, and starting again: " + String.join(", ", dead));
    }
    for (int attempt = 1; ; attempt++) {
      try {
        new Startup(home, directory, notes, progress).start(missing);
        return;
      } catch (Failure failure) {
        boolean all = missing.size() == Service.values().length;
        if (!all || attempt == ATTEMPTS || notes.ports().areFree()) {
          throw failure;
        }
        // another program was faster to take a port that was free a moment ago
        notes = preparation.notes(Optional.of(notes));
      }
    }
  }

  /** What to say of ports that are not those that the platform was asked for. */
  List<String> movedPorts() {
    return PlatformNotes.read(directory.notes()).map(PlatformNotes::movedPorts).orElse(List.of());
  }

  /** Ends every process and waits until it is gone; data stays. */
  public void down(Progress progress) {
    down(false, progress);
  }

  /**
   * Ends every process and waits until it is gone.
   *
   * @param purge whether to delete all data too
   */
  public void down(boolean purge, Progress progress) {
    if (!Files.exists(directory.root())) {
      return;
    }
    directory.locked(
        () -> {
          PlatformNotes.read(directory.notes()).ifPresent(notes -> stop(notes, progress));
          return null;
        });
    if (purge) {
      directory.purge();
    }
  }

  private void stop(PlatformNotes notes, Progress progress) {
    Shutdown.of(notes, progress);
    notes.onlyLive().write(directory.notes());
  }

  public Status status() {
    Optional<PlatformNotes> notes = PlatformNotes.read(directory.notes());
    return new Status(
        notes.flatMap(LocalPlatform::broker).orElse(null),
        notes.flatMap(LocalPlatform::jobManager).orElse(null),
        notes.map(LocalPlatform::taskManagers).orElse(List.of()),
        notes.flatMap(LocalPlatform::jobManager).map(LocalPlatform::jobs).orElse(List.of()),
        notes.map(LocalPlatform::dead).orElse(List.of()));
  }

  private static Optional<Status.Broker> broker(PlatformNotes notes) {
    return notes
        .live(Service.BROKER)
        .map(it -> new Status.Broker(it.pid(), LocalBroker.bootstrapServers(notes.ports())));
  }

  private static Optional<Status.JobManager> jobManager(PlatformNotes notes) {
    return notes
        .live(Service.JOBMANAGER)
        .map(it -> new Status.JobManager(it.pid(), LocalFlink.rest(notes.ports())));
  }

  private static List<Status.TaskManager> taskManagers(PlatformNotes notes) {
    return Stream.of(Service.values())
        .filter(Service::isTaskManager)
        .flatMap(service -> notes.live(service).stream())
        .map(it -> new Status.TaskManager(it.pid(), it.id()))
        .toList();
  }

  private static List<String> dead(PlatformNotes notes) {
    return notes.dead().stream().map(Service::label).toList();
  }

  private static List<FlinkCluster.Job> jobs(Status.JobManager jobManager) {
    try {
      return FlinkCluster.at(jobManager.rest()).jobs();
    } catch (Failure stillStarting) {
      return List.of();
    }
  }

  /** Notes a job that was submitted, to tell how to go on with it when it is interrupted. */
  public void note(NotedJob job) {
    JobBook.read(directory.jobs()).with(job).write(directory.jobs());
  }

  /** Notes a job that has yet to come to run, so that it is known whatever ends the command. */
  public void noteSubmitted(NotedJob job) {
    JobBook.read(directory.jobs()).beside(job).write(directory.jobs());
  }

  /** Notes that somebody ended a job on purpose. */
  public void noteEnd(String job) {
    JobBook book = JobBook.read(directory.jobs());
    if (book.find(job).isPresent()) {
      book.without(job).write(directory.jobs());
    }
  }

  void noteSavepoint(FlinkCluster.Job job, String path) {
    JobBook.read(directory.jobs()).withSavepoint(job, path).write(directory.jobs());
  }

  /** Jobs that ran when the platform or its JobManager ended, and that none has followed. */
  public List<InterruptedJob> interrupted() {
    return new Interruptions(directory).among(remembered());
  }

  /** A command line that goes on from a state of a job. */
  public String restoreCommand(String job, String path) {
    return new Interruptions(directory).restore(job, path);
  }

  /** The options with which a command means this platform, if it would mean another one. */
  public List<String> options() {
    return new Interruptions(directory).whichPlatform();
  }

  /** What the JobManager knows of jobs; empty when it runs and does not answer. */
  private Optional<List<FlinkCluster.Job>> remembered() {
    Status.JobManager jobManager = status().jobManager();
    if (jobManager == null) {
      return Optional.of(List.of());
    }
    try {
      return Optional.of(FlinkCluster.at(jobManager.rest()).jobs());
    } catch (Failure stillStarting) {
      return Optional.empty();
    }
  }

  /** Where its jobs write checkpoints and savepoints, unless they say otherwise. */
  public List<String> stateDirectories() {
    return List.of(directory.checkpoints().toString(), directory.savepoints().toString());
  }

  /** Where its jobs write checkpoints, unless they say otherwise. */
  public String checkpointDirectory() {
    return directory.checkpoints().toString();
  }

  /** For Kafka clients: {@code HOST:PORT}. */
  public String bootstrapServers() {
    return broker().orElseThrow(this::notUp);
  }

  /** Where the broker listens, while it runs; asks no cluster. */
  public Optional<String> broker() {
    return PlatformNotes.read(directory.notes())
        .flatMap(LocalPlatform::broker)
        .map(Status.Broker::bootstrapServers);
  }

  /** The REST interface and web page of the Flink cluster. */
  public URI rest() {
    return PlatformNotes.read(directory.notes())
        .flatMap(LocalPlatform::jobManager)
        .map(Status.JobManager::rest)
        .orElseThrow(this::notUp);
  }

  public FlinkCluster flink() {
    return FlinkCluster.at(rest());
  }

  /** Those that run. */
  public List<Status.TaskManager> taskManagers() {
    return status().taskManagers();
  }

  /** Where {@code config.yaml} of the Flink cluster is. */
  public Path flinkConfiguration() {
    return directory.flinkConfiguration();
  }

  StateDirectory directory() {
    return directory;
  }

  private Failure notUp() {
    List<String> dead =
        PlatformNotes.read(directory.notes()).map(LocalPlatform::dead).orElse(List.of());
    return Failure.failed(
        dead.isEmpty()
            ? "no local platform runs in " + directory.root() + "; start it with 'up'"
            : "dead on the local platform in %s: %s; start it again with 'up'"
                .formatted(directory.root(), String.join(", ", dead)));
  }
}
