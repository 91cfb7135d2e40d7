package io.rivulet.state.recall;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.state.StateFormat;
import io.rivulet.state.StateFormatException;
import io.rivulet.state.StateFrame;
import io.rivulet.state.WeightsState;

/**
 * Stands in a stored model for its learned state, which it contains, together with what the model
 * keeps of its samples.
 *
 * @param recall null when the model keeps nothing, and the learned state stands alone
 * @param learned the learned state; not copied
 */
public record RecalledState<S>(RecallState recall, S learned) {

  /** The format around weights alone; around other states it has the same id and version. */
  public static final StateFormat<RecalledState<WeightsState>> FORMAT = format(WeightsState.FORMAT);

  /** The format around learned states of a format. */
  public static <S> StateFormat<RecalledState<S>> format(StateFormat<S> learned) {
    return new Format<>(learned);
  }

  /**
   * The most bytes of a body besides the learned state.
   *
   * @param size p
   * @param columns q
   * @param directions the most directions of a sketch, 0 for none
   * @param count k, the vectors of a meter, 0 for none
   */
  public static long bytes(int size, int columns, int directions, int count) {
    return Format.HEAD
        + (directions == 0 ? 0 : InputSketch.bytes(size, directions))
        + (count == 0 ? 0 : Probes.bytes(count, size, columns));
  }

  /**
   * The layout of the body, little-endian:
   *
   * <pre>
   * type        field
   * byte        bit 0: there is a sketch; bit 1: it is lost; bit 2: there is a meter; bit 3: lost
   * int         p, entries of an input
   * int         q, columns of the weights
   * long        incarnation
   * long        samples learned before the last one
   *
   * if there is a sketch:
   * long        columns that joined it
   * double      √D, the root of the sum of shrinks
   * double      bound of the change since the weights were published
   * int         r, directions
   * double[r]   s, descending
   * double[pr]  U, by columns
   *
   * if there is a meter:
   * int         k, vectors
   * double[kp]  S, by rows
   * double[kq]  T, by rows
   * double[kq]  sums of S ΔW since the weights were published, by rows
   *
   * byte[]      learned state in a frame of its own, to the end
   * </pre>
   */
  private static final class Format<S> implements StateFormat<RecalledState<S>> {

    private static final long HEAD = 1 + 2 * Integer.BYTES + 2 * Long.BYTES;
    private static final int SKETCHED = 1;
    private static final int SKETCH_LOST = 1 << 1;
    private static final int METERED = 1 << 2;
    private static final int METER_LOST = 1 << 3;

    private final StateFormat<S> inner;

    Format(StateFormat<S> inner) {
      this.inner = inner;
    }

    @Override
    public String name() {
      return "recall";
    }

    @Override
    public short id() {
      return 22;
    }

    @Override
    public byte version() {
      return 1;
    }

    @Override
    public long bytes(RecalledState<S> state) {
      InputSketch sketch = state.recall.sketch();
      Probes probes = state.recall.probes();
      return HEAD
          + (sketch == null ? 0 : sketch.bytes())
          + (probes == null ? 0 : probes.bytes())
          + StateFrame.bytes(inner, state.learned);
    }

    @Override
    public void write(RecalledState<S> state, StateOutput into) {
      RecallState recall = state.recall;
      into.put(flags(recall)).putInt(recall.size()).putInt(recall.columns());
      into.putLong(recall.incarnation()).putLong(recall.earlier());
      if (recall.sketch() != null) {
        recall.sketch().write(into);
      }
      if (recall.probes() != null) {
        recall.probes().write(into);
      }
      StateFrame.write(inner, state.learned, into);
    }

    private static byte flags(RecallState recall) {
      int flags = 0;
      if (recall.sketch() != null) {
        flags |= SKETCHED | (recall.sketch().lost() ? SKETCH_LOST : 0);
      }
      if (recall.probes() != null) {
        flags |= METERED | (recall.probes().lost() ? METER_LOST : 0);
      }
      return (byte) flags;
    }

    @Override
    public RecalledState<S> read(StateInput from, byte version) {
      int flags = from.get();
      int size = from.getInt();
      int columns = from.getInt();
      long incarnation = from.getLong();
      long earlier = from.getLong();
      RecallState.requireCount(earlier);
      boolean sketched = (flags & SKETCHED) != 0;
      boolean metered = (flags & METERED) != 0;
      int barred =
          ~(SKETCHED | METERED | (sketched ? SKETCH_LOST : 0) | (metered ? METER_LOST : 0));
      if ((flags & barred) != 0 || !(sketched || metered) || size < 1 || columns < 1) {
        throw new StateFormatException(
            "recall state has flags " + flags + " for " + size + " x " + columns + " weights");
      }
      InputSketch sketch =
          sketched ? InputSketch.read(from, size, (flags & SKETCH_LOST) != 0) : null;
      Probes probes = metered ? Probes.read(from, size, columns, (flags & METER_LOST) != 0) : null;
      return new RecalledState<>(
          new RecallState(size, columns, sketch, probes, incarnation, earlier),
          StateFrame.read(inner, from));
    }
  }
}
