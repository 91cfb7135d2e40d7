package io.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.client.topic.TopicException;
import io.rivulet.client.topic.TopicReader;
import io.rivulet.client.topic.WeightTopicReader;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.SampleHeaders;
import io.rivulet.wire.SampleDecoder;
import io.rivulet.wire.raw.RawNumbers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Samples in a real topic, read as the job reads them. */
final class SamplesTest extends ClientTest {

  @Test
  void learn_numbers_arriveToTheBitInOrder() throws Exception {
    double[] x = {0.1, -1e-300, Math.nextUp(3.0)};
    try (Samples samples = Samples.to(client(), prefix())) {
      samples.learn("pump-7", x, 2.5);
      samples.learnClass("pump-7", x, 3);
      samples.ask("pump-7", "s-3", x);
      samples.flush();

      assertThat(samples.acknowledged()).isEqualTo(3);
    }

    List<Sample> sent = sent();
    assertThat(sent).extracting(Sample::model).containsOnly("pump-7");
    assertThat(sent).allSatisfy(each -> assertThat(each.values()).containsExactly(x));
    assertThat(sent.get(0).y()).containsExactly(2.5);
    assertThat(sent.get(1).label()).isEqualTo(3);
    assertThat(sent.get(2).op()).isEqualTo(Op.PREDICT);
    assertThat(sent.get(2).id()).isEqualTo("s-3");
    assertThat(sent).allSatisfy(each -> assertThat(each.fault()).isNull());
  }

  @Test
  void rawSamples_arriveAsNumbersWithHeaders() {
    double[] x = {0.1, -1e-300, Math.nextUp(3.0)};
    SampleHeaders headers = new SampleHeaders(null, null, utf8("17"), utf8("0.5"));
    try (RawSamples samples = RawSamples.to(client(), prefix())) {
      samples.learn("pump-7", x, 2.5, -1);
      samples.learnClass("pump-7", x, 3);
      samples.ask("pump-7", "s-3", x);
      samples.send("pump-7", headers, x, 1);
      assertThatThrownBy(() -> samples.learn("pump 7", x, 1))
          .isInstanceOf(IllegalArgumentException.class);
    }

    List<ConsumerRecord<byte[], byte[]>> records = records();
    assertThat(records).extracting(SamplesTest::key).containsOnly("pump-7");
    assertThat(RawNumbers.read(records.get(0).value())).containsExactly(x[0], x[1], x[2], 2.5, -1);
    assertThat(RawNumbers.read(records.get(1).value())).containsExactly(x[0], x[1], x[2], 3);
    assertThat(RawNumbers.read(records.get(2).value())).containsExactly(x);
    assertThat(records.subList(0, 2))
        .allSatisfy(learned -> assertThat(learned.headers()).hasSize(1))
        .allSatisfy(
            learned ->
                assertThat(learned.headers().lastHeader("rivulet-op").value())
                    .isEqualTo(utf8("learn")));
    assertThat(records.get(2).headers().lastHeader("rivulet-id").value()).isEqualTo(utf8("s-3"));
    assertThat(records.get(2).headers().lastHeader("rivulet-op").value())
        .isEqualTo(utf8("predict"));
    assertThat(records.get(3).headers().lastHeader("rivulet-ts").value()).isEqualTo(utf8("17"));
    assertThat(records.get(3).headers().lastHeader("rivulet-weight").value())
        .isEqualTo(utf8("0.5"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void learn_names_arriveAsTheyAre() throws Exception {
    Map<String, Object> x = new LinkedHashMap<>();
    x.put("rpm", 900);
    x.put("site", "north");
    x.put("tags", List.of("a", "b"));
    x.put("temp", null);
    try (Samples samples = Samples.to(client(), prefix())) {
      samples.learn("pump-7", x, 1, 2);
    }

    assertThat(values())
        .containsExactly(
            "{\"x\":{\"rpm\":900,\"site\":\"north\",\"tags\":[\"a\",\"b\"],\"temp\":null},\"y\":[1.0,2.0]}");
  }

  /** As every producer must, or the order of a model is lost. */
  @Test
  void send_anyModel_liesInThePartitionOfMurmur2() {
    try (Samples samples = Samples.to(client(), prefix())) {
      for (int i = 0; i < 50; i++) {
        samples.send("pump-" + i, "{\"x\":[1]}".getBytes(StandardCharsets.UTF_8));
      }
    }

    List<ConsumerRecord<byte[], byte[]>> records = records();
    assertThat(records).hasSize(50);
    assertThat(records)
        .allSatisfy(
            each ->
                assertThat(each.partition())
                    .isEqualTo(WeightTopicReader.partition(key(each), PARTITIONS)));
  }

  @Test
  void send_idThatNoModelHas_isRefusedAndNothingSent() {
    try (Samples samples = Samples.to(client(), prefix())) {
      for (String id : List.of("", "pump 7", "a/b", "x".repeat(129))) {
        assertThatThrownBy(() -> samples.learn(id, new double[] {1}, 1))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("is not a model id, which is [A-Za-z0-9._:-]{1,128}");
      }
    }

    assertThat(records()).isEmpty();
  }

  @Test
  void learn_valueOfAnotherType_isRefusedByName() {
    try (Samples samples = Samples.to(client(), prefix())) {
      assertThatThrownBy(() -> samples.learn("m", Map.of("rpm", new Object()), 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("x.rpm is a java.lang.Object, must be a number");
    }
  }

  @Test
  void to_noTopic_saysSo() {
    assertThatThrownBy(() -> Samples.to(client(), "nowhere."))
        .isInstanceOf(TopicException.class)
        .hasMessageContaining("topic nowhere.samples does not exist");
  }

  private List<Sample> sent() throws RejectedException {
    List<Sample> samples = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> each : records()) {
      samples.add(
          new SampleDecoder(Limits.DEFAULT, null)
              .decode(new Origin(each.topic(), 0, 0, 0, each.key(), each.value())));
    }
    return samples;
  }

  private List<String> values() {
    return records().stream()
        .map(each -> new String(each.value(), StandardCharsets.UTF_8))
        .toList();
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  private List<ConsumerRecord<byte[], byte[]>> records() {
    ClusterAccess access = ClusterAccess.of(client(), PATIENCE);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (TopicReader reader = TopicReader.ofAll(access, prefix() + "samples")) {
      reader.readToEnd(records::add, (done, total) -> {});
    }
    return records;
  }
}
