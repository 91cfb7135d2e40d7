package io.rivulet.cli.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.local.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveIT {

  private static final Path CHECKOUT = Home.find().checkout();
  private static final Path LAYOUT = CHECKOUT.resolve("job/cli/target/rivulet");
  private static final String JAVA = System.getProperty("java.home");

  @TempDir private Path directory;

  @Test
  void archive_ofThisBuild_holdsWhatACommandLoads() throws Exception {
    String said =
        run(
            List.of(
                Path.of(JAVA, "bin", "java").toString(),
                "-Xshare:on",
                "-XX:SharedArchiveFile=" + ClassArchive.archive(LAYOUT),
                "-Xlog:class+load",
                "-cp",
                LAYOUT.resolve("cli") + "/*",
                "io.rivulet.cli.Rivulet",
                "--version"));

    assertThat(said)
        .containsPattern("io\\.rivulet\\.cli\\.Rivulet source: shared objects file")
        .containsPattern("rivulet \\d");
  }

  @Test
  void script_archiveOfOtherJars_runsAndSaysNothingOfIt() throws Exception {
    Path archive = ClassArchive.archive(copyOfTheLayout());
    Files.copy(ClassArchive.archive(LAYOUT), archive);

    assertThat(version()).matches("rivulet \\S+\\s*");
  }

  @Test
  void script_archiveThatIsNone_runsAndSaysNothingOfIt() throws Exception {
    Files.writeString(ClassArchive.archive(copyOfTheLayout()), "no archive");

    assertThat(version()).matches("rivulet \\S+\\s*");
  }

  @Test
  void script_noArchive_runs() throws Exception {
    copyOfTheLayout();

    assertThat(version()).matches("rivulet \\S+\\s*");
  }

  /** A checkout elsewhere: other paths and times than those of the archive. */
  private Path copyOfTheLayout() throws IOException {
    Path layout = directory.resolve("job/cli/target/rivulet");
    Files.createDirectories(layout.resolve("flink"));
    Path cli = Files.createDirectories(layout.resolve("cli"));
    Path scripts = Files.createDirectories(directory.resolve("scripts"));
    Files.copy(CHECKOUT.resolve("scripts/rivulet"), scripts.resolve("rivulet"));
    try (var jars = Files.list(LAYOUT.resolve("cli"))) {
      for (Path jar : jars.toList()) {
        Files.copy(jar, cli.resolve(jar.getFileName()));
      }
    }
    return layout;
  }

  private String version() throws Exception {
    return run(List.of("bash", directory.resolve("scripts/rivulet").toString(), "--version"));
  }

  private static String run(List<String> command) throws Exception {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", JAVA);
    builder.environment().remove("RIVULET_OPTS");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said;
  }
}
