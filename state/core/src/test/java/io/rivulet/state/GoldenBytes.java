package io.rivulet.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** The bytes of every format, in hexadecimal, spelled by hand from the byte maps. */
final class GoldenBytes {

  private GoldenBytes() {}

  private static final String MAGIC = "52564c54";
  static final String ONE = "000000000000f03f";
  static final String MINUS_TWO = "00000000000000c0";
  static final String HALF = "000000000000e03f";
  static final String ZERO = "0000000000000000";

  static final String WEIGHTS =
      framed("0200" + "01" + "00", "01000000" + "02000000" + ONE + MINUS_TWO);
  static final String TWO = "0000000000000040";

  static final String RLS_V1 =
      framed(
          "0300" + "01" + "00",
          "02000000" + "01000000" + "00" + (ONE + MINUS_TWO) + (HALF + ZERO + ONE));

  static final String RLS_DIRECTIONAL_V1 =
      framed("0300" + "01" + "00", "01000000" + "01000000" + "01" + ONE + HALF + TWO);

  static final String RLS =
      framed(
          "0300" + "02" + "00",
          ("02000000" + "01000000" + "00")
              + (ONE + MINUS_TWO)
              + (ZERO + (HALF + ONE))
              + (ZERO + ZERO));

  /** What {@link #RLS_V1} becomes: peaks start at the prior precision. */
  static final String RLS_FACTORED =
      framed(
          "0300" + "02" + "00",
          ("02000000" + "01000000" + "00")
              + (ONE + MINUS_TWO)
              + (ZERO + (HALF + ONE))
              + (TWO + ONE));

  static final String RLS_ONE =
      framed("0300" + "02" + "00", ("01000000" + "01000000" + "00") + ONE + HALF + ZERO);

  static final String RLS_ONE_FACTORED =
      framed("0300" + "02" + "00", ("01000000" + "01000000" + "00") + ONE + HALF + TWO);

  /** P as a triangle: (1/2, 0, 1). */
  static final String RLS_TRIANGLE =
      framed(
          "0300" + "02" + "00",
          "02000000" + "01000000" + "01" + (ONE + MINUS_TWO) + (HALF + ZERO + ONE));

  static final String FROZEN_NET =
      framed(
          "0600" + "01" + "00",
          ("51000000" + "00000000" + "00000000" + "00" + "02000000" + "01000000")
              + RLS
              + (HALF + MINUS_TWO));

  /** Three features of one input and one unit: (1, 1/2, 3), and P of the precisions (2, 1, 1/2). */
  private static final String READOUT =
      framed(
          "0300" + "02" + "00",
          ("03000000" + "01000000" + "00")
              + (ONE + HALF + "0000000000000840")
              + (ZERO + (ZERO + ZERO) + (HALF + ONE + TWO))
              + (ZERO + ZERO + ZERO));

  static final String OBSERVING_NET =
      framed(
          "0600" + "01" + "00",
          ("79000000" + "51000000" + "00000000" + "00" + "01000000" + "01000000")
              + (READOUT + RLS)
              + HALF);
  static final String SQUARE_NET = squareNet(RLS_ONE + RLS);

  static String squareNet(String regressions) {
    return framed(
        "0600" + "01" + "00",
        ("31000000" + "51000000" + "01000000" + "01" + "00000000" + "00000000")
            + regressions
            + (HALF + TWO));
  }

  /** As the version of `rls` wrote it that kept P as a triangle, and P⁻¹ of the read-out. */
  static final String SQUARE_NET_V1 =
      framed(
          "0600" + "01" + "00",
          ("31000000" + "41000000" + "01000000" + "01" + "00000000" + "00000000")
              + (RLS_DIRECTIONAL_V1 + RLS_V1)
              + (HALF + TWO));

  /** Position 3, one sample: class 1, weight 1/2, x = -2. */
  static final String WINDOW = "0300000000000000" + "01000000" + ("01000000" + HALF + MINUS_TWO);

  static final String LAPLACE =
      framed(
          "0700" + "02" + "00",
          ("01000000" + "02000000" + "01000000" + "00")
              + (ONE + MINUS_TWO)
              + ("01000000" + "ffffffff")
              + (HALF + ONE)
              + WINDOW);
  static final String LAPLACE_SKETCHED = sketched("02");

  /** Λ = [[1.25, -0.25], [-0.25, 1.25]] = I + ¼ (1, -1)ᵀ (1, -1). */
  static final String LAPLACE_MATRIX =
      framed(
          "0700" + "01" + "00",
          ("01000000" + "02000000" + "01000000" + "00")
              + (ONE + MINUS_TWO)
              + ("000000000000f43f" + "000000000000d0bf" + "000000000000f43f")
              + WINDOW);

  static String sketched(String version) {
    return framed(
        "0700" + version + "00",
        ("02000000" + "01000000" + "01000000" + "01")
            + (ONE + MINUS_TWO)
            + ("01000000" + HALF + "0000000000000040" + ZERO + ONE)
            + WINDOW);
  }

  static final String DISTILLATION =
      framed(
          "0800" + "01" + "00",
          ("01000000" + "02000000" + "01000000")
              + ("0500000000000000" + "efcdab8967452301" + "02000000")
              + (ONE + MINUS_TWO)
              + (HALF + ONE)
              + WINDOW);

