package io.rivulet.benchmark.pipeline;

import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills a topic with samples before anything is measured. */
final class SampleFlood {

  private SampleFlood() {}

  static void fill(
      String bootstrapServers, String topic, SampleText text, SampleKeys keys, long count) {
    AtomicReference<Exception> refused = new AtomicReference<>();
    try (var producer = producer(bootstrapServers, 20)) {
      for (long i = 0; i < count && refused.get() == null; i++) {
        var record = new ProducerRecord<>(topic, SampleKeys.key(keys.model(i)), text.value(i));
        producer.send(
            record,
            (written, error) -> {
              if (error != null) {
                refused.set(error);
              }
            });
      }
      producer.flush();
    }
    if (refused.get() != null) {
      throw new BenchException("the samples cannot be sent: " + refused.get(), refused.get());
    }
  }

  static KafkaProducer<byte[], byte[]> producer(String bootstrapServers, int lingerMs) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("linger.ms", String.valueOf(lingerMs));
    properties.put("batch.size", String.valueOf(1 << 18));
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
