package io.rivulet.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.part.WeightParts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class WeightSerializerTest {

  private static final KafkaSinkContext TEN =
      new KafkaSinkContext() {
        @Override
        public int getParallelInstanceId() {
          return 0;
        }

        @Override
        public int getNumberOfParallelInstances() {
          return 1;
        }

        @Override
        public int[] getPartitionsForTopic(String topic) {
          return IntStream.range(0, 10).toArray();
        }
      };

  /** A record without a bias has no field for it, as those of earlier builds had none either. */
  @Test
  void serialize_anyRecord_tellsItsBiasInAHeader() throws Exception {
    assertThat(headers("{\"learner\":\"rls\",\"dimension\":2}"))
        .containsExactly(
            "rivulet-incarnation: 1",
            "rivulet-version: 0",
            "rivulet-learner: rls",
            "rivulet-bias: false",
            "content-type: application/json");
    assertThat(headers("{\"learner\":\"rls\",\"dimension\":2,\"bias\":true}"))
        .contains("rivulet-bias: true");
  }

  @Test
  void serialize_parts_goToThePartitionOfTheModel() {
    WeightRecord record =
        new WeightRecord(
            "pump-7", "sgd", 1, 7, 7, 6, 400, 1, new double[400], null, Sample.NO_TIME, "9f2c");
    List<WeightRecord> parts = new ArrayList<>();
    new WeightParts(4096).split(record, parts::add);

    assertThat(parts).hasSize(5);
    for (WeightRecord part : parts) {
      int number = part.part().number();
      for (WeightRecord each : List.of(part, part.withPart(null, part.part()))) {
        ProducerRecord<byte[], byte[]> sent = new WeightSerializer("t").serialize(each, TEN, null);
        assertThat(new String(sent.key(), StandardCharsets.UTF_8))
            .isEqualTo(number == 1 ? "pump-7" : "pump-7#" + number);
        assertThat(sent.partition())
            .isEqualTo(
                BuiltInPartitioner.partitionForKey("pump-7".getBytes(StandardCharsets.UTF_8), 10));
        assertThat(sent.value() == null).isEqualTo(each.isTombstone());
      }
    }
  }

  private static List<String> headers(String spec) throws Exception {
    WeightRecord published =
        Specs.forEveryModel(spec, Limits.DEFAULT).newModel("m").initial().announce();
    ProducerRecord<byte[], byte[]> record =
        new WeightSerializer("t").serialize(published, null, null);
    List<String> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      headers.add(header.key() + ": " + new String(header.value(), StandardCharsets.UTF_8));
    }
    return headers;
  }
}
