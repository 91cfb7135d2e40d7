package io.rivulet.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.AckStatus;
import io.rivulet.control.Command;
import io.rivulet.control.CommandType;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What is said while the acknowledgements of commands are awaited. */
final class ModelWaitTest extends AnsweredCommandTest {

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
}
