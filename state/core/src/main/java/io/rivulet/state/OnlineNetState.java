package io.rivulet.state;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;

/**
 * A net of least-squares regressions: the read-out; the regression of the hidden layer, if that is
 * learned; the read-out's cross moment, if its inverse pulls errors back; and the last inputs, if
 * targets are later inputs.
 */
public final class OnlineNetState implements LearnedState {

  public static final StateFormat<OnlineNetState> FORMAT = new Format();

  private static final double[][] NOTHING = {};

  private final RlsState readout;
  private final RlsState hidden;
  private final CrossMoment cross;
  private double[][] past;

  private OnlineNetState(RlsState readout, RlsState hidden, CrossMoment cross, double[][] past) {
    this.readout = readout;
    this.hidden = hidden;
    this.cross = cross;
    this.past = past;
  }

  /** The state of a net whose hidden layer is not learned. */
  public static OnlineNetState frozen(RlsState readout) {
    return new OnlineNetState(readout, null, null, NOTHING);
  }

  /**
   * The state of a net that learns its hidden layer.
   *
   * @param cross the cross moment of the read-out, or null
   */
  public static OnlineNetState trained(RlsState readout, RlsState hidden, CrossMoment cross) {
    return new OnlineNetState(readout, hidden, cross, NOTHING);
  }

  /** The regression on the features; not copied. */
  public RlsState readout() {
    return readout;
  }

  /** The regression that gives the hidden layer, or null when that is frozen; not copied. */
  public RlsState hidden() {
    return hidden;
  }

  /** The cross moment B of the read-out, or null; not copied. */
  public CrossMoment cross() {
    return cross;
  }

  /** The last inputs, oldest first; not copied. */
  public double[][] past() {
    return past;
  }

  /** Replaces the last inputs; not copied. */
  public void past(double[][] inputs) {
    past = inputs;
  }

  @Override
  public int repairs() {
    return readout.repairs() + (hidden == null ? 0 : hidden.repairs());
  }

  @Override
  public double condition() {
    return readout.condition();
  }

  @Override
  public long heapBytes() {
    return readout.heapBytes()
        + (hidden == null ? 0 : hidden.heapBytes())
        + (cross == null ? 0 : cross.heapBytes())
        + Columns.heapBytes(past)
        + 40;
  }

  /**
   * The most bytes of a body with these parts.
   *
   * @param readout bytes of the read-out's body
   * @param hidden bytes of the hidden regression's body, or 0
   * @param square size of the cross moment, or 0
   * @param past the most inputs that are kept
   * @param inputs length of an input
   */
  public static long bytes(long readout, long hidden, int square, int past, int inputs) {
    return 21
        + readout
        + StateFrame.OVERHEAD
        + (hidden == 0 ? 0 : hidden + StateFrame.OVERHEAD)
        + 2 * Columns.bytes(square, square)
        + Columns.bytes(past, inputs);
  }

  /**
   * The layout of the body, little-endian:
   *
   * <pre>
   * offset          type         field
   * 0               int          a, length of the read-out's frame
   * 4               int          b, length of the hidden regression's frame, 0 without one
   * 8               int          p, rows of B, 0 without one
   * 12              byte         1 if the inverse of B follows B, else 0
   * 13              int          k, past inputs
   * 17              int          d, length of a past input, 0 when there is none
   * 21              byte[a]      read-out, format rls in a frame of its own
   * 21 + a          byte[b]      hidden regression, format rls in a frame of its own
   * 21 + a + b      double[pp]   B, by rows
   * ...             double[pp]   inverse of B, by rows, if present
   * ...             double[kd]   past inputs, oldest first
   * </pre>
   */
  private static final class Format implements StateFormat<OnlineNetState> {

    @Override
    public String name() {
      return "online-net";
    }

    @Override
    public short id() {
      return 6;
    }

    @Override
    public byte version() {
      return 1;
    }

    @Override
    public long bytes(OnlineNetState state) {
      long hidden = state.hidden == null ? 0 : RlsState.FORMAT.bytes(state.hidden);
      int square = state.cross == null ? 0 : state.cross.rows().length;
      long unknown =
          square > 0 && state.cross.inverse() == null ? Columns.bytes(square, square) : 0;
      return OnlineNetState.bytes(
              RlsState.FORMAT.bytes(state.readout), hidden, square, state.past.length, width(state))
          - unknown;
    }

    private static int width(OnlineNetState state) {
      return state.past.length == 0 ? 0 : state.past[0].length;
    }

    @Override
    public void write(OnlineNetState state, StateOutput into) {
      byte[] readout = StateFrame.write(RlsState.FORMAT, state.readout);
      byte[] hidden =
          state.hidden == null ? new byte[0] : StateFrame.write(RlsState.FORMAT, state.hidden);
      boolean known = state.cross != null && state.cross.inverse() != null;
      into.putInt(readout.length).putInt(hidden.length);
      into.putInt(state.cross == null ? 0 : state.cross.rows().length);
      into.put((byte) (known ? 1 : 0)).putInt(state.past.length).putInt(width(state));
      into.put(readout).put(hidden);
      if (state.cross != null) {
        Columns.write(state.cross.rows(), into);
      }
      if (known) {
        Columns.write(state.cross.inverse(), into);
      }
      Columns.write(state.past, into);
    }

    @Override
    public OnlineNetState read(StateInput from, byte version) {
      int readoutLength = from.getInt();
      int hiddenLength = from.getInt();
      int square = from.getInt();
      byte flag = from.get();
      int past = from.getInt();
      int inputs = from.getInt();
      if (flag != 0 && (flag != 1 || square == 0)) {
        throw new StateFormatException(
            "online-net state has flag " + flag + " with " + square + " rows of B");
      }
      if ((past == 0) != (inputs == 0)) {
        throw new StateFormatException(
            "online-net state has " + past + " past inputs of length " + inputs);
      }
      RlsState readout = regression(from, readoutLength);
      RlsState hidden = hiddenLength == 0 ? null : regression(from, hiddenLength);
      CrossMoment cross = square == 0 ? null : cross(from, square, flag == 1);
      double[][] inputsKept = past == 0 ? NOTHING : Columns.read(from, inputs, past);
      return new OnlineNetState(readout, hidden, cross, inputsKept);
    }

    private static RlsState regression(StateInput from, int length) {
      if (length < 0 || length > from.remaining()) {
        throw new StateFormatException(
            "online-net state names " + length + " bytes, " + from.remaining() + " are left");
      }
      byte[] frame = new byte[length];
      from.get(frame);
      return StateFrame.read(RlsState.FORMAT, frame);
    }

    private static CrossMoment cross(StateInput from, int size, boolean known) {
      double[][] rows = Columns.read(from, size, size);
      return new CrossMoment(rows, known ? Columns.read(from, size, size) : null);
    }
  }
}
