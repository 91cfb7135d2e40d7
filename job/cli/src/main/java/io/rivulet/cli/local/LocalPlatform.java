package io.rivulet.cli.local;

import io.rivulet.cli.Failure;
import io.rivulet.cli.Home;
import io.rivulet.cli.Progress;
import io.rivulet.cli.flink.FlinkCluster;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka broker and a Flink session cluster on this machine's loopback address: four processes
 * that outlive the command that started them. Everything they write is below one directory.
 */
public final class LocalPlatform {

  private static final int DEFAULT_PARALLELISM = 2;

  private final Home home;
  private final StateDirectory directory;

  private LocalPlatform(Home home, StateDirectory directory) {
    this.home = home;
    this.directory = directory;
  }

  /**
   * The platform in a directory.
   *
   * @param directory need not exist yet
   */
  public static LocalPlatform at(Path directory) {
    return new LocalPlatform(Home.find(), new StateDirectory(directory));
  }

  /** Starts what does not run, with the parallelism that it had, or else 2. */
  public Status up(Progress progress) {
    return up(OptionalInt.empty(), progress);
  }

  /** Starts what does not run; data and ports stay what they were. */
  public Status up(int parallelism, Progress progress) {
    return up(OptionalInt.of(parallelism), progress);
  }

  Status up(OptionalInt parallelism, Progress progress) {
    return directory.locked(
        () -> {
          Ledger ledger = prepare(parallelism);
          Set<Service> missing = missing(ledger);
          if (!missing.isEmpty()) {
            Memory.check(missing);
            directory.create();
            new Startup(home, directory, ledger, progress).start(missing);
          }
          return status();
        });
  }

  private Ledger prepare(OptionalInt parallelism) {
    Optional<Ledger> found = Ledger.read(directory.ledger());
    int wanted = parallelism.orElse(found.map(Ledger::parallelism).orElse(DEFAULT_PARALLELISM));
    if (wanted < 1) {
      throw Failure.refused("parallelism must be at least 1, got " + wanted);
    }
    if (found.isEmpty()) {
      return new Ledger(
          Uuid.randomUuid().toString(),
          Uuid.randomUuid().toString(),
          wanted,
          Ports.free(),
          Map.of());
    }
    return found.get().anyAlive() ? whileRunning(found.get(), wanted) : anew(found.get(), wanted);
  }

  private Ledger whileRunning(Ledger ledger, int parallelism) {
    if (parallelism != ledger.parallelism()) {
      throw Failure.refused(
          "the platform in %s runs with parallelism %d, got %d; run 'down' first"
              .formatted(directory.root(), ledger.parallelism(), parallelism));
    }
    for (Service service : missing(ledger)) {
      for (int port : ledger.ports().of(service)) {
        if (!Ports.isFree(port)) {
          throw Failure.failed(
              "another program has taken port %d of the %s; end it, or run 'down' and 'up'"
                  .formatted(port, service.label()));
        }
      }
    }
    return ledger;
  }

  /** Nothing runs, so nothing is bound to the old ports: keep them only if they are free. */
  private static Ledger anew(Ledger ledger, int parallelism) {
    boolean free =
        Stream.of(Service.values())
            .flatMap(service -> ledger.ports().of(service).stream())
            .allMatch(Ports::isFree);
    return ledger.with(parallelism, free ? ledger.ports() : Ports.free());
  }

  private static Set<Service> missing(Ledger ledger) {
    var missing = EnumSet.allOf(Service.class);
    missing.removeIf(service -> ledger.live(service).isPresent());
    return missing;
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
          Ledger.read(directory.ledger()).ifPresent(ledger -> Shutdown.of(ledger, progress));
          return null;
        });
    if (purge) {
      directory.purge();
    }
  }

  public Status status() {
    Optional<Ledger> ledger = Ledger.read(directory.ledger());
    return new Status(
        ledger.flatMap(LocalPlatform::broker).orElse(null),
        ledger.flatMap(LocalPlatform::jobManager).orElse(null),
        ledger.map(LocalPlatform::taskManagers).orElse(List.of()),
        ledger.flatMap(LocalPlatform::jobManager).map(LocalPlatform::jobs).orElse(List.of()));
  }

  private static Optional<Status.Broker> broker(Ledger ledger) {
    return ledger
        .live(Service.BROKER)
        .map(it -> new Status.Broker(it.pid(), LocalBroker.bootstrapServers(ledger.ports())));
  }

  private static Optional<Status.JobManager> jobManager(Ledger ledger) {
    return ledger
        .live(Service.JOBMANAGER)
        .map(it -> new Status.JobManager(it.pid(), LocalFlink.rest(ledger.ports())));
  }

  private static List<Status.TaskManager> taskManagers(Ledger ledger) {
    return Stream.of(Service.values())
        .filter(Service::isTaskManager)
        .flatMap(service -> ledger.live(service).stream())
        .map(it -> new Status.TaskManager(it.pid(), it.id()))
        .toList();
  }

  private static List<FlinkCluster.Job> jobs(Status.JobManager jobManager) {
    try {
      return FlinkCluster.at(jobManager.rest()).jobs();
    } catch (Failure stillStarting) {
      return List.of();
    }
  }

  /** For Kafka clients: {@code HOST:PORT}. */
  public String bootstrapServers() {
    return Optional.ofNullable(status().broker())
        .map(Status.Broker::bootstrapServers)
        .orElseThrow(this::notUp);
  }

  /** The REST interface and web page of the Flink cluster. */
  public URI rest() {
    return Optional.ofNullable(status().jobManager())
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
    return Failure.failed("no local platform runs in " + directory.root() + "; start it with 'up'");
  }
}
