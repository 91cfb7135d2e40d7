package io.rivulet.job;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Adds headers to records, as text in UTF-8. */
final class Headers {

  private Headers() {}

  static void add(ProducerRecord<byte[], byte[]> record, String name, Object value) {
    record.headers().add(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
  }
}
