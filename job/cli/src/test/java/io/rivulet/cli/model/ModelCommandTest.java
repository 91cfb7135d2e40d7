package io.rivulet.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.kafka.KafkaCommandTest;
import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.control.Command;
import io.rivulet.control.CommandType;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands to models, answered by a stand-in of the job. */
final class ModelCommandTest extends KafkaCommandTest {

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
  void wait_everyEndCompletedOrSkipped_isDone() throws Exception {
    createTopics(2);
    try (JobStandIn job =
        answering(
            command ->
                command.model().equals("b")
                    ? JobStandIn.ended(
                        command, AckStatus.SKIPPED, null, "the model is frozen already")
                    : JobStandIn.completed(command, 2, 7))) {
      Run run = run("model", "freeze", "--wait", "a", "b");

      assertThat(run.exitCode()).isZero();
      assertThat(run.err()).isEmpty();
      assertThat(run.out().lines())
          .containsExactly(
              "a: freeze COMPLETED, version 7 of incarnation 2",
              "b: freeze SKIPPED, version 42 of incarnation 1: the model is frozen already");
      assertThat(job.commands()).hasSize(2);
    }
  }

  @Test
  void wait_oneFailed_exitsWithOne() throws Exception {
    createTopics(1);
    try (JobStandIn job =
        answering(
            command ->
                command.model().equals("b")
                    ? JobStandIn.ended(command, AckStatus.FAILED, "CONTROL", "no snapshot 'x'")
                    : JobStandIn.completed(command, 2, 7))) {
      Run run = run("model", "rollback", "a", "b", "--name", "x", "--wait=20s", "--json");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(texts(run.out(), "status")).containsExactly("COMPLETED", "FAILED");
      assertThat(texts(run.out(), "message")).containsExactly("", "no snapshot 'x'");
      assertThat(job.commands().get(0).name()).isEqualTo("x");
    }
  }

  @Test
  void wait_noJob_saysWhatToCheck() {
    createTopics(1);
    Run run = run("model", "reset", "pump-7", "--wait", "300ms", "--command-id", "again");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("no acknowledgement for 'pump-7' within 300ms")
        .contains("'rivulet status'")
        .contains("--command-id again");
  }

  @Test
  void wait_atVersion_saysWhenItComes() {
    createTopics(1);
    Run run = run("model", "freeze", "m", "--at-version", "900", "--wait", "300ms", "--json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEqualTo("[]\n");
    assertThat(run.err()).contains("it comes when the model reaches version 900");
  }

  /** Old acknowledgements, other commands and other programs answer nothing. */
  @Test
  void wait_foreignAcks_areNoAnswer() throws Exception {
    createTopics(1);
    Command old = CommandContent.NONE.command("m", "c", CommandType.FREEZE, Command.AT_ONCE);
    send(JobStandIn.ack(prefix(), JobStandIn.ended(old, AckStatus.FAILED, "CONTROL", "old")));
    try (JobStandIn job =
        new JobStandIn(
            client(),
            prefix(),
            command -> {
              Command other = CommandContent.NONE.command("m", "d", command.type(), 0);
              return List.of(
                  new ProducerRecord<>(prefix() + "control-acks", bytes("m"), bytes("no JSON")),
                  JobStandIn.ack(
                      prefix(), JobStandIn.ended(other, AckStatus.FAILED, "CONTROL", "other")),
                  JobStandIn.ack(prefix(), JobStandIn.completed(command, 1, 5)),
                  JobStandIn.ack(
                      prefix(), JobStandIn.ended(command, AckStatus.SKIPPED, null, "repeated")));
            })) {
      Run run = run("model", "freeze", "m", "--wait", "--command-id", "c");

      assertThat(run.out()).isEqualTo("m: freeze COMPLETED, version 5 of incarnation 1\n");
      assertThat(job.commands()).hasSize(1);
    }
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

  @Test
  void create_withSpecs_sendsThem(@TempDir Path folder) throws Exception {
    createTopics(1);
    Path yaml = write(folder, "spec.yaml", "learner: sgd\ndimension: 3\nrate: 1e-9\n");
    Path json = write(folder, "spec.json", "{\"learner\":\"greedy\",\"dimension\":1}");
    Path changes = write(folder, "changes.json", "{\"evaluate\":null,\"rate\":0.5}");
    try (JobStandIn job = completing()) {
      run("model", "create", "m", "--spec", yaml.toString(), "--wait", "--at-version", "0");
      run("model", "reset", "m", "--spec", json.toString(), "--wait");
      run("model", "configure", "m", "--spec", changes.toString(), "--wait");

      assertThat(job.commands().stream().map(Command::spec))
          .containsExactly(
              "{\"dimension\":3,\"learner\":\"sgd\",\"rate\":1.0E-9}",
              "{\"dimension\":1,\"learner\":\"greedy\"}",
              "{\"evaluate\":null,\"rate\":0.5}");
      assertThat(job.commands().stream().map(Command::fault)).containsOnlyNulls();
      assertThat(job.commands().get(0).atVersion()).isZero();
    }
  }

  @Test
  void create_badSpec_namesEveryFault(@TempDir Path folder) throws Exception {
    Path spec =
        write(
            folder, "spec.json", "{\"learner\":\"sgd\",\"dimension\":3,\"raet\":1,\"outputs\":0}");

    Run run = run("model", "create", "m", "--spec", spec.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("faults").contains("'raet'").contains("'outputs'");
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

  @Test
  void specFile_absent_fails(@TempDir Path folder) {
    Run run = run("model", "create", "m", "--spec", folder.resolve("none.json").toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("the spec cannot be read");
  }

  private static Path write(Path folder, String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  private JobStandIn completing() {
    return answering(command -> JobStandIn.completed(command, 1, 1));
  }

  private JobStandIn answering(Function<Command, Ack> answer) {
    return new JobStandIn(
        client(), prefix(), command -> List.of(JobStandIn.ack(prefix(), answer.apply(command))));
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

  /** A field of each object of an array, empty where it is absent. */
  private static List<String> texts(String array, String field) throws Exception {
    JsonNode read = new ObjectMapper().readTree(array);
    return StreamSupport.stream(read.spliterator(), false)
        .map(each -> each.path(field).asText())
        .collect(Collectors.toList());
  }
}
