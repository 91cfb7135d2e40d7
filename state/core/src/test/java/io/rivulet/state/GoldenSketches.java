package io.rivulet.state;

import static io.rivulet.state.GoldenBytes.HALF;
import static io.rivulet.state.GoldenBytes.MINUS_TWO;
import static io.rivulet.state.GoldenBytes.ONE;
import static io.rivulet.state.GoldenBytes.TWO;
import static io.rivulet.state.GoldenBytes.ZERO;
import static io.rivulet.state.GoldenBytes.framed;

/** The bytes of states with a sketch in every version, spelled as {@link GoldenBytes} are. */
final class GoldenSketches {

  private GoldenSketches() {}

  static final String ORFIT_V1 =
      framed(
          "0400" + "01" + "00",
          ("02000000" + "01000000" + "01000000")
              + ("0300000000000000" + "0200000000000000" + "0100000000000000")
              + (HALF + "efcdab8967452301")
              + (ONE + MINUS_TWO)
              + "0000000000000040"
              + (ZERO + ONE));

  /** One singular value 2 of R = [0; 1] and B = [1 0; 0 1]. */
  private static final String ORFIT_WAITING_BODY =
      ("02000000" + "01000000" + "01000000" + "02000000")
          + ("0300000000000000" + "0200000000000000" + "0100000000000000")
          + (HALF + "efcdab8967452301")
          + (ONE + MINUS_TWO)
          + "0000000000000040"
          + (ZERO + ONE)
          + (ONE + ZERO + ZERO + ONE);

  static final String ORFIT_WAITING = framed("0400" + "02" + "00", ORFIT_WAITING_BODY);

  private static final String ORFIT_BODY =
      ("02000000" + "01000000" + "01000000" + "00000000")
          + ("0300000000000000" + "0200000000000000" + "0100000000000000")
          + (HALF + "efcdab8967452301")
          + (ONE + MINUS_TWO)
          + "0000000000000040"
          + (ZERO + ONE);

  static final String ORFIT = framed("0400" + "02" + "00", ORFIT_BODY);

  /** Two memories, each with one column of weights; three gradient columns of mean length 1/2. */
  static final String TRACKING =
      framed(
          "1700" + "01" + "00",
          ("02000000" + "02000000" + "0300000000000000" + HALF + TWO)
              + (ORFIT_BODY + ONE)
              + (ORFIT_WAITING_BODY + HALF));

  /** From the steps to the singular value 2. */
  private static final String LOFI_BODY =
      ("0300000000000000" + HALF) + (ONE + MINUS_TWO) + (HALF + ONE) + "0000000000000040";

  static final String LOFI_V1 =
      framed(
          "0500" + "01" + "00", ("02000000" + "01000000" + "01000000") + LOFI_BODY + (ZERO + ONE));

  static final String LOFI =
      framed(
          "0500" + "02" + "00",
          ("02000000" + "01000000" + "01000000" + "00000000") + LOFI_BODY + (ZERO + ONE));

  /** R = [0; 1] and B = [1 0; 0 1]. */
  static final String LOFI_WAITING =
      framed(
          "0500" + "02" + "00",
          ("02000000" + "01000000" + "01000000" + "02000000")
              + LOFI_BODY
              + (ZERO + ONE)
              + (ONE + ZERO + ZERO + ONE));
}