  static final String THREE = "0000000000000840";

  /** What is between the header of 12 bytes and the checksum of 4. */
  static String body(String framed) {
    return framed.substring(24, framed.length() - 8);
  }

  /** n, Σ x and Σ x xᵀ of x = (1, -2) with weight 1/2, and the target (3, 1; 1, -2). */
  static final String MATRIX_FLOW =
      framed(
          "0900" + "01" + "00",
          ("02000000" + "01")
              + (HALF + HALF)
              + (HALF + "000000000000f0bf")
              + (HALF + "000000000000f0bf" + "0000000000000040")
              + (THREE + ONE + MINUS_TWO));

  /** Weights (1, -2) of one feature and a bias; two inputs of mean 3 with squares of sum 1/2. */
  static final String STANDARDIZED =
      framed(
          "0c00" + "01" + "00",
          ("02000000" + "01000000" + "01000000")
              + (ONE + MINUS_TWO)
              + "0200000000000000"
              + (THREE + HALF));

  /** A state of 8 MiB and one byte in pieces of 4 MiB. */
  static final String PIECES = framed("1400" + "01" + "00", "01008000" + "00004000");

  private static final String COUNTERS =
      "0100000000000000" + "2a00000000000000" + "2900000000000000" + "ffffffffffffffff";

  private static final String SPEC = "02000000" + "7b7d";

  /** A model whose quality is not measured. */
  static final String MODEL = framed("0100" + "02" + "00", COUNTERS + SPEC + "00000000" + WEIGHTS);

  /** The same with three bytes of quality. */
  static final String MODEL_MEASURED =
      framed("0100" + "02" + "00", COUNTERS + SPEC + ("03000000" + "010203") + WEIGHTS);

  /** The same before quality was measured. */
  static final String MODEL_1 = framed("0100" + "01" + "00", COUNTERS + SPEC + WEIGHTS);

  /** The topic "t", partition 2, offset 5, timestamp 1, no key and the value "{}". */
  private static final String WAITING =
      ("01000000" + "74")
          + ("02000000" + "0500000000000000" + "0100000000000000")
          + ("ffffffff" + "02000000" + "7b7d");

  /**
   * Live, configured, incarnation 3, time 1790000000000, published a second before, the command id
   * "c-1".
   */
  static final String LIFE_1 =
      framed(
          "0e00" + "01" + "00",
          ("01" + "01" + "0300000000000000" + "006c50c4a0010000" + "186850c4a0010000")
              + ("01000000" + "03000000" + "632d31")
              + ("01000000" + WAITING)
              + MODEL);

  /** Deleted, incarnation 3, the same time, never published, nothing else. */
  static final String LIFE_DELETED_1 =
      framed(
          "0e00" + "01" + "00",
          ("03" + "00" + "0300000000000000" + "006c50c4a0010000" + "0000000000000080")
              + "00000000"
              + "00000000");

  private static final String TIME_AND_PUBLISHED = "81b083c59868" + "cf0f";

  private static final String COMMANDS =
      ("01" + "03" + "632d31")
          + "01"
          + ("01" + "74")
          + ("04" + "0500000000000000" + "0100000000000000")
          + ("00" + "03" + "7b7d");

  /** Incarnation 1, version 42, 41 samples, nothing published. */
  private static final String COUNTED = "03" + "2a" + "01" + "55";

  /** {@link #LIFE_1} in the layout of today. */
  static final String LIFE =
      framed(
          "0e00" + "02" + "00",
          ("1d" + "03" + TIME_AND_PUBLISHED + COMMANDS) + (COUNTED + "02" + "7b7d" + WEIGHTS));

  /** The same with the spec in a register: its SHA-256 begins with these 16 bytes. */
  static final String LIFE_REGISTERED =
      framed(
          "0e00" + "02" + "00",
          ("3d" + "03" + TIME_AND_PUBLISHED + COMMANDS)
              + (COUNTED + "44136fa355b3678a" + "1146ad16f7e8649e" + WEIGHTS));

  /** A live, measured model that has no time, of incarnation 1. */
  static final String LIFE_MEASURED =
      framed(
          "0e00" + "02" + "00",
          ("41" + "01" + "00")
              + ("00" + "2a" + "01" + "55")
              + ("02" + "7b7d" + "03" + "010203" + WEIGHTS));

  /** {@link #LIFE_DELETED_1} in the layout of today. */
  static final String LIFE_DELETED = framed("0e00" + "02" + "00", "03" + "03" + "81b083c59868");

  /** Magic, header, length, body and CRC32C, as hexadecimal digits. */
  static String framed(String header, String body) {
    ByteBuffer frame = ByteBuffer.allocate(16 + body.length() / 2).order(ByteOrder.LITTLE_ENDIAN);
    frame.put(bytes(MAGIC + header)).putInt(body.length() / 2).put(bytes(body));
    CRC32C crc = new CRC32C();
    crc.update(frame.array(), 0, frame.position());
    frame.putInt((int) crc.getValue());
    return hex(frame.array());
  }

  static long length(String framed) {
    return framed.length() / 2L - StateFrame.OVERHEAD;
  }

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
