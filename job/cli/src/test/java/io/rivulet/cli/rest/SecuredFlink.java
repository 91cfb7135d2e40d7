package io.rivulet.cli.rest;

import com.fasterxml.jackson.databind.node.TextNode;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.local.Home;
import io.rivulet.testing.Loopback;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A Flink session cluster, one JobManager and one TaskManager, whose REST interface speaks TLS. */
public final class SecuredFlink implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 90;

  private final Path folder;
  private final URI address;
  private final List<Process> processes = new ArrayList<>();

  /**
   * Starts both and returns at once.
   *
   * @param folder is made, for its configuration, logs and checkpoints
   * @param security settings of Flink
   */
  public SecuredFlink(Path folder, Map<String, String> security) throws IOException {
    this.folder = Files.createDirectory(folder);
    Map<String, String> settings = settings();
    settings.putAll(security);
    address = URI.create("https://127.0.0.1:" + settings.get("rest.port"));
    List<String> yaml = new ArrayList<>();
    settings.forEach((key, value) -> yaml.add(key + ": " + TextNode.valueOf(value)));
    Files.write(folder.resolve("config.yaml"), yaml);
    start("org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint", "-Xmx256m");
    start("org.apache.flink.runtime.taskexecutor.TaskManagerRunner", "-Xmx256m");
  }

  /** What makes a cluster show the certificate of a key. */
  public static Map<String, String> showing(Path key) {
    return Map.of(
        "security.ssl.rest.enabled",
        "true",
        "security.ssl.rest.keystore",
        key.toString(),
        "security.ssl.rest.keystore-password",
        KeyTool.PASSWORD,
        "security.ssl.rest.key-password",
        KeyTool.PASSWORD,
        "security.ssl.rest.truststore",
        key.toString(),
        "security.ssl.rest.truststore-password",
        KeyTool.PASSWORD);
  }

  /** As {@link #showing(Path)}, for clients only that show a certificate which it trusts. */
  public static Map<String, String> showing(Path key, Path trustedClients) {
    Map<String, String> settings = new TreeMap<>(showing(key));
    settings.put("security.ssl.rest.authentication-enabled", "true");
    settings.put("security.ssl.rest.truststore", trustedClients.toString());
    return settings;
  }

  public URI rest() {
    return address;
  }

  /** Waits until a client with these properties of the JVM finds a free slot. */
  public SecuredFlink await(Properties client) throws IOException {
    FlinkRest rest = new FlinkRest(address, new Tls(client));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (slots(rest) == 0) {
      if (System.nanoTime() > deadline || !processes.stream().allMatch(Process::isAlive)) {
        throw new IOException(said(0) + said(1));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
    return this;
  }

  private static int slots(FlinkRest rest) {
    try {
      return rest.get("/overview").path("slots-available").asInt();
    } catch (Failure notYet) {
      return 0;
    }
  }

  private Map<String, String> settings() throws IOException {
    Map<String, String> settings = new TreeMap<>();
    settings.put("jobmanager.rpc.address", "127.0.0.1");
    settings.put("jobmanager.rpc.port", String.valueOf(Loopback.freePort()));
    settings.put("jobmanager.bind-host", "127.0.0.1");
    settings.put("taskmanager.host", "127.0.0.1");
    settings.put("taskmanager.bind-host", "127.0.0.1");
    settings.put("rest.address", "127.0.0.1");
    settings.put("rest.bind-address", "127.0.0.1");
    settings.put("rest.port", String.valueOf(Loopback.freePort()));
    settings.put("taskmanager.cpu.cores", "1.0");
    settings.put("taskmanager.numberOfTaskSlots", "1");
    settings.putAll(memory());
    settings.put("security.delegation.tokens.enabled", "false");
    settings.put("state.backend.type", "rocksdb");
    settings.put("execution.checkpointing.dir", folder.resolve("checkpoints").toUri().toString());
    settings.put(
        "execution.checkpointing.savepoint-dir", folder.resolve("saved").toUri().toString());
    settings.put("web.refresh-interval", "500 ms");
    return settings;
  }

  /** Each value that the stock scripts would compute. */
  private static Map<String, String> memory() {
    return Map.of(
        "taskmanager.memory.framework.heap.size", "128m",
        "taskmanager.memory.task.heap.size", "128m",
        "taskmanager.memory.managed.size", "64m",
        "taskmanager.memory.framework.off-heap.size", "128m",
        "taskmanager.memory.task.off-heap.size", "32m",
        "taskmanager.memory.network.min", "32m",
        "taskmanager.memory.network.max", "32m",
        "taskmanager.memory.jvm-metaspace.size", "256m",
        "taskmanager.memory.jvm-overhead.min", "192m",
        "taskmanager.memory.jvm-overhead.max", "192m");
  }

  private void start(String program, String heap) throws IOException {
    Path log = log(processes.size());
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:MaxDirectMemorySize=192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-Dlog4j2.level=WARN",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                Home.find().flinkClassPath(),
                program,
                "--configDir",
                folder.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("FLINK_"));
    processes.add(builder.start());
  }

  private Path log(int process) {
    return folder.resolve("process-" + process + ".log");
  }

  private String said(int process) throws IOException {
    return log(process) + ":\n" + Files.readString(log(process));
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
    processes.forEach(process -> process.onExit().join());
  }
}
