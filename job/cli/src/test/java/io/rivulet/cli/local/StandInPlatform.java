package io.rivulet.cli.local;

import io.rivulet.cli.Rivulet;
import io.rivulet.cli.rest.RestStandIn;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A platform of processes that only wait, whose JobManager is a stand-in. */
final class StandInPlatform implements AutoCloseable {

  static final String JOB = "0123456789abcdef0123456789abcdef";

  private final Path root;
  private final List<Process> processes = new ArrayList<>();
  private final Map<String, LocalProcess> noted = new HashMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  StandInPlatform(Path root) {
    this.root = root;
  }

  /** Starts what stands for parts, by their labels, behind the port of a stand-in. */
  StandInPlatform withRunning(RestStandIn flink, String... parts) throws IOException {
    for (String part : parts) {
      Process process = new ProcessBuilder("sleep", "600").start();
      processes.add(process);
      noted.put(part, LocalProcess.of(part + "-000000", process.toHandle()));
    }
    write(flink.port());
    return this;
  }

  /** Ends one of them behind the platform's back. */
  void kill(String part) throws InterruptedException {
    Process process =
        processes.stream().filter(each -> each.pid() == noted.get(part).pid()).findFirst().get();
    process.destroyForcibly().waitFor();
  }

  private void write(int rest) {
    Ports free = Ports.choose(ClientPorts.ANY, Optional.empty());
    var ports = new Ports(free.broker(), free.controller(), rest, free.rpc(), free.blob());
    new PlatformNotes("cluster", "marker", 2, ClientPorts.ANY, ports, noted)
        .write(root.resolve("platform.json"));
  }

  /** Notes a job as 'submit' does. */
  StandInPlatform withJob(String id) {
    return withJob(id, null);
  }

  /**
   * Notes a job as 'restore' does.
   *
   * @param from path of the state that it goes on from, null without
   */
  StandInPlatform withJob(String id, String from) {
    platform()
        .note(
            new NotedJob(
                id,
                "rivulet",
                "rivulet",
                "/etc/pumps.yaml",
                List.of("--a.b", "1 2"),
                Map.of("parallelism.default", "3"),
                from,
                null));
    return this;
  }

  /** Leaves a complete checkpoint of the default job. */
  Path checkpoint(String folder, long completed) throws IOException {
    return state("flink/checkpoints/" + folder, completed);
  }

  Path savepoint(String folder, long completed) throws IOException {
    return state("flink/savepoints/" + folder, completed);
  }

  private Path state(String folder, long completed) throws IOException {
    Path metadata = Files.createDirectories(root.resolve(folder)).resolve("_metadata");
    Files.write(metadata, new byte[100]);
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(completed));
    return metadata.getParent();
  }

  /** Leaves what the JobManager leaves of a job that ended for good. */
  void ended(String job) throws IOException {
    Path folder = root.resolve("flink/ended/c/applications/a/jobs");
    Files.writeString(Files.createDirectories(folder).resolve(job), "{}");
  }

  LocalPlatform platform() {
    return LocalPlatform.at(root);
  }

  boolean lives(String part) {
    return noted.get(part).lives();
  }

  int run(String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--dir", root.toString()));
    return Rivulet.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
  }
}
