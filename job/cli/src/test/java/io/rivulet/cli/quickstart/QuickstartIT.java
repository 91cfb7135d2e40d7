package io.rivulet.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.local.Home;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quick start as a person runs it, and as a person interrupts it. */
class QuickstartIT {

  private static final long MINUTES = 8;

  @TempDir private Path folder;

  @Test
  void quickstart_ofTheReadme_endsAsShownAndLeavesNothing() throws Exception {
    Process run =
        command()
            .redirectError(folder.resolve("err").toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    assertThat(run.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();

    assertThat(run.exitValue()).as(Files.readString(folder.resolve("err"))).isZero();
    assertThat(Files.readAllLines(folder.resolve("out")).stream().map(String::stripTrailing))
        .containsSequence(ReadmeQuickstart.shown());
    assertThat(folder.resolve("report.html")).isNotEmptyFile();
    assertNothingRuns();
  }

  @Test
  void quickstart_interrupted_leavesNothing() throws Exception {
    Process run = command("--seed", "3").redirectOutput(folder.resolve("out").toFile()).start();
    BufferedReader said = run.errorReader();
    String line = said.readLine();
    while (line != null && !line.startsWith("submitting the job")) {
      line = said.readLine();
    }
    assertThat(line).isNotNull();
    assertThat(processes()).isNotEmpty();

    new ProcessBuilder("kill", "-INT", String.valueOf(run.pid())).start().waitFor();

    while (line != null) {
      line = said.readLine();
    }
    assertThat(run.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
    assertThat(run.exitValue()).isNotZero();
    assertNothingRuns();
  }

  /** A script that runs the tests in its background has them ignore Ctrl-C; this ends that. */
  private ProcessBuilder command(String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "--default-signal=INT",
                Home.find().checkout().resolve("scripts/rivulet").toString(),
                "quickstart",
                "--dir",
                platform(),
                "--report",
                folder.resolve("report.html").toString()));
    command.addAll(List.of(options));
    return new ProcessBuilder(command);
  }

  private String platform() {
    return folder.resolve("platform").toString();
  }

  /** Every process that has the platform's directory in its command line, but not the command. */
  private List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .commandLine()
                    .filter(line -> line.contains(platform()) && !line.contains("quickstart --dir"))
                    .isPresent())
        .toList();
  }

  private void assertNothingRuns() {
    assertThat(processes()).isEmpty();
  }
}
