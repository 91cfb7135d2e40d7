package io.rivulet.quality;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.state.StateFormat;
import io.rivulet.state.StateFormatException;

/**
 * What is remembered of a model's quality: the open window and the drift detector. It is mutable
 * and owned by one thread.
 */
public final class QualityState {

  public static final StateFormat<QualityState> FORMAT = new Format();

  private final OpenWindow window;
  private final PageHinkley detector;
  private long number;

  private QualityState(long number, OpenWindow window, PageHinkley detector) {
    this.number = number;
    this.window = window;
    this.detector = detector;
  }

  /**
   * The state before the first sample.
   *
   * @param outputs the number of outputs of a regression, 0 for a classifier
   */
  public static QualityState initial(int outputs) {
    return new QualityState(1, new OpenWindow(outputs), new PageHinkley());
  }

  /** The number of the open window in this incarnation, from 1. */
  public long number() {
    return number;
  }

  public OpenWindow window() {
    return window;
  }

  public PageHinkley detector() {
    return detector;
  }

  /** The number of outputs of a regression, 0 for a classifier. */
  public int outputs() {
    return window.outputs();
  }

  /** Closes the window and opens the next one. */
  public void close() {
    number++;
    window.clear();
  }

  /** Drops the samples of the open window, which keeps its number. */
  public void reopen() {
    window.clear();
  }

  /** Begins to look for drift anew. */
  public void restartDetector() {
    detector.clear();
  }

  /** The heap in bytes, within a few per cent. */
  public long heapBytes() {
    return 400 + 64L * outputs();
  }

  /** The bytes of a body with as many outputs. */
  public static long bytes(int outputs) {
    return Long.BYTES + PageHinkley.BYTES + OpenWindow.bytes(outputs);
  }

  /**
   * The layout of the body, little-endian:
   *
   * <pre>
   * offset       type        field
   * 0            long        number of the open window, from 1
   * 8            long        detector: samples since the last alarm
   * 16           double      detector: mean m
   * 24           double      detector: sum s
   * 32           int         q, outputs; 0 for a classifier
   * 36           long        samples of the open window
   * 44           long        samples whose class was right
   * 52           long        targets with an interval
   * 60           long        targets inside their interval
   * 68           double      sum of -ln of the probability of the right class
   * 76           double[q]   sums of |e|
   * 76 +  8 q    double[q]   sums of e
   * 76 + 16 q    double[q]   units of the sums of e², powers of two
   * 76 + 24 q    double[q]   sums of e² in these units squared
   * 76 + 32 q    double[q]   first targets
   * 76 + 40 q    double[q]   means of targets less the first
   * 76 + 48 q    double[q]   units of the variations of targets
   * 76 + 56 q    double[q]   variations of targets in these units squared
   * </pre>
   *
   * A NaN, which a figure becomes by numbers near the largest, has the bits 0x7ff8000000000000.
   */
  private static final class Format implements StateFormat<QualityState> {

    @Override
    public String name() {
      return "quality";
    }

    @Override
    public short id() {
      return 15;
    }

    @Override
    public byte version() {
      return 1;
    }

    @Override
    public long bytes(QualityState state) {
      return QualityState.bytes(state.outputs());
    }

    @Override
    public void write(QualityState state, StateOutput into) {
      into.putLong(state.number);
      state.detector.write(into);
      state.window.write(into);
    }

    @Override
    public QualityState read(StateInput from, byte version) {
      long number = from.getLong();
      if (number < 1 || number > Doubles.MOST) {
        throw new StateFormatException(
            "quality state has a window " + number + ", windows count from 1");
      }
      PageHinkley detector = PageHinkley.read(from);
      return new QualityState(number, OpenWindow.read(from), detector);
    }
  }
}
