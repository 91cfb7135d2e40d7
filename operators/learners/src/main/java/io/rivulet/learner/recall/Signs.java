package io.rivulet.learner.recall;

import io.rivulet.kernel.SplitMix;

/**
 * The signs with which the rows of a sample join a meter: they follow from the model, its
 * incarnation and its version, so that a replay draws the same. With mix(z) the first number of
 * {@link SplitMix} from state z, starting at z = 0,
 *
 * <pre>
 * z ← mix(z xor c)  for each UTF-16 unit c of the model's id
 * z ← mix(z xor incarnation)
 * z ← mix(z xor version)
 * </pre>
 *
 * and the numbers of SplitMix from state z belong to the rows of the sample, one after the other.
 * Bit a of the number, from the lowest, is the sign of vector a: 1 for -1.
 */
final class Signs {

  private Signs() {}

  /** z after the incarnation. */
  static long key(String model, long incarnation) {
    long z = 0;
    for (int i = 0; i < model.length(); i++) {
      z = mixed(z ^ model.charAt(i));
    }
    return mixed(z ^ incarnation);
  }

  /** The numbers of the rows of the sample that makes a version. */
  static SplitMix of(long key, long version) {
    return new SplitMix(mixed(key ^ version));
  }

  /** The sign of vector a. */
  static double of(long row, int a) {
    return ((row >>> a) & 1) == 0 ? 1 : -1;
  }

  private static long mixed(long z) {
    return new SplitMix(z).next();
  }
}
