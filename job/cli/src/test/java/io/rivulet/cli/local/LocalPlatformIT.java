package io.rivulet.cli.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.Rivulet;
import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@ExtendWith(RunningPlatform.class)
class LocalPlatformIT {

  @Test
  void status_asJson_namesLiveProcesses(RunningPlatform.Started started) throws Exception {
    JsonNode status =
        new ObjectMapper()
            .readTree(execute(0, "status", "--json", "--dir", started.directory().toString()));

    assertThat(status.at("/broker/bootstrapServers").asText()).startsWith("127.0.0.1:");
    assertThat(status.at("/jobManager/rest").asText()).startsWith("http://127.0.0.1:");
    assertThat(status.path("taskManagers")).hasSize(2);
    assertThat(status.path("jobs").isArray()).isTrue();
    assertThat(status.findValues("pid"))
        .hasSize(4)
        .allSatisfy(pid -> assertThat(ProcessHandle.of(pid.asLong())).isPresent());
  }

  @Test
  void up_whileEverythingRuns_changesNothing(RunningPlatform.Started started) {
    Status before = started.platform().status();

    Status after = started.platform().up(Progress.silent());

    assertThat(after).isEqualTo(before);
  }

  @Test
  void up_withAnotherParallelism_isRefused(RunningPlatform.Started started) {
    assertThatThrownBy(() -> started.platform().up(3, Progress.silent()))
        .hasMessageEndingWith("runs with parallelism 2, got 3; run 'down' first");
  }

  @Test
  void up_afterATaskManagerWasKilled_startsOnlyThatOne(RunningPlatform.Started started)
      throws Exception {
    Status before = started.platform().status();
    Status.TaskManager killed = before.taskManagers().get(0);
    Victim.kill(killed.pid());
    assertThat(started.platform().taskManagers()).containsExactly(before.taskManagers().get(1));
    assertThat(execute(Exit.FAILED, "status", "--dir", started.directory().toString()))
        .containsPattern("taskmanager-1 +dead +'up' starts it again");

    Status after = started.platform().up(Progress.silent());

    assertThat(after.broker()).isEqualTo(before.broker());
    assertThat(after.jobManager()).isEqualTo(before.jobManager());
    assertThat(after.taskManagers())
        .hasSize(2)
        .contains(before.taskManagers().get(1))
        .doesNotContain(killed);
    assertThat(started.platform().flink().taskManagers())
        .containsAll(after.taskManagers().stream().map(Status.TaskManager::id).toList());
  }

  @Test
  void up_afterTheJobManagerWasKilled_findsTheTaskManagersAgain(RunningPlatform.Started started)
      throws Exception {
    Status before = started.platform().status();
    Victim.kill(before.jobManager().pid());

    Status after = started.platform().up(Progress.silent());

    assertThat(after.taskManagers()).isEqualTo(before.taskManagers());
    assertThat(after.jobManager().rest()).isEqualTo(before.jobManager().rest());
    assertThat(after.jobManager().pid()).isNotEqualTo(before.jobManager().pid());
  }

  @Test
  void hangUp_ofTheGroupThatStartedIt_endsNothing(RunningPlatform.Started started)
      throws Exception {
    Status before = started.platform().status();

    new ProcessBuilder("kill", "-HUP", "--", "-" + started.shell().pid()).start().waitFor();

    assertThat(started.shell().waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(started.platform().status()).isEqualTo(before);
    assertThat(pids(before)).hasSize(4);
  }

  @Test
  void up_whileAPortOfItsOwnIsAskedFor_namesTheOneThatItHas(RunningPlatform.Started started) {
    String directory = started.directory().toString();
    var err = new StringWriter();

    int code =
        Rivulet.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute("up", "--dir", directory, "--port", "9500");

    assertThat(code).isEqualTo(Exit.REFUSED);
    assertThat(err.toString())
        .contains("with its Kafka broker on port " + port(started.platform().bootstrapServers()));
  }

  @Test
  void interrupt_ofUp_endsWhatItStarted(@TempDir Path directory) throws Exception {
    Path platform = directory.resolve("platform");
    Process up =
        new ProcessBuilder(
                Home.find().checkout().resolve("scripts/rivulet").toString(),
                "up",
                "--port",
                "0",
                "--rest-port",
                "0",
                "--dir",
                platform.toString())
            .redirectError(directory.resolve("err").toFile())
            .start();
    List<ProcessHandle> begun = awaitTwo(platform.resolve("platform.json"));

    up.toHandle().destroy();

    assertThat(up.waitFor(60, SECONDS)).isTrue();
    assertThat(up.exitValue()).isGreaterThan(128);
    for (ProcessHandle each : begun) {
      each.onExit().get(10, SECONDS);
    }
    assertThat(Files.readString(directory.resolve("err")))
        .contains("interrupted; what was started is stopped");
    assertThat(LocalPlatform.at(platform).status())
        .isEqualTo(new Status(null, null, List.of(), List.of(), List.of()));
  }

  /** Waits until a start has noted its first two processes. */
  private static List<ProcessHandle> awaitTwo(Path notes) throws Exception {
    long deadline = System.nanoTime() + SECONDS.toNanos(60);
    while (System.nanoTime() < deadline) {
      Optional<PlatformNotes> found = PlatformNotes.read(notes);
      if (found.isPresent() && found.get().processes().size() >= 2) {
        return found.get().processes().values().stream()
            .flatMap(process -> process.handle().stream())
            .toList();
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw new AssertionError("nothing was started");
  }

  @Test
  void down_besideAnotherPlatform_endsEveryProcessOfItsOwn(
      RunningPlatform.Started started, @TempDir Path directory) {
    Status first = started.platform().status();
    LocalPlatform second = LocalPlatform.at(directory);
    String taken = port(first.broker().bootstrapServers());
    var request =
        PortRequest.none(
            new ClientPorts(Integer.parseInt(taken), first.jobManager().rest().getPort()));
    List<Long> pids = pids(second.up(OptionalInt.of(1), request, Progress.silent()));
    assertThat(second.movedPorts())
        .hasSize(2)
        .first(as(STRING))
        .contains("port " + port(second.bootstrapServers()) + ", not on " + taken + ",");
    assertThat(pids).hasSize(4).doesNotContainAnyElementsOf(pids(first));
    assertThat(second.bootstrapServers()).isNotEqualTo(started.platform().bootstrapServers());
    assertThat(second.flink().taskManagers()).hasSize(2);

    second.down(true, Progress.silent());

    // The system takes an ended process off its list in its own time.
    for (long pid : pids) {
      ProcessHandle.of(pid).ifPresent(ended -> ended.onExit().orTimeout(10, SECONDS).join());
    }
    assertThat(directory).doesNotExist();
    assertThat(started.platform().status()).isEqualTo(first);
  }

  private static List<Long> pids(Status status) {
    return Stream.concat(
            Stream.of(status.broker().pid(), status.jobManager().pid()),
            status.taskManagers().stream().map(Status.TaskManager::pid))
        .toList();
  }

  private static String port(String bootstrapServers) {
    return bootstrapServers.substring(bootstrapServers.indexOf(':') + 1);
  }

  private static String execute(int exitCode, String... arguments) {
    var out = new StringWriter();
    CommandLine rivulet = Rivulet.commandLine().setOut(new PrintWriter(out));
    assertThat(rivulet.execute(arguments)).isEqualTo(exitCode);
    return out.toString();
  }
}
