package io.rivulet.cli.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.Progress;
import io.rivulet.cli.Rivulet;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
            .readTree(execute("status", "--json", "--dir", started.directory().toString()));

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
    kill(killed.pid());
    assertThat(started.platform().taskManagers()).containsExactly(before.taskManagers().get(1));

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
    kill(before.jobManager().pid());

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
  void down_besideAnotherPlatform_endsEveryProcessOfItsOwn(
      RunningPlatform.Started started, @TempDir Path directory) {
    Status first = started.platform().status();
    LocalPlatform second = LocalPlatform.at(directory);
    List<Long> pids = pids(second.up(1, Progress.silent()));
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

  private static void kill(long pid) throws Exception {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().get(10, TimeUnit.SECONDS);
  }

  private static String execute(String... arguments) {
    var out = new StringWriter();
    CommandLine rivulet = Rivulet.commandLine().setOut(new PrintWriter(out));
    assertThat(rivulet.execute(arguments)).isZero();
    return out.toString();
  }
}
