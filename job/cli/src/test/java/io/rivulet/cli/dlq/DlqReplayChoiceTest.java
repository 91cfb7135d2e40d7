package io.rivulet.cli.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.record.Reason;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Which dead letters a replay sends, and which it has sent. */
final class DlqReplayChoiceTest extends ReplayedLettersTest {

  @Test
  void replay_dryRun_countsAndSendsNothing() throws Exception {
    createTopics(1);
    twoReasonsAndModels();

    Run run = run("dlq", "replay", "--dry-run");
    Run limited = run("dlq", "replay", "--dry-run", "--limit", "1", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("reason     model    letters")
        .contains("DIMENSION  pump-1         2")
        .contains("MALFORMED  pump-1         1")
        .contains("MALFORMED  valve-1        1")
        .contains("would send 4 dead letters: DIMENSION 2, MALFORMED 2\n")
        .contains("skipped 1 that were cut\n");
    JsonNode document = new ObjectMapper().readTree(limited.out());
    assertThat(document.get("dryRun").asBoolean()).isTrue();
    assertThat(document.get("sent").asInt()).isZero();
    assertThat(document.get("letters").asInt()).isEqualTo(4);
    assertThat(document.get("cut").asInt()).isEqualTo(1);
    assertThat(document.get("counts").toString()).isEqualTo("{\"DIMENSION\":2,\"MALFORMED\":2}");
    assertThat(document.get("models").toString())
        .isEqualTo("[{\"reason\":\"DIMENSION\",\"model\":\"pump-1\",\"letters\":2}]");
    assertThat(records("samples")).isEmpty();
    assertThat(run("dlq", "replay").out()).startsWith("sent 4 dead letters\n");
  }

  @Test
  void replay_oneReasonThenOneModelThenAll_sendsEachLetterOnce() throws Exception {
    createTopics(1);
    twoReasonsAndModels();

    Run dimension = run("dlq", "replay", "--reason", "dimension");
    Run valves = run("dlq", "replay", "--model", "valve-*");
    Run all = run("dlq", "replay");
    Run more = run("dlq", "replay");

    assertThat(dimension.out()).isEqualTo("sent 2 dead letters\n");
    assertThat(valves.out()).isEqualTo("sent 1 dead letter\n");
    assertThat(all.out())
        .startsWith("sent 1 dead letter\n")
        .contains("3 that an earlier replay sent (--again sends them)");
    assertThat(more.out()).startsWith("sent 0 dead letters\n");
    assertThat(values("samples")).containsExactly("1", "3", "2", "0");
  }

  @Test
  void replay_sinceAndLettersOfLater_areReplayedByTheNext() throws Exception {
    createTopics(1);
    sendAt(1_000, "early");
    sendAt(5_000, "late");

    Run since = run("dlq", "replay", "--since", "5000");
    sendAt(6_000, "later");
    Run all = run("dlq", "replay");

    assertThat(since.out()).isEqualTo("sent 1 dead letter\n");
    assertThat(all.out()).startsWith("sent 2 dead letters\n");
    assertThat(values("samples")).containsExactly("late", "early", "later");
  }

  @Test
  void replay_again_sendsWhatWasSent() throws Exception {
    createTopics(1);
    twoReasonsAndModels();
    run("dlq", "replay");

    Run again = run("dlq", "replay", "--again", "--model", "pump-1");

    assertThat(again.out()).isEqualTo("sent 3 dead letters\nskipped 1 that were cut\n");
    assertThat(values("samples")).containsExactly("0", "1", "2", "3", "0", "1", "3");
    assertThat(run("dlq", "replay").out()).startsWith("sent 0 dead letters\n");
  }

  private void twoReasonsAndModels() throws Exception {
    Reason[] reasons = {Reason.MALFORMED, Reason.DIMENSION, Reason.MALFORMED, Reason.DIMENSION};
    String[] models = {"pump-1", "pump-1", "valve-1", "pump-1"};
    for (int i = 0; i < reasons.length; i++) {
      send(letters().of(reasons[i], origin("samples", i, bytes(models[i]), bytes("" + i))));
    }
    byte[] large = new byte[70_000];
    send(letters().of(Reason.TOO_LARGE, origin("samples", 9, bytes("pump-1"), large)));
  }

  private void sendAt(long time, String value) throws Exception {
    ProducerRecord<byte[], byte[]> letter =
        letters().of(Reason.MALFORMED, origin("samples", 0, bytes("a"), bytes(value)));
    send(at(letter, 0, time));
  }
}
