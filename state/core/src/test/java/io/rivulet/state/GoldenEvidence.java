package io.rivulet.state;

import static io.rivulet.state.GoldenBytes.HALF;
import static io.rivulet.state.GoldenBytes.MINUS_TWO;
import static io.rivulet.state.GoldenBytes.ONE;
import static io.rivulet.state.GoldenBytes.THREE;
import static io.rivulet.state.GoldenBytes.TWO;
import static io.rivulet.state.GoldenBytes.ZERO;

/** The bytes of regressions that find their noise, spelled by hand from the byte map. */
final class GoldenEvidence {

  private GoldenEvidence() {}

  private static final String HEADER = "1500" + "01" + "00";

  /** 4 steps, 3 samples of weight 3, one of them scored; energy 2, and tail 1/2 of two samples. */
  private static final String COUNTS =
      ("0400000000000000" + "0300000000000000" + "0100000000000000" + "0200000000000000")
          + (THREE + TWO + HALF);

  /** Target of mean 1 and energy 2; losses 1/2 and logarithms 1 of every head; means (1, -2). */
  private static final String SUMS = (ONE + TWO) + (HALF.repeat(22) + ONE.repeat(22));

  private static final String MEAN = ONE + MINUS_TWO;

  /** B = (-2, 1/2), V = (1, 0), Z = 1/2 along U = (0, 1) of singular value 2; truncated. */
  static final String EVIDENCE =
      GoldenBytes.framed(
          HEADER,
          ("02000000" + "01000000" + "01000000" + "00000000" + "0a000000")
              + ("00000000" + "00000000" + "00000000")
              + (COUNTS + SUMS + MEAN)
              + (MINUS_TWO + HALF)
              + (ONE + ZERO)
              + HALF
              + TWO
              + (ZERO + ONE));

  /**
   * The same with units 2^-500, 2^65 and 2^3 of inputs, targets and weights, started from weights
   * of which V keeps (1/2, 0) and U has 3, and a rotation that waits: R = [0; 1] and B = [1 0; 0
   * 1].
   */
  static final String WAITING =
      GoldenBytes.framed(
          HEADER,
          ("02000000" + "01000000" + "01000000" + "02000000" + "0e000000")
              + ("0cfeffff" + "03000000" + "41000000")
              + (COUNTS + SUMS + MEAN)
              + (MINUS_TWO + HALF)
              + (ONE + ZERO)
              + (HALF + ZERO)
              + HALF
              + THREE
              + TWO
              + (ZERO + ONE)
              + (ONE + ZERO + ZERO + ONE));

  /** Without a sequential estimate, merged, and no direction yet. */
  static final String MERGED =
      GoldenBytes.framed(
          HEADER,
          ("02000000" + "01000000" + "00000000" + "00000000" + "01000000")
              + ("00000000" + "00000000" + "00000000")
              + (COUNTS + SUMS + MEAN)
              + (MINUS_TWO + HALF));
}
