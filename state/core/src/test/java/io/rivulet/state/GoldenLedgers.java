package io.rivulet.state;

import static io.rivulet.state.GoldenBytes.HALF;
import static io.rivulet.state.GoldenBytes.MINUS_TWO;
import static io.rivulet.state.GoldenBytes.ONE;
import static io.rivulet.state.GoldenBytes.THREE;
import static io.rivulet.state.GoldenBytes.ZERO;
import static io.rivulet.state.GoldenBytes.body;
import static io.rivulet.state.GoldenBytes.framed;

/** The bytes of both forms of ledger in every version, spelled as {@link GoldenBytes} are. */
final class GoldenLedgers {

  private GoldenLedgers() {}

  /** n, c, B and A of x = (1, -2) with y = 1 and weight 1/2. */
  private static final String SUMS =
      (HALF + HALF)
          + (HALF + "000000000000f0bf")
          + (HALF + "000000000000f0bf" + "0000000000000040");

  /** The sums and an arbitrary estimate: what was lost, rest, W, U and D, one column open. */
  static final String LEDGER =
      framed(
          "0a00" + "03" + "00",
          ("02000000" + "01000000" + "02000000")
              + SUMS
              + (ONE + HALF)
              + (ONE + MINUS_TWO)
              + (HALF + ONE + MINUS_TWO));

  /** The sums, W, tr, margin and L. */
  static final String LEDGER_FACTORED = ledger("03", "00000000", THREE + HALF);

  static final String LEDGER_2 = ledger("02", "", THREE + HALF);

  /** The same before there was a margin. */
  static final String LEDGER_1 = ledger("01", "", THREE);

  private static final String TINY = "000000000000303c";

  /** n, c, B and A. */
  static final String TAIL = ZERO + TINY + ZERO + ZERO + ZERO + ZERO + TINY;

  /** The same with what rounding left out of its sums. */
  static final String LEDGER_TAILED =
      framed("0a00" + "03" + "00", body(LEDGER).replaceFirst("^(.{16})02", "$103") + TAIL);

  static final String LEDGER_TAILED_2 = framed("0a00" + "02" + "00", body(LEDGER_2) + TAIL);

  private static String ledger(String version, String parts, String judged) {
    return framed(
        "0a00" + version + "00",
        ("02000000" + "01000000" + parts) + SUMS + (ONE + MINUS_TWO) + judged + (ONE + HALF + ONE));
  }

  /** n = 1/2, the rest 1, W, U and D, one column open. */
  static final String ROOT_LEDGER =
      framed(
          "0b00" + "03" + "00",
          ("02000000" + "01000000" + HALF) + ONE + (ONE + MINUS_TWO) + (HALF + ONE + MINUS_TWO));

  /** n = 1/2, tr = 3, the margin 1/2, the rest 1, Z, W, and L by rows. */
  static final String ROOT_LEDGER_2 = rootLedger("02", HALF + THREE + HALF);

  /** The same before there was a margin. */
  static final String ROOT_LEDGER_1 = rootLedger("01", HALF + THREE);

  private static String rootLedger(String version, String judged) {
    return framed(
        "0b00" + version + "00",
        ("02000000" + "01000000")
            + (judged + ONE)
            + (MINUS_TWO + HALF)
            + (ONE + MINUS_TWO)
            + (ONE + HALF + THREE));
  }
}
