package io.rivulet.cli.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** Dead letters that go back as they came. */
final class DlqReplayCommandTest extends ReplayedLettersTest {

  private static final byte[] NO_TEXT = {(byte) 0xff, 0, (byte) 0xfe};

  @Test
  void replay_none_saysSo() {
    createTopics(1);

    Run run = run("dlq", "replay");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("sent 0 dead letters\n");
  }

  @Test
  void replay_tenThousandLetters_sendsEachKeyInOrderWithItsBytes() throws Exception {
    createTopics(3);
    Random random = new Random(41);
    Map<ByteBuffer, List<ByteBuffer>> expected = new HashMap<>();
    List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      byte[] key = {(byte) 0xff, (byte) random.nextInt(50), (byte) 0x80};
      byte[] value = new byte[1 + random.nextInt(40)];
      random.nextBytes(value);
      Reason reason = random.nextBoolean() ? Reason.MALFORMED : Reason.DIMENSION;
      letters.add(letters().of(reason, origin("samples", i, key, value)));
      expected
          .computeIfAbsent(ByteBuffer.wrap(key), unused -> new ArrayList<>())
          .add(ByteBuffer.wrap(value));
    }
    sendAll(letters);

    Run run = run("dlq", "replay");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("sent 10000 dead letters\n");
    Map<ByteBuffer, List<ByteBuffer>> replayed = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> each : records("samples")) {
      assertThat(header(each, "rivulet-replayed")).isEqualTo("1");
      assertThat(each.headers().toArray()).hasSize(1);
      replayed
          .computeIfAbsent(ByteBuffer.wrap(each.key()), unused -> new ArrayList<>())
          .add(ByteBuffer.wrap(each.value()));
    }
    assertThat(replayed).isEqualTo(expected);
    assertThat(records("control")).isEmpty();
  }

  @Test
  void replay_nullKeyNullValueAndSchema_comeBackAsTheyWere() throws Exception {
    createTopics(1);
    send(letters().of(Reason.NULL_KEY, origin("samples", 0, null, NO_TEXT)));
    send(letters().of(Reason.NULL_VALUE, origin("samples", 1, NO_TEXT, null)));
    String topic = prefix() + "samples";
    Origin newer = new Origin(topic, 0, 2, 3, bytes("a"), bytes("{}"), "2");
    send(letters().of(Reason.UNSUPPORTED, newer));

    assertThat(run("dlq", "replay").exitCode()).isZero();

    List<ConsumerRecord<byte[], byte[]>> records = records("samples");
    assertThat(records).hasSize(3);
    assertThat(records.get(0).key()).isNull();
    assertThat(records.get(0).value()).isEqualTo(NO_TEXT);
    assertThat(records.get(1).key()).isEqualTo(NO_TEXT);
    assertThat(records.get(1).value()).isNull();
    assertThat(header(records.get(2), "rivulet-schema")).isEqualTo("2");
  }

  @Test
  void replay_commandsAndSamples_goEachToTheirTopic() throws Exception {
    createTopics(1);
    send(letters().of(Reason.CONTROL, origin("control", 0, bytes("a"), bytes("command"))));
    send(letters().of(Reason.MALFORMED, origin("samples", 0, bytes("a"), bytes("sample"))));

    Run run = run("dlq", "replay", "--json");

    JsonNode document = new ObjectMapper().readTree(run.out());
    assertThat(document.get("sent").asInt()).isEqualTo(2);
    assertThat(document.get("targets").get(prefix() + "control").asInt()).isEqualTo(1);
    assertThat(values("control")).containsExactly("command");
    assertThat(values("samples")).containsExactly("sample");
  }

  @Test
  void replay_cutAndForeignLetters_areSkippedAndCounted() throws Exception {
    createTopics(1);
    send(letters().of(Reason.TOO_LARGE, origin("samples", 0, bytes("a"), new byte[100_000])));
    send(letters().of(Reason.TOO_LARGE, origin("samples", 1, bytes("a"), new byte[65_536])));
    send(letters().of(Reason.MALFORMED, origin("weights", 2, bytes("a"), bytes("x"))));
    Origin foreign = new Origin("other.samples", 0, 3, 3, bytes("a"), bytes("x"));
    send(letters().of(Reason.MALFORMED, foreign));

    Run run = run("dlq", "replay");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "sent 1 dead letter",
            "skipped 1 that were cut, 2 of topics that are no input here: other.samples 1, "
                + prefix()
                + "weights 1");
    assertThat(records("samples")).hasSize(1);
    assertThat(records("weights")).isEmpty();
  }

  @Test
  void replay_letterThatFailsAgain_carriesItsCount() throws Exception {
    createTopics(1);
    send(letters().of(Reason.MALFORMED, origin("samples", 0, bytes("a"), bytes("x"))));

    for (int round = 1; round <= 3; round++) {
      assertThat(run("dlq", "replay").out()).startsWith("sent 1 dead letter\n");
      List<ConsumerRecord<byte[], byte[]>> records = records("samples");
      ConsumerRecord<byte[], byte[]> last = records.get(records.size() - 1);
      assertThat(header(last, "rivulet-replayed")).isEqualTo(String.valueOf(round));
      assertThat(last.headers().headers("rivulet-replayed")).hasSize(1);
      send(letters().of(Reason.MALFORMED, last));
    }
    assertThat(run("dlq", "show", "0:3").out()).contains("rivulet-replayed  3");
  }

  @Test
  void replay_severalPartitions_followsTheTimesOfTheRejections() throws Exception {
    try (Admin admin = Admin.create(client())) {
      admin.createTopics(List.of(new NewTopic(prefix() + "samples", 1, (short) 1))).all().get();
    }
    createTopics(3);
    int[] partitions = {2, 0, 1, 1, 0, 2, 2};
    for (int i = 0; i < partitions.length; i++) {
      ProducerRecord<byte[], byte[]> letter =
          letters().of(Reason.MALFORMED, origin("samples", i, null, bytes("" + i)));
      send(at(letter, partitions[i], 1_000L + i));
    }

    Run run = run("dlq", "replay");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("no earlier replay is noted").contains("older than 7 days");
    assertThat(values("samples")).containsExactly("0", "1", "2", "3", "4", "5", "6");
  }

  @Test
  void replay_noTarget_sendsNothing() throws Exception {
    createTopics(1);
    send(letters().of(Reason.MALFORMED, origin("samples", 0, bytes("a"), bytes("x"))));
    send(letters().of(Reason.CONTROL, origin("control", 0, bytes("a"), bytes("x"))));
    try (Admin admin = Admin.create(client())) {
      admin.deleteTopics(List.of(prefix() + "control")).all().get();
    }

    Run run = run("dlq", "replay");
    Run samples = run("dlq", "replay", "--reason", "MALFORMED");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("topic " + prefix() + "control does not exist");
    assertThat(samples.out()).isEqualTo("sent 1 dead letter\n");
  }

  @Test
  void replay_noDeadLetterTopic_saysHowToMakeIt() {
    Run run = run("dlq", "replay");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("topic " + prefix() + "dead-letter does not exist");
  }

  @Test
  void replay_wrongUse_isRefused() {
    assertThat(run("dlq", "replay", "--limit", "0").exitCode()).isEqualTo(2);
    assertThat(run("dlq", "replay", "--since", "soon").exitCode()).isEqualTo(2);
    assertThat(run("dlq", "replay", "--reason", "BAD").exitCode()).isEqualTo(2);
  }

  private static void sendAll(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      List<Future<RecordMetadata>> answers = new ArrayList<>();
      records.forEach(each -> answers.add(producer.send(each)));
      for (Future<RecordMetadata> each : answers) {
        each.get();
      }
    }
  }
}
