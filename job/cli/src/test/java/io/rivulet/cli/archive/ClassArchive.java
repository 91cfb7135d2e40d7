package io.rivulet.cli.archive;

import io.rivulet.cli.local.Home;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No test: a step of the build that JUnit runs, since Surefire is there anyway. Makes the class
 * data archive of the {@code rivulet} command: the classes that short commands load, parsed and
 * laid out for one very build of Java, whose version is in the file's name. {@code scripts/rivulet}
 * uses it where it finds it, and a JVM that it does not fit goes without. A build never fails here.
 */
final class ClassArchive {

  private static final int PATIENCE_SECONDS = 120;

  @TempDir private Path work;

  @Test
  void make() throws IOException, InterruptedException {
    Path layout = Home.find().checkout().resolve("job/cli/target/rivulet");
    Path classes = work.resolve("classes.lst");
    String jars = layout.resolve("cli") + "/*";
    boolean listed =
        run(
            "-XX:DumpLoadedClassList=" + classes,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            jars + File.pathSeparator + testClasses(),
            Rehearsal.class.getName(),
            Files.createDirectory(work.resolve("home")).toString());
    if (listed) {
      run(
          "-Xshare:dump",
          "-Xlog:disable",
          // the only collector of Java 17 under which objects can be archived too
          "-XX:+UseG1GC",
          "-XX:SharedClassListFile=" + classes,
          "-XX:SharedArchiveFile=" + archive(layout),
          "-cp",
          jars);
    }
  }

  /** The name that {@code scripts/rivulet} looks for. */
  static Path archive(Path layout) {
    String version = System.getProperty("java.version").replaceFirst("[^0-9.].*", "");
    return layout.resolve("cli-" + version + ".jsa");
  }

  private static Path testClasses() {
    return Path.of(
        ClassArchive.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private boolean run(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    Path said = work.resolve("said.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    boolean done = ended && process.exitValue() == 0;
    if (!done) {
      System.out.println("no class data archive is made: " + Files.readString(said));
    }
    return done;
  }
}
