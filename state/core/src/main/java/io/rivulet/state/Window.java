package io.rivulet.state;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The samples of a window that has not closed yet, in the order of their arrival. */
public final class Window {

  private final List<LabelledInput> samples = new ArrayList<>();
  private long index;

  /** The samples so far; a view. */
  public List<LabelledInput> samples() {
    return Collections.unmodifiableList(samples);
  }

  public int size() {
    return samples.size();
  }

  /**
   * The position of the window on the axis of event time, in window lengths since 1970; 0 for a
   * window that is not of event time.
   */
  public long index() {
    return index;
  }

  /** Adds a sample; the first one opens the window at this position. */
  public void add(LabelledInput sample, long position) {
    if (samples.isEmpty()) {
      index = position;
    }
    samples.add(sample);
  }

  /** Empties the window. */
  public void clear() {
    samples.clear();
    index = 0;
  }

  /** The heap in bytes: three objects for each sample. */
  long heapBytes() {
    long bytes = 88;
    for (LabelledInput sample : samples) {
      bytes += 8L * sample.x().length + 64;
    }
    return bytes;
  }

  /** The bytes of a window of n samples whose x has this length. */
  public static long bytes(int inputs, long n) {
    return 12 + n * (12 + 8L * inputs);
  }

  /**
   * Writes the window at the end of a state:
   *
   * <pre>
   * offset              type        field
   * 0                   long        position on the axis of event time, or 0
   * 8                   int         n, samples
   * 12                  n times:
   *                     int         label
   *                     double      weight
   *                     double[d]   x
   * </pre>
   */
  void write(StateOutput into) {
    into.putLong(index).putInt(samples.size());
    for (LabelledInput sample : samples) {
      into.putInt(sample.label()).putDouble(sample.weight());
      into.putDoubles(sample.x());
    }
  }

  /** Reads a window that {@link #write} wrote. */
  static Window read(StateInput from, int inputs) {
    Window window = new Window();
    long index = from.getLong();
    int size = from.getInt();
    if (size < 0 || (size == 0 && index != 0)) {
      throw new StateFormatException("window at " + index + " has " + size + " samples");
    }
    for (int i = 0; i < size; i++) {
      int label = from.getInt();
      double weight = from.getDouble();
      window.add(new LabelledInput(Columns.read(from, inputs, 1)[0], label, weight), index);
    }
    return window;
  }
}
