package io.rivulet.record;

import java.io.Serializable;

/**
 * Limits on sizes. A record beyond a limit is rejected, and the job continues.
 *
 * @param recordBytes largest sample, in bytes; default 1 MiB
 * @param dimension most entries of x; default 1,000,000
 * @param modelBytes largest serialised model, in bytes, at most {@link #MOST_MODEL_BYTES}; default
 *     16 MiB
 * @param weightRecordBytes largest weight record as JSON, in bytes: the producer's {@code
 *     max.request.size}; default 1 MiB
 * @param heap what models that are kept in pieces must fit in
 */
public record Limits(
    int recordBytes, int dimension, long modelBytes, int weightRecordBytes, Heap heap)
    implements Serializable {

  private static final long serialVersionUID = 2L;

  /**
   * The size beyond which a value stalls the writes of RocksDB: larger models are kept in pieces,
   * where their learner allows it.
   */
  public static final int HARD_MODEL_BYTES = 64 << 20;

  /** What no learned state exceeds. */
  public static final long MOST_MODEL_BYTES = 2L << 30;

  public static final Limits DEFAULT = new Limits(1 << 20, 1_000_000, 16 << 20, 1 << 20);

  public Limits {
    positive("limits.record-bytes", recordBytes);
    positive("limits.dimension", dimension);
    positive("limits.model-bytes", modelBytes);
    positive("weight record bytes", weightRecordBytes);
    if (modelBytes > MOST_MODEL_BYTES) {
      throw new IllegalArgumentException(
          "limits.model-bytes must be at most " + MOST_MODEL_BYTES + ", got " + modelBytes);
    }
  }

  /** Limits where nothing is known of the heap. */
  public Limits(int recordBytes, int dimension, long modelBytes, int weightRecordBytes) {
    this(recordBytes, dimension, modelBytes, weightRecordBytes, Heap.UNKNOWN);
  }

  /** The same limits on a heap. */
  public Limits on(Heap other) {
    return new Limits(recordBytes, dimension, modelBytes, weightRecordBytes, other);
  }

  /** The most that what is kept in one value may take. */
  public int valueBytes() {
    return (int) Math.min(modelBytes, HARD_MODEL_BYTES);
  }

  private static void positive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, got " + value);
    }
  }
}
