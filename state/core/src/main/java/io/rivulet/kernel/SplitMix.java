package io.rivulet.kernel;

/**
 * The generator SplitMix64: it draws the numbers of {@code java.util.SplittableRandom(seed)}, and
 * its state is accessible, so that a learned state can carry it as one long. A seeded array is the
 * same on every machine and in every language that implements the generator.
 *
 * <p>Reference: G. Steele, D. Lea, C. Flood, <i>Fast splittable pseudorandom number generators</i>,
 * OOPSLA 2014.
 */
public final class SplitMix {

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  public SplitMix(long state) {
    this.state = state;
  }

  public long state() {
    return state;
  }

  /** The next 64 bits. */
  public long next() {
    state += GOLDEN_GAMMA;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** The next number in [0, 1): (next >>> 11) 2⁻⁵³. */
  public double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  /** The next number of U(-s, s): (2 u - 1) s. */
  public double uniform(double s) {
    return (2 * unit() - 1) * s;
  }

  /**
   * Fills an array, from an index on, with numbers of N(0, s²) by the Box-Muller method: the next
   * two units u and v give first s r cos 2πv, then s r sin 2πv, with r = √(-2 ln(1 - u)). When the
   * array ends between the two, the second is dropped, so that no number is kept for the next call.
   */
  public void normals(double s, double[] into, int from) {
    for (int i = from; i < into.length; i += 2) {
      double radius = Math.sqrt(-2 * StrictMath.log(1 - unit()));
      double angle = 2 * Math.PI * unit();
      into[i] = s * (radius * StrictMath.cos(angle));
      if (i + 1 < into.length) {
        into[i + 1] = s * (radius * StrictMath.sin(angle));
      }
    }
  }

  /** The next index in [0, bound), ⌊u bound⌋. */
  public int index(int bound) {
    return (int) (unit() * bound);
  }
}
