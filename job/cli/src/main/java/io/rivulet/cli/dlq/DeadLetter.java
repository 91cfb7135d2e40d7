package io.rivulet.cli.dlq;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record of the dead-letter topic.
 *
 * @param record key and value are those of the rejected record, bytes as they were
 */
record DeadLetter(ConsumerRecord<byte[], byte[]> record) {

  /** When it was rejected, then where it lies. */
  static final Comparator<DeadLetter> BY_AGE =
      Comparator.<DeadLetter>comparingLong(letter -> letter.record.timestamp())
          .thenComparingInt(letter -> letter.record.partition())
          .thenComparingLong(letter -> letter.record.offset());

  /** {@code partition:offset} in the dead-letter topic. */
  String position() {
    return record.partition() + ":" + record.offset();
  }

  /** When it was rejected, to the millisecond. */
  Instant time() {
    return Instant.ofEpochMilli(record.timestamp());
  }

  String reason() {
    return header("reason");
  }

  String message() {
    return header("message");
  }

  /** {@code topic partition:offset} of the rejected record. */
  String source() {
    return header("topic") + " " + header("partition") + ":" + header("offset");
  }

  /** The model key as text; replacement characters stand for what is not UTF-8. */
  String model() {
    return record.key() == null ? "-" : new String(record.key(), StandardCharsets.UTF_8);
  }

  /** The last header {@code rivulet-NAME}, or {@code -} without one. */
  String header(String name) {
    Header header = record.headers().lastHeader("rivulet-" + name);
    return header == null || header.value() == null
        ? "-"
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
