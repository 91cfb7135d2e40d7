package io.rivulet.record;

import java.io.Serializable;

/**
 * Limits on sizes. A record beyond a limit is rejected, and the job continues.
 *
 * @param recordBytes largest sample, in bytes; default 1 MiB
 * @param dimension most entries of x; default 1,000,000
 * @param modelBytes largest serialised model, in bytes, at most {@link #HARD_MODEL_BYTES}; default
 *     16 MiB
 * @param weightRecordBytes largest weight record as JSON, in bytes: the producer's {@code
 *     max.request.size}; default 1 MiB
 */
public record Limits(int recordBytes, int dimension, int modelBytes, int weightRecordBytes)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The size beyond which a value stalls the writes of RocksDB. */
  public static final int HARD_MODEL_BYTES = 64 << 20;

  public static final Limits DEFAULT = new Limits(1 << 20, 1_000_000, 16 << 20, 1 << 20);

  public Limits {
    positive("limits.record-bytes", recordBytes);
    positive("limits.dimension", dimension);
    positive("limits.model-bytes", modelBytes);
    positive("weight record bytes", weightRecordBytes);
    if (modelBytes > HARD_MODEL_BYTES) {
      throw new IllegalArgumentException(
          "limits.model-bytes must be at most " + HARD_MODEL_BYTES + ", got " + modelBytes);
    }
  }

  private static void positive(String name, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, got " + value);
    }
  }
}
