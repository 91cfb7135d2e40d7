package io.rivulet.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line in a process of its own, which a test can interrupt. */
public final class CommandProcess {

  private CommandProcess() {}

  /**
   * One that is yet to be started, with the classes of this test.
   *
   * @param properties of the JVM, such as {@code -Drivulet.home=..}
   */
  public static ProcessBuilder of(List<String> properties, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(properties);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add("io.rivulet.cli.Rivulet");
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }
}
