package io.rivulet.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.kafka.KafkaCommandTest;
import io.rivulet.control.AckStatus;
import io.rivulet.control.Command;
import io.rivulet.control.ExportedState;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.wire.control.ExportedStateJson;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States that models give and take. */
final class ModelStatesTest extends KafkaCommandTest {

  @TempDir private Path folder;

  @Test
  void export_toFile_writesTheStateOfEachAck() throws Exception {
    createTopics(2);
    createStates();
    send(state("a", 6));
    Path file = Files.writeString(folder.resolve("states.jsonl"), "before\n");
    try (InputStream before = Files.newInputStream(file);
        JobStandIn job =
            new JobStandIn(
                client(),
                prefix(),
                command ->
                    List.of(
                        state(command.model(), 6),
                        JobStandIn.ack(prefix(), JobStandIn.completed(command, 2, 7)),
                        state(command.model(), 7)))) {
      Run run = run("model", "export", "b", "a", "--to", file.toString());

      assertThat(run.err()).isEmpty();
      assertThat(run.exitCode()).isZero();
      assertThat(job.commands()).hasSize(2);
      assertThat(before.readAllBytes())
          .as("replaced, not overwritten")
          .isEqualTo(bytes("before\n"));
    }

    assertThat(Files.readAllLines(file)).containsExactly(json("a", 7), json("b", 7));
  }

  @Test
  void export_oneFails_writesTheOthersAndFails() throws Exception {
    createTopics(1);
    createStates();
    Path file = folder.resolve("states.jsonl");
    try (JobStandIn job =
        new JobStandIn(
            client(),
            prefix(),
            command ->
                command.model().equals("b")
                    ? List.of(
                        JobStandIn.ack(
                            prefix(),
                            JobStandIn.ended(command, AckStatus.FAILED, "CONTROL", "too large")))
                    : List.of(
                        JobStandIn.ack(prefix(), JobStandIn.completed(command, 2, 7)),
                        state(command.model(), 7)))) {
      Run run = run("model", "export", "a", "b", "--to", file.toString(), "--wait=20s");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out()).contains("b: export FAILED").contains("too large");
      assertThat(run.err()).contains(file + " holds the states of 'a' only");
      assertThat(job.commands()).hasSize(2);
    }

