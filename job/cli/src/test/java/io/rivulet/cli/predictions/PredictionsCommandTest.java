package io.rivulet.cli.predictions;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.Rivulet;
import io.rivulet.cli.kafka.KafkaCommandTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

final class PredictionsCommandTest extends KafkaCommandTest {

  @Test
  void predictions_alone_printsHelp() {
    Run run = runBare("predictions");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("get").contains("watch");
  }

  @Test
  void get_manyRecords_showsTheLastOfTheModel() throws Exception {
    createTopics(3);
    publish("m", 7, "a");
    publish("m", 6, "b");
    publish("other", 9, "c");

    Run run = run("predictions", "get", "m", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo(prediction("m", 6, "b") + "\n");
  }

  @Test
  void get_lastLiesFarBeforeTheEnd_isFound() throws Exception {
    createTopics(1);
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.send(record("m", 1, "a")).get();
      Future<?> last = producer.send(record("m", 2, "b"));
      for (int i = 0; i < 3000; i++) {
        last = producer.send(record("other", i, "c"));
      }
      last.get();
    }

    assertThat(run("predictions", "get", "m", "--json").out())
        .isEqualTo(prediction("m", 2, "b") + "\n");
  }

  @Test
  void get_abortedTransactionsAtTheEnd_areNotSeen() throws Exception {
    createTopics(1);
    publish("m", 1, "a");
    try (KafkaProducer<byte[], byte[]> producer = producer("transactional.id", prefix())) {
      producer.initTransactions();
      producer.beginTransaction();
      Future<?> last = producer.send(record("m", 2, "b"));
      for (int i = 0; i < 1000; i++) {
        last = producer.send(record("m", 3 + i, "b"));
      }
      last.get();
      producer.abortTransaction();
    }

    assertThat(run("predictions", "get", "m").out()).contains("version     1 of incarnation 2");
  }

  @Test
  void get_human_isAFewLines() throws Exception {
    createTopics(1);
    send(
        "predictions",
        "m",
        bytes(
            "{\"model\":\"m\",\"id\":\"s\\u001b\",\"ts\":0,\"op\":\"learn\","
                + "\"y\":[1.0,2,3,4,5,6,7,8,9,10],\"error\":-0.5,\"incarnation\":1,"
                + "\"version\":7}"));

    assertThat(run("predictions", "get", "m").out().lines())
        .containsExactly(
            "model       m",
            "op          learn",
            "version     7 of incarnation 1",
            "y           [1.0, 2, 3, 4, 5, 6, 7, 8, .. 2 more]",
            "error       -0.5",
            "sample      s\\u001b",
            "time        1970-01-01T00:00:00Z");
  }

  @Test
  void get_noneOrBroken_fails() throws Exception {
    createTopics(1);
    publish("other", 1, "a");
    send("predictions", "broken", bytes("[1]"));

    Run none = run("predictions", "get", "m");
    Run broken = run("predictions", "get", "broken", "--json");

    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.out()).isEmpty();
    assertThat(none.err()).contains("no prediction of model 'm'");
    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.out()).startsWith("{\"error\":\"").endsWith("\"exitCode\":1}\n");
    assertThat(broken.err()).contains(prefix() + "predictions 0:1 is not a prediction");
  }

  @Test
  void get_noTopic_saysHowToMakeIt() {
    Run run = run("predictions", "get", "m");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("topic " + prefix() + "predictions does not exist");
  }

  @Test
  void watch_untilEnd_printsWhatIsThereAndEnds() throws Exception {
    createTopics(2);
    publish("a", 1, "s");
    send("predictions", "a", bytes("{"));
    publish("b", 2, "t");
    publish("a", 3, "u");

    Run all = run("predictions", "watch", "--until-end");
    Run one = run("predictions", "watch", "a", "--until-end", "--json");
    Run first = run("predictions", "watch", "a", "--until-end", "--limit", "1");

    assertThat(all.exitCode()).isZero();
    assertThat(all.out().lines())
        .containsExactlyInAnyOrder(
            "a predict 2.1 y=0.5 id=s", "b predict 2.2 y=0.5 id=t", "a predict 2.3 y=0.5 id=u");
    assertThat(all.err().lines()).hasSize(1).first().asString().contains("is not a prediction");
    assertThat(one.out())
        .isEqualTo(prediction("a", 1, "s") + "\n" + prediction("a", 3, "u") + "\n");
    assertThat(first.out()).isEqualTo("a predict 2.1 y=0.5 id=s\n");
  }

  @Test
  void watch_untilEndOfNothing_ends() {
    createTopics(2);

    Run run = run("predictions", "watch", "--until-end");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
  }

  @Test
  void watch_recordPublishedLater_isPrinted() throws Exception {
    createTopics(1);
    publish("a", 1, "s");
    StringWriter out = new StringWriter();
    CompletableFuture<Integer> watching =
        CompletableFuture.supplyAsync(
            () ->
                Rivulet.commandLine()
                    .setOut(new PrintWriter(out, true))
                    .execute(
                        "predictions",
                        "watch",
                        "--from-beginning",
                        "--limit=2",
                        "--bootstrap-servers=" + bootstrapServers(),
                        "--prefix=" + prefix()));

    publish("a", 2, "t");

    assertThat(watching.get(60, TimeUnit.SECONDS)).isZero();
    assertThat(out.toString().lines()).hasSize(2).last().isEqualTo("a predict 2.2 y=0.5 id=t");
  }

  @Test
  void watch_limitOfZero_isRefused() {
    assertThat(run("predictions", "watch", "--limit", "0").exitCode()).isEqualTo(2);
  }

  private void publish(String model, long version, String id) throws Exception {
    send(record(model, version, id));
  }

  private ProducerRecord<byte[], byte[]> record(String model, long version, String id) {
    return new ProducerRecord<>(
        prefix() + "predictions", bytes(model), bytes(prediction(model, version, id)));
  }

  private static String prediction(String model, long version, String id) {
    return String.format(
        "{\"model\":\"%s\",\"id\":\"%s\",\"op\":\"predict\",\"y\":0.5,"
            + "\"incarnation\":2,\"version\":%d}",
        model, id, version);
  }
}
