package io.rivulet.state.piece;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.state.StateFormat;
import io.rivulet.state.StateFormatException;

/**
 * Stands in a stored model for a learned state that is kept beside it, cut into pieces of equal
 * length, of which the last may be shorter.
 *
 * @param bytes the length of the framed state
 * @param pieceBytes the length of a piece
 */
public record PiecedState(int bytes, int pieceBytes) {

  public static final StateFormat<PiecedState> FORMAT = new Format();

  /** What the store writes and reads at once. */
  public static final int PIECE_BYTES = 4 << 20;

  private static final int MOST_PIECE_BYTES = 64 << 20;

  public PiecedState {
    if (bytes < 1 || pieceBytes < 1 || pieceBytes > MOST_PIECE_BYTES) {
      throw new StateFormatException(
          "state of " + bytes + " bytes cannot be in pieces of " + pieceBytes);
    }
  }

  /** The number of pieces. */
  public int count() {
    return Math.toIntExact((bytes + (long) pieceBytes - 1) / pieceBytes);
  }

  /** Where a piece begins in the state, from 0; for {@link #count} where the state ends. */
  public int start(int piece) {
    return (int) Math.min(bytes, (long) piece * pieceBytes);
  }

  /**
   * The layout of the body, little-endian:
   *
   * <pre>
   * offset   type   field
   * 0        int    length of the framed state
   * 4        int    length of a piece
   * </pre>
   */
  private static final class Format implements StateFormat<PiecedState> {

    @Override
    public String name() {
      return "pieces";
    }

    @Override
    public short id() {
      return 20;
    }

    @Override
    public byte version() {
      return 1;
    }

    @Override
    public long bytes(PiecedState state) {
      return 2L * Integer.BYTES;
    }

    @Override
    public void write(PiecedState state, StateOutput into) {
      into.putInt(state.bytes).putInt(state.pieceBytes);
    }

    @Override
    public PiecedState read(StateInput from, byte version) {
      return new PiecedState(from.getInt(), from.getInt());
    }
  }
}
