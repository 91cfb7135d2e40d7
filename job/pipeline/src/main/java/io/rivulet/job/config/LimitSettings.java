package io.rivulet.job.config;

import io.rivulet.life.LifeLimits;
import io.rivulet.record.Limits;
import java.io.Serializable;
import java.time.Duration;

/**
 * Bounds on what one record or model may cost; beyond them a record is rejected.
 *
 * @param recordBytes longest value of a sample, 1 KiB to 64 MiB
 * @param dimension largest number of features, 1 to 8,388,608 (whose weights alone fill 64 MiB)
 * @param modelBytes largest serialised state, 1 KiB to 2 GiB; only some learners use more than 64
 *     MiB
 * @param life how long models without samples, deleted models and inputs without targets stay
 */
public record LimitSettings(int recordBytes, int dimension, long modelBytes, LifeLimits life)
    implements Serializable {

  /** Stands for {@code off}. */
  static final Duration NEVER = Duration.ofMillis(LifeLimits.NEVER);

  private static final Duration LONGEST = Duration.ofDays(36_500);

  private static final int LEAST_BYTES = 1 << 10;
  private static final int MOST_BYTES = 64 << 20;
  private static final int MOST_DIMENSION = MOST_BYTES / Double.BYTES;

  /** Longest value of a control record or an exported state, whatever the other limits are. */
  private static final int STATE_BYTES = 24 << 20;

  /** What is kept of a value that was too large. */
  private static final int CUT_BYTES = 64 << 10;

  /** The most that a record holds besides its value: key, headers, batch. */
  private static final int RECORD_EXTRA = 64 << 10;

  /** The same with the limits of a life as they are by default. */
  public LimitSettings(int recordBytes, int dimension, long modelBytes) {
    this(recordBytes, dimension, modelBytes, LifeLimits.DEFAULT);
  }

  public LimitSettings {
    bytes("limits.record-bytes", recordBytes, MOST_BYTES);
    within("limits.dimension", dimension, MOST_DIMENSION);
    bytes("limits.model-bytes", modelBytes, Limits.MOST_MODEL_BYTES);
  }

  /**
   * Size of the largest dead letter, a whole rejected value with its headers: the least {@code
   * max.message.bytes} of that topic and {@code max.request.size} of its producer.
   */
  public int deadLetterBytes() {
    return Math.max(recordBytes, CUT_BYTES) + RECORD_EXTRA;
  }

  /** Size of the largest weight record: a longer one is published in parts. */
  public int weightRecordBytes() {
    return Math.max(recordBytes, Limits.DEFAULT.weightRecordBytes());
  }

  /** What the producers of weights and the rest must be able to send at once. */
  public int outputBytes() {
    return Math.max(deadLetterBytes(), weightRecordBytes() + RECORD_EXTRA);
  }

  /** Whether samples and weights may be longer than a topic takes by Kafka's default. */
  public boolean exceedsDefaults() {
    return recordBytes > Limits.DEFAULT.recordBytes();
  }

  /** Size of the largest sample or weight record, with its key and headers. */
  public int messageBytes() {
    return recordBytes + RECORD_EXTRA;
  }

  /** The limits on records and models. */
  public Limits limits() {
    return new Limits(recordBytes, dimension, modelBytes, weightRecordBytes());
  }

  /**
   * Size of the largest control record and of the largest exported state: the least {@code
   * max.message.bytes} of their topics and {@code max.request.size} of their producers.
   */
  public static int stateRecordBytes() {
    return STATE_BYTES + RECORD_EXTRA;
  }

  /**
   * The limits as they are given.
   *
   * @param idle {@link #NEVER} for no limit
   */
  static LimitSettings of(
      long recordBytes,
      long dimension,
      long modelBytes,
      Duration idle,
      Duration deletedFor,
      long pending) {
    var problems = new Problems();
    problems.check(() -> bytes("limits.record-bytes", recordBytes, MOST_BYTES));
    problems.check(() -> within("limits.dimension", dimension, MOST_DIMENSION));
    problems.check(() -> bytes("limits.model-bytes", modelBytes, Limits.MOST_MODEL_BYTES));
    if (!idle.equals(NEVER)) {
      problems.check(() -> span("limits.idle", idle, Duration.ofMillis(1)));
    }
    problems.check(() -> span("limits.deleted-for", deletedFor, Duration.ZERO));
    problems.check(() -> within("limits.pending", pending, Integer.MAX_VALUE));
    problems.throwIfAny();
    var life = new LifeLimits(idle.toMillis(), deletedFor.toMillis(), (int) pending);
    return new LimitSettings((int) recordBytes, (int) dimension, modelBytes, life);
  }

  private static void bytes(String name, long bytes, long most) {
    if (bytes < LEAST_BYTES || bytes > most) {
      throw ConfigurationException.about(
          name, "must be 1kb to " + ByteSize.format(most) + ", got " + ByteSize.format(bytes));
    }
  }

  private static void span(String name, Duration span, Duration least) {
    if (span.compareTo(least) < 0 || span.compareTo(LONGEST) > 0) {
      throw ConfigurationException.about(
          name,
          "must be "
              + TimeSpan.format(least)
              + " to "
              + LONGEST.toDays()
              + "d, got "
              + (span.compareTo(LONGEST) > 0 ? span.toDays() + "d" : TimeSpan.format(span)));
    }
  }

  private static void within(String name, long value, int most) {
    if (value < 1 || value > most) {
      throw ConfigurationException.about(name, "must be 1 to " + most + ", got " + value);
    }
  }
}