    assertThat(Files.readAllLines(file)).containsExactly(json("a", 7));
  }

  /** Waiting in vain for one does not lose the others. */
  @Test
  void export_oneIsNotAcknowledged_writesTheOthersAndFails() throws Exception {
    createTopics(1);
    createStates();
    Path file = folder.resolve("states.jsonl");
    try (JobStandIn job =
        new JobStandIn(
            client(),
            prefix(),
            command ->
                command.model().equals("b")
                    ? List.of()
                    : List.of(
                        JobStandIn.ack(prefix(), JobStandIn.completed(command, 2, 7)),
                        state(command.model(), 7)))) {
      Run run = run("model", "export", "a", "b", "--to", file.toString(), "--wait=4s");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("no acknowledgement for 'b' within 4s");
      assertThat(job.commands()).hasSize(2);
    }

    assertThat(Files.readAllLines(file)).containsExactly(json("a", 7));
  }

  @Test
  void export_repeated_saysThatNoStateComes() throws Exception {
    createTopics(1);
    createStates();
    Path file = Files.writeString(folder.resolve("states.jsonl"), "kept\n");
    try (JobStandIn job =
        new JobStandIn(
            client(),
            prefix(),
            command ->
                List.of(
                    JobStandIn.ack(
                        prefix(),
                        JobStandIn.ended(command, AckStatus.SKIPPED, null, "repeated"))))) {
      Run run = run("model", "export", "a", "--to", file.toString(), "--command-id", "c");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("answered before").contains("nothing was written");
      assertThat(job.commands()).hasSize(1);
    }

    assertThat(file).hasContent("kept\n");
  }

  @Test
  void export_toFolderThatIsAbsent_failsBeforeItSends() {
    Run run = run("model", "export", "a", "--to", folder.resolve("no/where").toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("give a file in a folder that exists");
  }

  @Test
  void import_oneState_goesToEveryModel() throws Exception {
    createTopics(1);
    Path line = Files.writeString(folder.resolve("one.jsonl"), json("a", 7) + "\n\n");
    String base64 = Base64.getMimeEncoder().encodeToString(frame(7));
    Path bare = Files.writeString(folder.resolve("one.b64"), base64 + "\n");
    try (JobStandIn job = completing()) {
      run("model", "import", "b", "c", "--state", line.toString(), "--wait");
      run("model", "merge", "d", "--state", bare.toString(), "--wait");

      assertThat(job.commands().stream().map(Command::model)).containsExactly("b", "c", "d");
      assertThat(job.commands().stream().map(Command::state)).containsOnly(frame(7));
      assertThat(job.commands().stream().map(Command::fault)).containsOnlyNulls();
    }
  }

  @Test
  void import_severalStates_eachModelGetsItsOwn() throws Exception {
    createTopics(1);
    Path file =
        Files.writeString(
            folder.resolve("all.jsonl"),
            json("pump-1", 1) + "\n" + json("valve-1", 2) + "\n" + json("pump-2", 3) + "\n");
    try (JobStandIn job = completing()) {
      Run run = run("model", "import", "pump-*", "--state", file.toString(), "--wait");
      Run absent = run("model", "import", "pump-3", "--state", file.toString());
      Run unmatched = run("model", "import", "x*", "--state", file.toString());

      assertThat(run.exitCode()).isZero();
      assertThat(job.commands().stream().map(Command::model)).containsExactly("pump-1", "pump-2");
      assertThat(job.commands().get(0).state()).isEqualTo(frame(1));
      assertThat(job.commands().get(1).state()).isEqualTo(frame(3));
      assertThat(absent.exitCode()).isEqualTo(1);
      assertThat(absent.err()).contains("none of 'pump-3'");
      assertThat(unmatched.err()).contains("no model in the file of states matches 'x*'");
    }
  }

  /** Longer than a producer sends by default. */
  @Test
  void import_largeState_isSent() throws Exception {
    createTopics(1);
    allowLargeCommands();
    byte[] frame = StateFrame.write(StoredModel.FORMAT, model(7, new byte[6 << 20]));
    Path file =
        Files.writeString(folder.resolve("large.b64"), Base64.getEncoder().encodeToString(frame));

    Run run = run("model", "import", "a", "--state", file.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void import_bytesOfAState_areSentAsTheStateIs() throws Exception {
    createTopics(1);
    byte[] frame = StateFrame.write(StoredModel.FORMAT, model(7, new byte[] {1, 2, 3}));
    Path file = Files.write(folder.resolve("state"), frame);

    Run run = run("model", "import", "a", "--state", file.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void import_tooLargeState_isRefusedWithBothNumbers() throws Exception {
    createTopics(1);
    byte[] frame = StateFrame.write(StoredModel.FORMAT, model(7, new byte[18 << 20]));
    Path file =
        Files.writeString(folder.resolve("large.b64"), Base64.getEncoder().encodeToString(frame));

    Run run = run("model", "import", "a", "--state", file.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("at most 25165824");
  }

  @Test
  void import_noState_isRefusedWithTheReason() throws Exception {
    String damaged = json("a", 7).replace("\"version\":7", "\"version\":8");
    String twice = json("a", 7) + "\n" + json("a", 7);

    assertThat(refusal("")).contains("is empty");
    assertThat(refusal("?")).contains("neither an exported state").contains("nor the base64");
    assertThat(refusal("AAAA")).contains("holds no stored model");
    assertThat(refusal("{}")).contains(": line 1: ").contains("is not an exported state");
    assertThat(refusal(damaged)).contains(": line 1: ");
    assertThat(refusal(twice)).contains(": line 2: ").contains("second state of model 'a'");
    assertThat(refusal(json("a", 7) + "\nAAAA")).contains("mixes");
  }

  private String refusal(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("state"), text);
    Run run = run("model", "import", "a", "--state", file.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(file.toString());
    return run.err();
  }

  private JobStandIn completing() {
    return new JobStandIn(
        client(),
        prefix(),
        command -> List.of(JobStandIn.ack(prefix(), JobStandIn.completed(command, 1, 1))));
  }

  private ProducerRecord<byte[], byte[]> state(String model, long version) {
    return new ProducerRecord<>(prefix() + "states", bytes(model), bytes(json(model, version)));
  }

  private static String json(String model, long version) {
    StoredModel stored = model(version, new byte[3]);
    return new String(
        ExportedStateJson.write(
            new ExportedState(model, stored.spec(), frame(version), 2, version, version, version)),
        StandardCharsets.UTF_8);
  }

  private static byte[] frame(long version) {
    return StateFrame.write(StoredModel.FORMAT, model(version, new byte[3]));
  }

  private static StoredModel model(long version, byte[] learned) {
    return new StoredModel("{\"learner\":\"sgd\"}", 2, version, version, version, learned);
  }

  private void createStates() throws Exception {
    try (Admin admin = Admin.create(client())) {
      admin.createTopics(Set.of(new NewTopic(prefix() + "states", 1, (short) 1))).all().get();
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(TopicExistsException.class);
    }
  }

  private void allowLargeCommands() throws Exception {
    var topic = new ConfigResource(ConfigResource.Type.TOPIC, prefix() + "control");
    var size =
        new AlterConfigOp(
            new ConfigEntry("max.message.bytes", "25165824"), AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(client())) {
      admin.incrementalAlterConfigs(Map.of(topic, List.of(size))).all().get();
    }
  }
}
