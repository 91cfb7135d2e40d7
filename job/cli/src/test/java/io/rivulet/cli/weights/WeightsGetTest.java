package io.rivulet.cli.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.record.Axes;
import io.rivulet.record.Details;
import io.rivulet.record.FoundNoise;
import io.rivulet.record.Recall;
import io.rivulet.record.WeightRecord;
import io.rivulet.testing.Loopback;
import io.rivulet.wire.WeightRecordJson;
import java.io.IOException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;

/** {@code weights get}: which record of a model it shows, and how. */
final class WeightsGetTest extends WeightsTopicTest {

  @Test
  void get_help_namesTheExitCodes() {
    Run run = runBare("weights", "get", "--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("MODEL").contains("Exit codes").contains("no weights");
  }

  @Test
  void get_unknownModel_fails() throws Exception {
    createTopics(1);
    publish(record("other", 1, 1, 0.5));

    Run run = run("weights", "get", "pump-7");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("no weights of model 'pump-7'");
  }

  @Test
  void get_olderRecordsRepeated_showsTheHighestVersion() throws Exception {
    createTopics(4);
    publish(record("pump-7", 1, 9, 9));
    publish(record("pump-7", 2, 1, 1));
    publish(record("pump-7", 2, 3, 3));
    publish(record("pump-7", 2, 2, 2));

    Run run = run("weights", "get", "pump-7", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo(json(record("pump-7", 2, 3, 3)) + "\n");
  }

  @Test
  void get_json_isTheRecordByteForByte() throws Exception {
    createTopics(2);
    String published =
        json(record("m", 1, 1, 0.5)).replace("{\"model\"", "{ \"note\" : \"\u00e9\" , \"model\"");
    send("weights", "m", bytes(published));

    assertThat(run("weights", "get", "m", "--json").out()).isEqualTo(published + "\n");
  }

  @Test
  void get_human_isAFewLines() throws Exception {
    createTopics(1);
    WeightRecord record =
        new WeightRecord(
            "m",
            "rls",
            1,
            7,
            6,
            5,
            5,
            2,
            new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10},
            "s",
            0,
            "9f");
    publish(record);

    assertThat(run("weights", "get", "m").out().lines())
        .containsExactly(
            "model     m",
            "learner   rls",
            "version   7 of incarnation 1",
            "samples   6",
            "shape     5 x 2",
            "weights   [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, .. 2 more]",
            "sample    s",
            "time      1970-01-01T00:00:00Z",
            "spec      9f",
            "checksum  " + WeightRecordJson.checksum(5, 2, record.w()) + " verified");
  }

  @Test
  void get_recordWithNoiseAndRecall_showsThem() throws Exception {
    createTopics(1);
    Details details =
        Details.of(new FoundNoise(0.5, new double[] {2}, 3)).with(new Recall(4, 1, 0.25));
    publish(
        new WeightRecord(
            "m", "orfit", 1, 7, 7, 6, 1, 1, new double[] {1}, "s", 0, "9f", Axes.UNNAMED, details));

    assertThat(run("weights", "get", "m").out().lines())
        .contains(
            "noise     lambda 0.5, r 2.0, tail 3.0",
            "recall    changeBound 4.0, change 1.0, error 0.25");
  }

  @Test
  void get_deletedModel_fails() throws Exception {
    createTopics(1);
    publish(record("m", 1, 1, 0.5));
    send("weights", "m", null);

    assertThat(run("weights", "get", "m").exitCode()).isEqualTo(1);
  }

  @Test
  void get_newestDoesNotMatchItsChecksum_failsUntilASoundOneFollows() throws Exception {
    createTopics(1);
    publish(record("m", 1, 1, 0.5));
    send("weights", "m", bytes(json(record("m", 1, 2, 0.5)).replace("[0.5]", "[0.75]")));

    Run broken = run("weights", "get", "m");
    Run exported = run("weights", "export");
    publish(record("m", 1, 3, 0.5));
    Run sound = run("weights", "get", "m");

    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.out()).isEmpty();
    assertThat(broken.err())
        .contains("model 'm' at " + prefix() + "weights 0:1")
        .contains("checksum");
    assertThat(exported.exitCode()).isEqualTo(1);
    assertThat(exported.out()).isEmpty();
    assertThat(sound.exitCode()).isZero();
  }

  @Test
  void get_abortedTransaction_isNotSeen() throws Exception {
    createTopics(1);
    publish(record("m", 1, 1, 0.5));
    try (KafkaProducer<byte[], byte[]> producer = producer("transactional.id", prefix())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(weights(record("m", 1, 3, 0.5))).get();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(weights(record("m", 1, 2, 0.5))).get();
      producer.commitTransaction();
    }

    assertThat(run("weights", "get", "m").out()).contains("version   2 of incarnation 1");
  }

  @Test
  void get_noTopic_saysHowToMakeIt() {
    Run run = run("weights", "get", "m");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("topic " + prefix() + "weights does not exist");
  }

  @Test
  void get_nobodyThere_namesTheAddress() throws IOException {
    String nowhere = Loopback.freeAddress();

    Run run = runBare("weights", "get", "m", "--bootstrap-servers", nowhere, "--timeout", "1");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no broker answered at " + nowhere);
  }
}
