package io.rivulet.testing;

import java.util.stream.LongStream;

/** The seeds of a law. */
public final class Seeds {

  private Seeds() {}

  /** The first seeds, or fewer for a quick look: {@code -Dlaws.seeds=10}. */
  public static LongStream first(int count) {
    return LongStream.range(0, Math.min(count, Integer.getInteger("laws.seeds", count)));
  }
}
