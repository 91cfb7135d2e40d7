package io.rivulet.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.Rivulet;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void status_brokerThatEndedByItself_isDead() throws Exception {
    writeLedger(Map.of("broker", ended()));

    run("status");

    assertThat(out.toString())
        .containsPattern("broker +dead +'up' starts it again")
        .containsPattern("jobmanager +down");
  }

  @Test
  void status_brokerThatEndedByItselfAsJson_isAmongTheDead() throws Exception {
    writeLedger(Map.of("broker", ended()));

    run("status", "--json");

    assertThat(out.toString()).contains("\"broker\":null").contains("\"dead\":[\"broker\"]");
  }

  @Test
  void status_afterDown_isDownAndNotDead() throws Exception {
    writeLedger(Map.of("broker", ended()));
    run("down");

    run("status");

    assertThat(out.toString()).containsPattern("broker +down").doesNotContain("dead");
  }

  @Test
  void topics_deadLocalBroker_isCalledDeadAndNotUnknown() throws Exception {
    writeLedger(Map.of("broker", ended()));

    assertThat(run("topics", "create")).isEqualTo(Rivulet.FAILED);

    assertThat(err.toString()).contains("the local broker is dead; start it again with 'up'");
  }

  private void writeLedger(Map<String, LocalProcess> processes) {
    Ports ports = Ports.choose(ClientPorts.ANY, Optional.empty());
    new Ledger("cluster", "marker", 2, ClientPorts.ANY, ports, processes)
        .write(directory.resolve("platform.json"));
  }

  private static LocalProcess ended() throws Exception {
    Process process = new ProcessBuilder(Launcher.java(), "-version").start();
    LocalProcess ended = LocalProcess.of("broker-000000", process.toHandle());
    process.waitFor();
    return ended;
  }

  private int run(String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--dir", directory.toString()));
    return Rivulet.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }
}
