package io.rivulet.benchmark.pipeline.job;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes the key as the model, and the value as it is. */
final class KeyedBytes implements KafkaRecordDeserializationSchema<Tuple2<String, byte[]>> {

  private static final long serialVersionUID = 1L;

  static final TypeInformation<Tuple2<String, byte[]>> TYPE =
      Types.TUPLE(Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  @Override
  public void deserialize(
      ConsumerRecord<byte[], byte[]> record, Collector<Tuple2<String, byte[]>> out) {
    out.collect(Tuple2.of(new String(record.key(), StandardCharsets.UTF_8), record.value()));
  }

  @Override
  public TypeInformation<Tuple2<String, byte[]>> getProducedType() {
    return TYPE;
  }
}
