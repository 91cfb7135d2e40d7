package io.rivulet.record;

/**
 * A record as it was read from its topic. Arrays are not copied.
 *
 * @param topic its topic, or the file it was read from
 * @param offset its offset, or the line from 1
 * @param timestamp the record's own timestamp, in milliseconds since 1970
 * @param key its key, null when it had none
 * @param value its bytes, null for a tombstone
 * @param schema the header {@code rivulet-schema} as it was read, null when it had none
 */
public record Origin(
    String topic,
    int partition,
    long offset,
    long timestamp,
    byte[] key,
    byte[] value,
    String schema) {

  /** The header that carries the version of the sample's schema. */
  public static final String SCHEMA_HEADER = "rivulet-schema";

  /** A record of the first schema. */
  public Origin(
      String topic, int partition, long offset, long timestamp, byte[] key, byte[] value) {
    this(topic, partition, offset, timestamp, key, value, null);
  }
}
