package io.rivulet.record;

import java.util.regex.Pattern;

/**
 * A record as it was read from its topic. Arrays are not copied.
 *
 * @param topic its topic, or the file it was read from
 * @param offset its offset, or the line from 1
 * @param timestamp the record's own timestamp, in milliseconds since 1970
 * @param key its key, null when it had none
 * @param value its bytes, null for a tombstone
 * @param schema the header {@code rivulet-schema} as it was read, null when it had none
 * @param replayed how often it was sent again after it had been rejected, from the header {@code
 *     rivulet-replayed}; 0 for never
 * @param headers what a sample of raw numbers has beside its value; null when the value is text
 */
public record Origin(
    String topic,
    int partition,
    long offset,
    long timestamp,
    byte[] key,
    byte[] value,
    String schema,
    int replayed,
    SampleHeaders headers) {

  /** The header that carries the version of the sample's schema. */
  public static final String SCHEMA_HEADER = "rivulet-schema";

  /** The header that says how often a record was sent again after it had been rejected. */
  public static final String REPLAYED_HEADER = "rivulet-replayed";

  private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

  /** A record whose value is text. */
  public Origin(
      String topic,
      int partition,
      long offset,
      long timestamp,
      byte[] key,
      byte[] value,
      String schema,
      int replayed) {
    this(topic, partition, offset, timestamp, key, value, schema, replayed, null);
  }

  /** A record that was sent once. */
  public Origin(
      String topic,
      int partition,
      long offset,
      long timestamp,
      byte[] key,
      byte[] value,
      String schema) {
    this(topic, partition, offset, timestamp, key, value, schema, 0);
  }

  /** A record of the first schema that was sent once. */
  public Origin(
      String topic, int partition, long offset, long timestamp, byte[] key, byte[] value) {
    this(topic, partition, offset, timestamp, key, value, null);
  }

  /** What the header {@link #REPLAYED_HEADER} says; 0 when it is null or no count. */
  public static int replayed(String header) {
    return header != null && COUNT.matcher(header).matches() ? Integer.parseInt(header) : 0;
  }
}
