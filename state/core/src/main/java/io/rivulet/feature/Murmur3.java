package io.rivulet.feature;

/**
 * MurmurHash3 for x86, 32 bits, seed 0.
 *
 * <p>Reference: A. Appleby, <i>MurmurHash3</i>, 2011, {@code MurmurHash3_x86_32}; public domain.
 */
final class Murmur3 {

  private static final int C1 = 0xcc9e2d51;
  private static final int C2 = 0x1b873593;

  private Murmur3() {}

  static int hash(byte[] bytes) {
    int h = 0;
    int whole = bytes.length & ~3;
    for (int i = 0; i < whole; i += 4) {
      h = Integer.rotateLeft(h ^ mixed(word(bytes, i, 4)), 13) * 5 + 0xe6546b64;
    }
    h ^= mixed(word(bytes, whole, bytes.length - whole));
    return finish(h ^ bytes.length);
  }

  /** Up to four bytes, little-endian. */
  private static int word(byte[] bytes, int from, int count) {
    int word = 0;
    for (int k = count - 1; k >= 0; k--) {
      word = (word << 8) | (bytes[from + k] & 0xff);
    }
    return word;
  }

  private static int mixed(int k) {
    return Integer.rotateLeft(k * C1, 15) * C2;
  }

  private static int finish(int h) {
    int mixed = (h ^ (h >>> 16)) * 0x85ebca6b;
    mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
    return mixed ^ (mixed >>> 16);
  }
}
