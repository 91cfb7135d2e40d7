package io.rivulet.life;

import java.io.Serializable;

/**
 * The limits of a life.
 *
 * @param idle the longest gap between two records of a model, in milliseconds; after a longer one
 *     the model is gone. {@link #NEVER} for no limit
 * @param deletedFor how long late samples do not bear a deleted model anew, in milliseconds
 * @param pending the most inputs of a model that wait for their targets
 */
public record LifeLimits(long idle, long deletedFor, int pending) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Stands for a limit that is never reached. */
  public static final long NEVER = Long.MAX_VALUE;

  public static final LifeLimits DEFAULT = new LifeLimits(NEVER, 24 * 3_600_000L, 10_000);

  public LifeLimits {
    positive("limits.idle", idle);
    positive("limits.pending", pending);
    if (deletedFor < 0) {
      throw new IllegalArgumentException(
          "limits.deleted-for must be at least 0, got " + deletedFor);
    }
  }

  private static void positive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, got " + value);
    }
  }
}
