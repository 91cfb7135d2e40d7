package io.rivulet.cli.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.kafka.FlinkStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What is said before a start about the state that the job goes on from, or leaves behind. */
final class SubmitStateTest extends SubmissionTest {

  @Test
  void submit_savepointThatIsNotOfFlink_isRefusedBeforeItIsSubmitted() throws IOException {
    createTopics(1);
    Path metadata = Files.createDirectories(dir.resolve("chk-3")).resolve("_metadata");
    Files.writeString(metadata, "junk");
    try (var flink = new FlinkStandIn(2, 2)) {
      Run junk = submit(flink, MODELS, "--from", metadata.getParent().toString());
      Files.write(metadata, new byte[] {0x49, 0x60, 0x67, 0x2d, 0, 0, 0, 6});
      Run header = submit(flink, MODELS, "--check", "--from", metadata.getParent().toString());

      assertThat(junk.exitCode()).isEqualTo(2);
      assertThat(junk.err()).contains(metadata + " was not written by Flink, or is broken");
      assertThat(header.exitCode()).as(header.out() + header.err()).isZero();
      assertThat(flink.unexpected()).isEmpty();
    }
  }

  @Test
  void check_freshLeftInTheFile_isAWarningAndOnTheCommandLineIsNone() throws IOException {
    createTopics(1);
    try (var flink = new FlinkStandIn(2, 2)) {
      Run left = submit(flink, MODELS + "start.fresh: true\n", "--check");
      Run doctor = doctor(flink, MODELS + "start: {adopt: true}\n");
      Run given = submit(flink, MODELS, "--check", "--fresh", "--rewind");

      assertThat(left.exitCode()).isZero();
      assertThat(left.out()).containsPattern("warning +start.fresh +is set .* give --fresh");
      assertThat(doctor.exitCode()).isZero();
      assertThat(doctor.out()).containsPattern("warning +start.adopt +is set .* give --adopt");
      assertThat(given.exitCode()).isZero();
      assertThat(given.out()).doesNotContain("warning");
    }
  }

  /** The JobManager, which knows the directory of checkpoints, may be what has died. */
  @Test
  void check_weightsButNoCluster_namesTheNewestStateOfTheLocalPlatform() throws Exception {
    createTopics(1);
    var weights = new ProducerRecord<>(prefix() + "weights", bytes("pump-1"), bytes("{}"));
    weights.headers().add("rivulet-incarnation", bytes("1"));
    send(weights);
    String state = "flink/checkpoints/0123456789abcdef0123456789abcdef/chk-7";
    Files.createFile(Files.createDirectories(dir.resolve(state)).resolve("_metadata"));

    Run run =
        runBare("submit", "--check", "--config", configuration(MODELS), "--dir", dir.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out())
        .contains("no local platform runs in " + dir)
        .contains("rivulet restore file:" + dir.resolve(state));
  }
}
