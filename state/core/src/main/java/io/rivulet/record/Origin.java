package io.rivulet.record;

/**
 * A record as it stood in its topic. Arrays are not copied.
 *
 * @param topic its topic, or the file it was read from
 * @param offset its offset, or the line from 1
 * @param timestamp the record's own, in milliseconds since 1970
 * @param key its key, null when it had none
 * @param value its bytes, null for a tombstone
 */
public record Origin(
    String topic, int partition, long offset, long timestamp, byte[] key, byte[] value) {}
