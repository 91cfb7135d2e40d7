package io.rivulet.cli.savedstate;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.local.Home;
import io.rivulet.job.savedstate.SavedState;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists saved states through Flink's file systems, in a JVM of its own: the command's class path
 * has no Flink.
 */
final class FlinkListing implements ForeignStates {

  private static final String PROGRAM = "io.rivulet.job.savedstate.SavedStatesProgram";

  @Override
  public List<SavedState> in(List<String> directories) {
    try {
      Path errors = Files.createTempFile("rivulet-listing", ".err");
      try {
        Process listing =
            new ProcessBuilder(command(directories)).redirectError(errors.toFile()).start();
        String said = new String(listing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (listing.waitFor() != 0) {
          throw unreadable(directories, Files.readString(errors));
        }
        return said.lines().map(FlinkListing::state).toList();
      } finally {
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw Failure.failed("cannot list " + directories + " (" + e.getMessage() + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.failed("interrupted while listing " + directories, e);
    }
  }

  private static List<String> command(List<String> directories) {
    Home home = Home.find();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.level=OFF",
                "-cp",
                home.flinkClassPath() + File.pathSeparator + home.jobJar(),
                PROGRAM));
    command.addAll(directories);
    return command;
  }

  private static Failure unreadable(List<String> directories, String trace) {
    String cause = trace.lines().findFirst().orElse("no message");
    return Failure.failed(
        String.join(", ", directories)
            + " cannot be read from this machine ("
            + cause.replaceFirst("^Exception in thread \"main\" [^:]*: ", "")
            + "); set FLINK_PLUGINS_DIR to Flink's plugins, with that of its file system");
  }

  private static SavedState state(String line) {
    int blank = line.indexOf(' ');
    return SavedState.of(
        line.substring(blank + 1), Instant.ofEpochMilli(Long.parseLong(line.substring(0, blank))));
  }
}
