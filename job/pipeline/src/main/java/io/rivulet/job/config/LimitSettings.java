package io.rivulet.job.config;

import java.io.Serializable;

/**
 * Bounds on what one record or model may cost; beyond them a record is rejected.
 *
 * @param recordBytes longest value of a sample or control record, 1 KiB to 64 MiB
 * @param dimension largest number of features, 1 to 8,388,608 (whose weights alone fill 64 MiB)
 * @param modelBytes largest serialised state, 1 KiB to 64 MiB
 */
public record LimitSettings(int recordBytes, int dimension, int modelBytes)
    implements Serializable {

  private static final int LEAST_BYTES = 1 << 10;
  private static final int MOST_BYTES = 64 << 20;
  private static final int MOST_DIMENSION = MOST_BYTES / Double.BYTES;

  /** Longest value of a control record or an exported state, whatever the other limits are. */
  private static final int STATE_BYTES = 24 << 20;

  /** What is kept of a value that was too large. */
  private static final int CUT_BYTES = 64 << 10;

  /** The most that a record holds besides its value: key, headers, batch. */
  private static final int RECORD_EXTRA = 64 << 10;

  public LimitSettings {
    bytes("limits.record-bytes", recordBytes);
    within("limits.dimension", dimension, MOST_DIMENSION);
    bytes("limits.model-bytes", modelBytes);
  }

  /**
   * Size of the largest dead letter, a whole rejected value with its headers: the least {@code
   * max.message.bytes} of that topic and {@code max.request.size} of its producer.
   */
  public int deadLetterBytes() {
    return Math.max(recordBytes, CUT_BYTES) + RECORD_EXTRA;
  }

  /**
   * Size of the largest control record and of the largest exported state: the least {@code
   * max.message.bytes} of their topics and {@code max.request.size} of their producers.
   */
  public static int stateRecordBytes() {
    return STATE_BYTES + RECORD_EXTRA;
  }

  static LimitSettings of(long recordBytes, long dimension, long modelBytes) {
    var problems = new Problems();
    problems.check(() -> bytes("limits.record-bytes", recordBytes));
    problems.check(() -> within("limits.dimension", dimension, MOST_DIMENSION));
    problems.check(() -> bytes("limits.model-bytes", modelBytes));
    problems.throwIfAny();
    return new LimitSettings((int) recordBytes, (int) dimension, (int) modelBytes);
  }

  private static void bytes(String name, long bytes) {
    if (bytes < LEAST_BYTES || bytes > MOST_BYTES) {
      throw ConfigurationException.about(
          name, "must be 1kb to 64mb, got " + ByteSize.format(bytes));
    }
  }

  private static void within(String name, long value, int most) {
    if (value < 1 || value > most) {
      throw ConfigurationException.about(name, "must be 1 to " + most + ", got " + value);
    }
  }
}
