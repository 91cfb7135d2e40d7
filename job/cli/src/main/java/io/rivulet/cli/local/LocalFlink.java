package io.rivulet.cli.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.rest.FlinkCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One Flink session cluster: a JobManager and TaskManagers, each a process. */
final class LocalFlink {

  /** Shows in the JobManager's configuration. */
  private static final String MARKER = "rivulet.local.marker";

  /**
   * The job's main needs it where it runs: on the client, and on the JobManager after a REST call.
   */
  static final String OPENS = "--add-opens=java.base/java.util=ALL-UNNAMED";

  private static final String VECTORS = "jdk.incubator.vector";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Home home;
  private final StateDirectory directory;
  private final PlatformNotes notes;
  private final FlinkCluster cluster;

  LocalFlink(Home home, StateDirectory directory, PlatformNotes notes) {
    this.home = home;
    this.directory = directory;
    this.notes = notes;
    cluster = FlinkCluster.at(rest(notes.ports()));
  }

  static URI rest(Ports ports) {
    return URI.create("http://127.0.0.1:" + ports.rest());
  }

  void configure() {
    var yaml = new StringBuilder("# written by 'rivulet up'\n");
    configuration()
        .forEach((key, value) -> yaml.append(key).append(": ").append(quoted(value)).append('\n'));
    try {
      Files.writeString(directory.flinkConfiguration().resolve("config.yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A JSON string is a YAML string too, whatever the path in it looks like. */
  private static String quoted(String value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> configuration() {
    var settings = new LinkedHashMap<String, String>();
    settings.put(MARKER, notes.marker());
    settings.put("env.java.opts.all", OPENS);
    // there are no tokens of Hadoop's, of whose absence Flink would warn
    settings.put("security.delegation.tokens.enabled", "false");
    settings.putAll(addresses());
    settings.putAll(memory());
    settings.putAll(behaviour());
    settings.putAll(view());
    settings.putAll(storage());
    return settings;
  }

  private Map<String, String> addresses() {
    Ports ports = notes.ports();
    return Map.of(
        "jobmanager.rpc.address", "127.0.0.1",
        "jobmanager.rpc.port", String.valueOf(ports.rpc()),
        "jobmanager.bind-host", "127.0.0.1",
        "taskmanager.host", "127.0.0.1",
        "taskmanager.bind-host", "127.0.0.1",
        "rest.address", "127.0.0.1",
        "rest.bind-address", "127.0.0.1",
        "rest.port", String.valueOf(ports.rest()),
        "blob.server.port", String.valueOf(ports.blob()));
  }

  /** Each value that the stock scripts would compute, so that the processes start without them. */
  private static Map<String, String> memory() {
    var memory = new LinkedHashMap<String, String>();
    memory.put("jobmanager.memory.heap.size", "384m");
    memory.put("jobmanager.memory.off-heap.size", "128m");
    memory.put("jobmanager.memory.jvm-metaspace.size", "256m");
    memory.put("jobmanager.memory.jvm-overhead.min", "192m");
    memory.put("jobmanager.memory.jvm-overhead.max", "192m");
    memory.put("taskmanager.cpu.cores", "1.0");
    memory.put("taskmanager.memory.framework.heap.size", "128m");
    memory.put("taskmanager.memory.task.heap.size", "384m");
    memory.put("taskmanager.memory.managed.size", "128m");
    memory.put("taskmanager.memory.framework.off-heap.size", "128m");
    memory.put("taskmanager.memory.task.off-heap.size", "64m");
    memory.put("taskmanager.memory.network.min", "64m");
    memory.put("taskmanager.memory.network.max", "64m");
    memory.put("taskmanager.memory.jvm-metaspace.size", "256m");
    memory.put("taskmanager.memory.jvm-overhead.min", "192m");
    memory.put("taskmanager.memory.jvm-overhead.max", "192m");
    return memory;
  }

  private static final List<String> JOBMANAGER_MEMORY =
      List.of("-Xmx384m", "-XX:MaxMetaspaceSize=256m", "-XX:+UseSerialGC", Launcher.WITHOUT_C2);

  /**
   * Heap is framework and task heap; direct memory is both off-heap parts and the network. The
   * serial collector needs the least memory beside the heap.
   */
  private static final List<String> TASKMANAGER_MEMORY =
      List.of(
          "-Xmx512m",
          "-XX:MaxDirectMemorySize=256m",
          "-XX:MaxMetaspaceSize=256m",
          "-XX:+UseSerialGC");

  /**
   * Either TaskManager can carry a whole job, so losing one leaves enough slots. Load balance by
   * slots spreads a job over both; by tasks, Flink 2.3.0 takes the slots of one TaskManager first.
   */
  private Map<String, String> behaviour() {
    String parallelism = String.valueOf(notes.parallelism());
    return Map.of(
        "parallelism.default", parallelism,
        "taskmanager.numberOfTaskSlots", parallelism,
        "taskmanager.load-balance.mode", "slots",
        "heartbeat.interval", "2 s",
        "heartbeat.timeout", "8 s",
        "restart-strategy.type", "exponential-delay",
        "restart-strategy.exponential-delay.initial-backoff", "1 s",
        "restart-strategy.exponential-delay.max-backoff", "10 s");
  }

  private static Map<String, String> view() {
    return Map.of(
        // how stale the state of a job may be
        "web.refresh-interval", "500 ms",
        // how long metrics stand still after a TaskManager was killed while it was asked for them
        "web.timeout", "30 s",
        // a page in the user's browser can reach loopback: leave it no way to run a jar
        "web.submit.enable", "false");
  }

  private Map<String, String> storage() {
    return Map.of(
        "state.backend.type", "rocksdb",
        "execution.checkpointing.incremental", "true",
        "execution.checkpointing.storage", "filesystem",
        "execution.checkpointing.dir", "file://" + directory.checkpoints(),
        "execution.checkpointing.savepoint-dir", "file://" + directory.savepoints(),
        "jobmanager.archive.fs.dir", "file://" + directory.endedJobs(),
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
  }

  LocalProcess startJobManager(Launcher launcher) {
    return launcher.start(
        Service.JOBMANAGER,
        Service.JOBMANAGER.newId(),
        withClassPath(JOBMANAGER_MEMORY),
        List.of(
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            "--configDir",
            directory.flinkConfiguration().toString()));
  }

  /** Its id is new for every start: the JobManager remembers a dead TaskManager for a while. */
  LocalProcess startTaskManager(Launcher launcher, Service service) {
    String id = service.newId();
    return launcher.start(
        service,
        id,
        Stream.of(vectors(), withClassPath(TASKMANAGER_MEMORY)).flatMap(List::stream).toList(),
        List.of(
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            "--configDir",
            directory.flinkConfiguration().toString(),
            "-D",
            "taskmanager.resource-id=" + id,
            "-D",
            "state.backend.rocksdb.log.dir=" + directory.freshStoreLog(service)));
  }

  /** Those of the job's kernels: where this Java has no such module, they do without. */
  private static List<String> vectors() {
    return ModuleFinder.ofSystem().find(VECTORS).isPresent()
        ? List.of("--add-modules=" + VECTORS)
        : List.of();
  }

  private List<String> withClassPath(List<String> memory) {
    return Stream.of(memory, List.of(OPENS, "-cp", home.flinkClassPath()))
        .flatMap(List::stream)
        .toList();
  }

  /** Whether the JobManager that answers at our port is ours. */
  boolean answers() {
    try {
      String found = cluster.configuration().get(MARKER);
      if (notes.marker().equals(found)) {
        return true;
      }
    } catch (Failure notYet) {
      return false;
    }
    throw Failure.failed(
        "another Flink cluster answers at %s; run 'down' and 'up' for new ports"
            .formatted(cluster.rest()));
  }

  boolean hasRegistered(String taskManager) {
    try {
      return cluster.taskManagers().contains(taskManager);
    } catch (Failure notYet) {
      return false;
    }
  }
}
