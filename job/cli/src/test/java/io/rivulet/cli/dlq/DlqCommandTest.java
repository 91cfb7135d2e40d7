package io.rivulet.cli.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.kafka.KafkaCommandTest;
import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.RejectedException;
import io.rivulet.wire.SampleDecoder;
import java.util.Base64;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

final class DlqCommandTest extends KafkaCommandTest {

  private static final byte[] NO_TEXT = {(byte) 0xff, 0, (byte) 0xfe};

  @Test
  void dlq_alone_printsHelp() {
    Run run = runBare("dlq");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("list").contains("show");
  }

  @Test
  void list_none_saysSo() {
    createTopics(1);

    Run run = run("dlq", "list");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("0 dead letters\n");
  }

  @Test
  void list_many_countsAllAndListsTheNewest() throws Exception {
    createTopics(1);
    reject(1, "MALFORMED", bytes("a"), bytes("{"));
    reject(2, "DIMENSION", bytes("b"), bytes("{}"));
    reject(3, "MALFORMED", bytes("c\u001b[31m"), bytes("{"));

    Run run = run("dlq", "list", "--limit", "2");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "POSITION  TIME                      REASON     MODEL        RECORD       MESSAGE",
            "0:1       1970-01-01T00:00:00.002Z  DIMENSION  b            samples 1:2  why 2",
            "0:2       1970-01-01T00:00:00.003Z  MALFORMED  c\\u001b[31m  samples 1:3  why 3",
            "3 dead letters: DIMENSION 1, MALFORMED 2");
  }

  @Test
  void list_messagesAndLongKeys_areOneShortLineEach() throws Exception {
    createTopics(1);
    String[] values = {
      "{\"x\":[1.5,\"abc\"]}",
      "{\"x\":[1],\"ts\":\"2026-11-26T13:45:00Z\"}",
      "{\"op\":\"\\u001b[31mfit\\n\",\"x\":[1]}",
      "1.5,2,3,4"
    };
    for (int i = 0; i < values.length; i++) {
      reject(i, "MALFORMED", bytes("a"), bytes(values[i]), fault("a", values[i]));
    }
    String key = "k".repeat(1000);
    reject(9, "MODEL_ID", bytes(key), bytes("{}"), fault(key, "{}"));

    Run run = run("dlq", "list");

    assertThat(run.out().lines()).hasSize(7).allMatch(line -> line.length() < 280);
    assertThat(run.out())
        .contains("x[1] is \"abc\", must be a number")
        .contains("milliseconds since 1970")
        .contains("op is \"\\u001b[31mfit\\n\"")
        .contains("a line of values such as CSV has")
        .contains("k".repeat(64) + "..  samples 1:9")
        .contains("it has 1000 characters");
  }

  /** Why the job refuses the record. */
  private static String fault(String key, String value) {
    Origin origin = new Origin("samples", 1, 0, 0, bytes(key), bytes(value));
    try {
      return new SampleDecoder(Limits.DEFAULT, null).decode(origin).faultMessage();
    } catch (RejectedException e) {
      return e.getMessage();
    }
  }

  @Test
  void list_reasonAndJson_isOneDocument() throws Exception {
    createTopics(2);
    reject(1, "MALFORMED", NO_TEXT, bytes("{"));
    reject(2, "DIMENSION", bytes("b"), bytes("{}"));

    Run run = run("dlq", "list", "--reason", "malformed", "--json");

    JsonNode document = new ObjectMapper().readTree(run.out());
    assertThat(document.get("topic").asText()).isEqualTo(prefix() + "dead-letter");
    assertThat(document.get("total").asInt()).isEqualTo(1);
    assertThat(document.get("counts").toString()).isEqualTo("{\"MALFORMED\":1}");
    assertThat(document.get("letters")).hasSize(1);
    JsonNode letter = document.get("letters").get(0);
    assertThat(letter.get("time").asText()).isEqualTo("1970-01-01T00:00:00.001Z");
    assertThat(letter.get("stage").asText()).isEqualTo("decode");
    assertThat(letter.get("record").asText()).isEqualTo("samples 1:1");
    assertThat(Base64.getDecoder().decode(letter.get("modelBase64").asText())).isEqualTo(NO_TEXT);
  }

  @Test
  void list_unknownReason_isRefusedWithTheReasons() {
    Run run = run("dlq", "list", "--reason", "BAD");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("MALFORMED");
  }

  @Test
  void list_sinceAndModel_countOnlyThose() throws Exception {
    createTopics(1);
    reject(5, "MALFORMED", bytes("pump-1"), bytes("{"));
    reject(1, "MALFORMED", bytes("pump-2"), bytes("{"));
    reject(7, "DIMENSION", bytes("valve-1"), bytes("{"));
    reject(6, "MALFORMED", null, bytes("{"));
    reject(7, "MALFORMED", bytes("pump-3"), bytes("{"));

    Run since = run("dlq", "list", "--since", "5");
    Run iso = run("dlq", "list", "--since", "1970-01-01T01:00:00.007+01:00");
    Run model = run("dlq", "list", "--model", "pump-*", "--since", "2", "--reason", "MALFORMED");
    Run ago = run("dlq", "list", "--since", "1h");

    assertThat(since.out()).contains("4 dead letters: DIMENSION 1, MALFORMED 3");
    assertThat(iso.out()).contains("2 dead letters: DIMENSION 1, MALFORMED 1");
    assertThat(model.out()).contains(" pump-1 ", " pump-3 ").endsWith("letters: MALFORMED 2\n");
    assertThat(ago.out()).isEqualTo("0 dead letters\n");
  }

  @Test
  void list_sinceThatIsNoTime_isRefusedWithTheForms() {
    Run run = run("dlq", "list", "--since", "yesterday");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'yesterday' is not a time").contains("such as 2h");
  }

  @Test
  void list_noTopic_saysHowToMakeIt() {
    Run run = run("dlq", "list");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("topic " + prefix() + "dead-letter does not exist");
  }

  @Test
  void show_text_isHeadersKeyAndValue() throws Exception {
    createTopics(1);
    reject(1, "MALFORMED", bytes("a"), bytes("{\"x\":\n"));

    Run run = run("dlq", "show", "0:0");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "position          0:0",
            "rivulet-reason    MALFORMED",
            "rivulet-message   why 1",
            "rivulet-stage     decode",
            "rivulet-topic     samples",
            "rivulet-partition 1",
            "rivulet-offset    1",
            "key               a",
            "value             {\"x\":\\u000a");
  }

  @Test
  void show_bytes_comeBackFromBase64() throws Exception {
    createTopics(1);
    reject(1, "MALFORMED", null, NO_TEXT);

    Run text = run("dlq", "show", "0:0");
    Run json = run("dlq", "show", "0:0", "--json");

    assertThat(text.out()).contains("key               null").contains("base64 /wD+");
    JsonNode document = new ObjectMapper().readTree(json.out());
    assertThat(document.get("headers").get("rivulet-reason").asText()).isEqualTo("MALFORMED");
    assertThat(document.get("key").isNull()).isTrue();
    assertThat(Base64.getDecoder().decode(document.get("valueBase64").asText())).isEqualTo(NO_TEXT);
  }

  @Test
  void show_nothingThere_fails() {
    createTopics(1);

    Run offset = run("dlq", "show", "0:0");
    Run partition = run("dlq", "show", "5:0");

    assertThat(offset.exitCode()).isEqualTo(1);
    assertThat(offset.err()).contains("no dead letter at 0:0");
    assertThat(partition.exitCode()).isEqualTo(1);
    assertThat(partition.err()).contains("no partition 5, the topic has 1");
  }

  @Test
  void show_noPosition_isRefused() {
    Run run = run("dlq", "show", "7");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("a position is PARTITION:OFFSET, got '7'");
  }

  private void reject(int offset, String reason, byte[] key, byte[] value) throws Exception {
    reject(offset, reason, key, value, "why " + offset);
  }

  private void reject(int offset, String reason, byte[] key, byte[] value, String message)
      throws Exception {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(prefix() + "dead-letter", 0, (long) offset, key, value);
    letter.headers().add("rivulet-reason", bytes(reason));
    letter.headers().add("rivulet-message", bytes(message));
    letter.headers().add("rivulet-stage", bytes("decode"));
    letter.headers().add("rivulet-topic", bytes("samples"));
    letter.headers().add("rivulet-partition", bytes("1"));
    letter.headers().add("rivulet-offset", bytes(String.valueOf(offset)));
    send(letter);
  }
}
