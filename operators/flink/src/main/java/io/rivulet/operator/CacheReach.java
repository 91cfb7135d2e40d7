package io.rivulet.operator;

/**
 * How much of its budget a cache takes. Where models come back later than the whole budget could
 * keep them, those that it holds only cost time: the collector copies each of them, and none is
 * found. Then the cache is halved, window after window down to a sixteenth, until models are missed
 * that the whole budget would have kept. It decides how often models are read, and reaches no
 * result.
 */
final class CacheReach {

  /** The searches between two decisions. */
  private static final int WINDOW = 1 << 12;

  /** The searches of a window that a larger cache must answer, to be worth its time. */
  private static final int FEW = WINDOW / 64;

  private static final int MOST_HALVINGS = 4;

  private static final int PLACES = 1 << 14;

  /** Scatters hashes of texts (D. Knuth, The Art of Computer Programming, volume 3, 6.4). */
  private static final int SCATTER = 0x9e3779b1;

  /** The hash of an evicted id, and the search at which it was evicted. */
  private final long[] gone = new long[PLACES];

  private int halvings;

  /**
   * Of so many evicted ids, as a power of two, one is noted, so that the notes reach far enough.
   */
  private int sampling;

  private long searches;
  private int evictions;
  private int late;
  private int regretted;

  /** The part of a budget that the cache may take. */
  long of(long bytes) {
    return bytes >> halvings;
  }

  /** The number of searches so far. */
  long now() {
    return searches;
  }

  /**
   * Notes that a model was found.
   *
   * @param since the search before that found it
   * @param size the number of cached ids
   */
  void found(long since, int size) {
    late += 2 * (searches - since) > size ? 1 : 0;
    searched(size);
  }

  /** Notes that an id was not found. */
  void missed(String id, int size) {
    int hash = id.hashCode() * SCATTER;
    if (noted(hash)) {
      long note = gone[place(hash)];
      int age = (int) searches - (int) note;
      if ((int) (note >>> Integer.SIZE) == hash && age < ((long) size << halvings)) {
        regret();
      }
    }
    searched(size);
  }

  private void regret() {
    regretted += 1 << sampling;
    if (regretted >= FEW) {
      halvings = 0;
      forget();
    }
  }

  /** Notes that a model has left the cache. */
  void evicted(String id) {
    evictions++;
    int hash = id.hashCode() * SCATTER;
    if (noted(hash)) {
      gone[place(hash)] = ((long) hash << Integer.SIZE) | (searches & 0xffff_ffffL);
    }
  }

  private boolean noted(int hash) {
    return (hash & ((1 << sampling) - 1)) == 0;
  }

  private static int place(int hash) {
    return hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(PLACES));
  }

  private void searched(int size) {
    searches++;
    if (searches % WINDOW == 0) {
      decide(size);
    }
  }

  private void decide(int size) {
    if (halvings == 0) {
      sampling = Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(size / PLACES));
    }
    if (evictions > WINDOW / 2 && late < FEW && halvings < MOST_HALVINGS) {
      halvings++;
    }
    forget();
  }

  private void forget() {
    evictions = 0;
    late = 0;
    regretted = 0;
  }
}
