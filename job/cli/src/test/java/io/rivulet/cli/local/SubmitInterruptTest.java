package io.rivulet.cli.local;

import static io.rivulet.cli.local.StandInPlatform.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.CommandProcess;
import io.rivulet.cli.flink.ClientStandIn;
import io.rivulet.cli.kafka.KafkaCommandTest;
import io.rivulet.cli.rest.RestStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A {@code submit} in a process of its own, that waits for a job which does not come to run. */
final class SubmitInterruptTest extends KafkaCommandTest {

  private static final String BEFORE = "18f0948cf610172fa835e2d666049eeb";

  @TempDir private Path home;
  @TempDir private Path root;

  @BeforeEach
  void buildAHome() throws IOException {
    ClientStandIn.build(home, JOB);
    createTopics(1);
  }

  @Test
  void interrupt_whileTheJobIsAwaited_saysThatItGoesOnAndNotesIt() throws Exception {
    try (var flink = flink("CREATED");
        var platform = new StandInPlatform(root).withRunning(flink, "jobmanager")) {
      platform.withJob(BEFORE);
      Process submit = submit("--json");
      awaitNote(submit);
      assertThat(noted(BEFORE)).as("until the other one runs").isPresent();

      assertThat(new ProcessBuilder("kill", "-TERM", "" + submit.pid()).start().waitFor()).isZero();

      assertThat(submit.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(submit.exitValue()).isEqualTo(143);
    }
    assertThat(Files.readString(home.resolve("err")))
        .contains(
            "rivulet: interrupted; job %s (rivulet) goes on; 'rivulet status --dir %s' shows it,"
                    .formatted(JOB, root)
                + " 'rivulet cancel %s --dir %s' ends it".formatted(JOB, root));
    assertThat(Files.readString(home.resolve("out")))
        .isEqualTo("{\"error\":\"interrupted\",\"exitCode\":130,\"jobId\":\"" + JOB + "\"}\n");
    assertThat(noted(JOB)).isPresent();
    assertThat(noted(BEFORE)).as("the job before, which it follows").isEmpty();
  }

  @Test
  void submit_jobThatFails_isNotedNoMoreAndTheOneBeforeStays() throws Exception {
    try (var flink = flink("FAILED");
        var platform = new StandInPlatform(root).withRunning(flink, "jobmanager")) {
      platform.withJob(BEFORE);

      Process submit = submit();

      assertThat(submit.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(submit.exitValue()).as(Files.readString(home.resolve("err"))).isEqualTo(1);
    }
    assertThat(Files.readString(home.resolve("err"))).contains("job " + JOB + " is FAILED");
    assertThat(noted(JOB)).isEmpty();
    assertThat(noted(BEFORE)).isPresent();
  }

  private static RestStandIn flink(String state) throws IOException {
    return new RestStandIn()
        .answer("GET /overview", "{\"slots-total\": 4, \"slots-available\": 4}")
        .answer("GET /jobs/overview", "{\"jobs\": []}")
        .answer("GET /jobmanager/config", "[]")
        .answer("GET /jobs/" + JOB, "{\"state\": \"" + state + "\"}")
        .answer("GET /jobs/" + JOB + "/exceptions", "{}");
  }

  private Process submit(String... options) throws IOException {
    String yaml =
        """
        kafka.bootstrap.servers: "%s"
        kafka.start: latest
        topics.prefix: %s
        models:
          - {match: "*", spec: {learner: sgd, dimension: 3, rate: 0.1}}
        """
            .formatted(bootstrapServers(), prefix());
    Path file = Files.writeString(home.resolve("job.yaml"), yaml);
    List<String> arguments =
        new ArrayList<>(List.of("submit", "--config=" + file, "--dir=" + root));
    arguments.addAll(List.of(options));
    return CommandProcess.of(List.of("-Drivulet.home=" + home), arguments)
        .redirectOutput(home.resolve("out").toFile())
        .redirectError(home.resolve("err").toFile())
        .start();
  }

  private Optional<NotedJob> noted(String job) {
    return JobBook.read(root.resolve("jobs.json")).find(job);
  }

  private void awaitNote(Process submit) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (noted(JOB).isEmpty()) {
      assertThat(submit.isAlive()).as(() -> said()).isTrue();
      assertThat(System.nanoTime()).as("a note in time").isLessThan(deadline);
    }
  }

  private String said() {
    try {
      return Files.readString(home.resolve("err"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
