package io.rivulet.cli.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.cli.Rivulet;
import io.rivulet.cli.kafka.CommandAccess;
import io.rivulet.cli.kafka.KafkaCommandTest;
import io.rivulet.client.topic.PublishedWeights;
import io.rivulet.client.topic.TopicException;
import io.rivulet.client.topic.WeightTopicReader;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.testing.Loopback;
import io.rivulet.wire.WeightRecordJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WeightsCommandTest extends KafkaCommandTest {

  @Test
  void weights_alone_printsHelp() {
    Run run = runBare("weights");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("get").contains("watch").contains("export");
  }

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
  void get_deletedModel_fails() throws Exception {
    createTopics(1);
    publish(record("m", 1, 1, 0.5));
    send("weights", "m", null);

    assertThat(run("weights", "get", "m").exitCode()).isEqualTo(1);
  }

  /** A tombstone of a stranger hides the model until its next published version. */
  @Test
  void tombstone_thenALaterVersion_hidesAndBringsBack() throws Exception {
    createTopics(1);
    publish(record("m", 3, 7, 0.5));
    publish(record("other", 1, 1, 2));
    send("weights", "m", null);

    Run hidden = run("weights", "get", "m");
    Run asked = run("predict", "m", "--x", "3");
    Run others = run("weights", "export");
    publish(record("m", 3, 8, 0.25));
    Run back = run("weights", "get", "m", "--json");
    Run answered = run("predict", "m", "--x", "3");
    Run all = run("weights", "export");
    Run watched = run("weights", "watch", "m", "--until-end");

    String what =
        "no weights of model 'm'; its newest record, at "
            + prefix()
            + "weights 0:2, is a tombstone";
    assertThat(hidden.exitCode()).isEqualTo(1);
    assertThat(hidden.err()).contains(what).contains("the next version that the job publishes");
    assertThat(asked.exitCode()).isEqualTo(1);
    assertThat(asked.err()).contains(what);
    assertThat(others.out()).isEqualTo(json(record("other", 1, 1, 2)) + "\n");
    assertThat(back.out()).isEqualTo(json(record("m", 3, 8, 0.25)) + "\n");
    assertThat(answered.out()).isEqualTo("0.75\n");
    assertThat(all.out().lines())
        .containsExactly(json(record("m", 3, 8, 0.25)), json(record("other", 1, 1, 2)));
    assertThat(watched.out().lines())
        .containsExactly(
            "m sgd 3.7 samples=7 shape=1x1 w=[0.5]",
            "m deleted",
            "m sgd 3.8 samples=8 shape=1x1 w=[0.25]");
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

  @Test
  void export_noModels_isEmpty() {
    createTopics(2);

    Run run = run("weights", "export", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
  }

  @Test
  void export_manyModels_areSortedAndNewest(@TempDir Path dir) throws Exception {
    createTopics(3);
    publish(record("b", 1, 1, 1));
    publish(record("c", 1, 1, 1));
    publish(record("a", 1, 1, 1));
    publish(record("b", 1, 2, 2));
    send("weights", "c", null);
    Path file = dir.resolve("weights.jsonl");
    String expected = json(record("a", 1, 1, 1)) + "\n" + json(record("b", 1, 2, 2)) + "\n";

    Run printed = run("weights", "export");
    Run written = run("weights", "export", "--out", file.toString());

    assertThat(printed.out()).isEqualTo(expected);
    assertThat(written.out()).isEmpty();
    assertThat(Files.readString(file)).isEqualTo(expected);
  }

  @Test
  void watch_fromBeginning_printsOneLineARecordAndDeletions() throws Exception {
    createTopics(1);
    publish(record("a", 1, 1, 0.5));
    publish(record("b", 1, 4, 0.5));
    send("weights", "b", bytes("{}"));
    send("weights", "b", null);

    Run all = run("weights", "watch", "--from-beginning", "--limit", "4");
    Run one = run("weights", "watch", "b", "--from-beginning", "--limit", "3", "--json");

    assertThat(all.out().lines())
        .containsExactly(
            "a sgd 1.1 samples=1 shape=1x1 w=[0.5]",
            "b sgd 1.4 samples=4 shape=1x1 w=[0.5]",
            "b deleted");
    assertThat(all.err()).contains(prefix() + "weights 0:2: weight record has no field 'model'");
    assertThat(one.out())
        .isEqualTo(json(record("b", 1, 4, 0.5)) + "\n{\"model\":\"b\",\"deleted\":true}\n");
  }

  @Test
  void watch_recordPublishedLater_isPrinted() throws Exception {
    createTopics(1);
    publish(record("a", 1, 1, 0.5));
    StringWriter out = new StringWriter();
    CompletableFuture<Integer> watching =
        CompletableFuture.supplyAsync(
            () ->
                Rivulet.commandLine()
                    .setOut(new PrintWriter(out, true))
                    .execute(
                        "weights",
                        "watch",
                        "--from-beginning",
                        "--limit=2",
                        "--bootstrap-servers=" + bootstrapServers(),
                        "--prefix=" + prefix()));

    publish(record("a", 1, 2, 0.5));

    assertThat(watching.get(60, TimeUnit.SECONDS)).isZero();
    assertThat(out.toString().lines()).hasSize(2).last().asString().startsWith("a sgd 1.2 ");
  }

  @Test
  void watch_untilEnd_printsWhatIsThereAndEnds() throws Exception {
    createTopics(2);
    publish(record("a", 1, 1, 0.5));
    publish(record("b", 1, 1, 0.5));
    publish(record("a", 1, 2, 0.5));

    Run all = run("weights", "watch", "--until-end", "--json");
    Run one = run("weights", "watch", "a", "--until-end");
    Run first = run("weights", "watch", "a", "--until-end", "--limit", "1");

    assertThat(all.exitCode()).isZero();
    assertThat(all.out().lines())
        .containsExactlyInAnyOrder(
            json(record("a", 1, 1, 0.5)),
            json(record("b", 1, 1, 0.5)),
            json(record("a", 1, 2, 0.5)));
    assertThat(one.out().lines())
        .containsExactly(
            "a sgd 1.1 samples=1 shape=1x1 w=[0.5]", "a sgd 1.2 samples=2 shape=1x1 w=[0.5]");
    assertThat(first.out()).isEqualTo("a sgd 1.1 samples=1 shape=1x1 w=[0.5]\n");
  }

  @Test
  void watch_limitOfZero_isRefused() {
    assertThat(run("weights", "watch", "--limit", "0").exitCode()).isEqualTo(2);
  }

  @Test
  void reader_readToEnd_thenPollGoesOn() throws Exception {
    createTopics(2);
    publish(record("a", 1, 1, 0.5));
    publish(record("b", 1, 1, 0.5));
    List<PublishedWeights> seen = new ArrayList<>();
    try (WeightTopicReader reader = reader()) {
      reader.readToEnd(seen::add, (done, total) -> {});
      publish(record("a", 1, 2, 0.5));
      List<PublishedWeights> next = poll(reader);
      reader.seekToEnd();
      publish(record("b", 1, 2, 0.5));

      assertThat(seen).extracting(PublishedWeights::model).containsExactlyInAnyOrder("a", "b");
      assertThat(next).extracting(each -> each.record().version()).containsExactly(2L);
      assertThat(poll(reader)).extracting(PublishedWeights::model).containsExactly("b");
      reader.seekToBeginning();
      assertThat(poll(reader)).isNotEmpty();
    }
  }

  @Test
  void reader_noTopic_fails() {
    assertThatThrownBy(() -> reader()).isInstanceOf(TopicException.class);
  }

  private WeightTopicReader reader() {
    return WeightTopicReader.ofAll(CommandAccess.with(client()), prefix() + "weights");
  }

  private static List<PublishedWeights> poll(WeightTopicReader reader) {
    List<PublishedWeights> records = reader.poll(Duration.ofSeconds(30));
    return records.isEmpty() ? reader.poll(Duration.ofSeconds(30)) : records;
  }

  private void publish(WeightRecord record) throws Exception {
    send(weights(record));
  }

  private ProducerRecord<byte[], byte[]> weights(WeightRecord record) {
    return new ProducerRecord<>(
        prefix() + "weights", bytes(record.model()), WeightRecordJson.write(record));
  }

  private static String json(WeightRecord record) {
    return new String(WeightRecordJson.write(record), StandardCharsets.UTF_8);
  }

  private static WeightRecord record(String model, long incarnation, long version, double w) {
    return new WeightRecord(
        model,
        "sgd",
        incarnation,
        version,
        version,
        WeightRecord.NONE,
        1,
        1,
        new double[] {w},
        null,
        Sample.NO_TIME,
        "9f2c");
  }
}
