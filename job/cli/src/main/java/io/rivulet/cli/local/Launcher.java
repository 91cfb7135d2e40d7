package io.rivulet.cli.local;

import io.rivulet.cli.console.Failure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Starts JVMs that outlive the command and the terminal that started them. */
final class Launcher {

  /** Stops at the first compiler, for processes that do too little for the second to pay off. */
  static final String WITHOUT_C2 = "-XX:TieredStopAtLevel=1";

  private final StateDirectory directory;

  Launcher(StateDirectory directory) {
    this.directory = directory;
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * @param id see {@link LocalProcess}
   * @param jvmOptions class path included
   * @param program main class and its arguments
   */
  LocalProcess start(Service service, String id, List<String> jvmOptions, List<String> program) {
    var command = new ArrayList<>(detached());
    command.add(java());
    command.add("-Drivulet.process=" + id);
    command.add("-Djava.io.tmpdir=" + directory.freshTmp(service));
    command.add("-Dlog.file=" + directory.log(service));
    command.add("-Dlog4j2.configurationFile=" + directory.logging().toUri());
    command.addAll(jvmOptions);
    command.addAll(program);
    return LocalProcess.of(id, start(service, command));
  }

  private ProcessHandle start(Service service, List<String> command) {
    File output = directory.output(service).toFile();
    var builder =
        new ProcessBuilder(command)
            .directory(directory.root().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(output);
    // a Flink installation of the user's must not lend us its configuration or plugins
    builder.environment().keySet().removeIf(name -> name.startsWith("FLINK_"));
    builder.environment().put("FLINK_PLUGINS_DIR", directory.plugins().toString());
    try {
      return builder.start().toHandle();
    } catch (IOException e) {
      throw Failure.failed("cannot start the " + service.label() + " (" + e.getMessage() + ")", e);
    }
  }

  /** A session of its own where the system has that command, else without reaction to hang-ups. */
  private static List<String> detached() {
    return Stream.of("setsid", "nohup").filter(Launcher::isOnPath).findFirst().stream().toList();
  }

  private static boolean isOnPath(String command) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }
}
