package io.rivulet.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Command;
import io.rivulet.control.CommandType;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands to models, and which models they go to. */
final class ModelCommandTest extends AnsweredCommandTest {

  @Test
  void model_alone_printsHelp() {
    Run run = runBare("model");

    assertThat(run.exitCode()).isEqualTo(2);
    for (CommandType type : CommandType.values()) {
      assertThat(run.err()).contains("  " + type.label() + " ");
    }
    assertThat(run.err()).contains("  list ").contains("  show ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create",
        "configure",
        "reset",
        "freeze",
        "resume",
        "announce",
        "snapshot",
        "rollback",
        "export",
        "import",
        "merge",
        "delete"
      })
  void help_ofEachCommand_namesTheExitCodes(String command) {
    Run run = runBare("model", command, "--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("--at-version")
        .contains("--wait")
        .contains("Exit codes:")
        .contains("no acknowledgement came in time");
  }

  @Test
  void freeze_oneModel_isSentUnderItsKey() throws Exception {
    createTopics(2);
    Run run = run("model", "freeze", "pump-7", "--command-id", "c-1");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("pump-7: freeze sent, command id c-1\n");
    try (JobStandIn job = completing()) {
      assertThat(run("model", "resume", "pump-7", "--wait").exitCode()).isZero();
      Command first = job.commands().get(0);
      assertThat(first.model()).isEqualTo("pump-7");
      assertThat(first.commandId()).isEqualTo("c-1");
      assertThat(first.type()).isEqualTo(CommandType.FREEZE);
      assertThat(first.atVersion()).isEqualTo(Command.AT_ONCE);
      assertThat(job.commands().get(1).commandId()).hasSize(36);
    }
  }

  @Test
  void pattern_namesThePublishedModelsThatAreNotDeleted() throws Exception {
    createTopics(3);
    publish("pump-1", 1, 1);
    publish("pump-2", 1, 1);
    publish("pump-3", 1, 1);
    publish("valve-1", 1, 1);
    send("weights", "pump-3", bytes("{\"broken\": true}"));
    send("weights", "pump-2", null);

    Run run = run("model", "freeze", "valve-9", "pump-*", "pump-1", "--command-id", "c", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(texts(run.out(), "model")).containsExactly("valve-9", "pump-1", "pump-3");
    assertThat(texts(run.out(), "commandId")).containsExactly("c-valve-9", "c-pump-1", "c-pump-3");
  }

  @Test
  void pattern_thatMatchesNothing_failsAndSendsNothing() throws Exception {
    createTopics(1);
    publish("valve-1", 1, 1);

    Run run = run("model", "freeze", "valve-1", "pump-*");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no model in topic " + prefix() + "weights matches 'pump-*'");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void delete_ofSeveral_needsYes() throws Exception {
    createTopics(1);
    publish("pump-1", 1, 1);
    publish("pump-2", 1, 1);
    Run asked = run("model", "delete", "pump-*", "--json");
    try (JobStandIn job = completing()) {
      Run one = run("model", "delete", "pump-1", "--wait");
      Run pattern = run("model", "delete", "*-2", "--wait");
      Run all = run("model", "delete", "pump-*", "--yes", "--wait");

      assertThat(List.of(one.exitCode(), pattern.exitCode(), all.exitCode())).containsOnly(0);
      assertThat(job.commands()).hasSize(4).allMatch(it -> it.type() == CommandType.DELETE);
    }
    assertThat(asked.exitCode()).isEqualTo(2);
    assertThat(asked.err())
        .contains("delete of 2 models ('pump-1', 'pump-2') needs --yes: nothing was sent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create pump/7",
        "create m --wait=30",
        "create m --wait=never",
        "create m --at-version -1",
        "freeze m --command-id ",
        "snapshot m",
        "snapshot m --name a/b",
        "configure m",
        "import m",
        "merge m",
        "freeze"
      })
  void wrongUse_isRefused(String line) {
    Run run = run(("model " + line).split(" ", -1));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("rivulet: ");
  }

  private void publish(String model, long incarnation, long version) throws Exception {
    WeightRecord record =
        new WeightRecord(
            model,
            "sgd",
            incarnation,
            version,
            version,
            WeightRecord.NONE,
            1,
            1,
            new double[] {0.5},
            null,
            Sample.NO_TIME,
            "9f2c");
    send("weights", model, WeightRecordJson.write(record));
  }
}
