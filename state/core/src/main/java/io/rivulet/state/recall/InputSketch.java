package io.rivulet.state.recall;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.OrthonormalBasis;
import io.rivulet.kernel.Sketch;
import io.rivulet.state.Columns;
import io.rivulet.state.StateFormatException;

/**
 * A Frequent Directions sketch U diag(s) of the inputs X (a row for each) that a model has learned:
 * for every v, ‖X v‖² ≤ ‖diag(s) Uᵀ v‖² + D ‖v‖², where D is the sum of the squares by which all
 * directions were shrunk. And the bound of what the answers to them have changed by since the
 * weights were published.
 */
public final class InputSketch {

  /** The length of a unit column that was read may be off by this. */
  private static final double UNIT = 1e-6;

  private final Sketch sketch;
  private double shrunk;
  private double changed;
  private long rows;
  private boolean lost;

  private InputSketch(Sketch sketch) {
    this.sketch = sketch;
  }

  /**
   * The sketch of no inputs.
   *
   * @param size p, the length of an input
   */
  public static InputSketch empty(int size) {
    return new InputSketch(Sketch.empty(size));
  }

  /** U and s. */
  public Sketch sketch() {
    return sketch;
  }

  /** √D. */
  public double shrunk() {
    return shrunk;
  }

  public void shrunk(double root) {
    shrunk = root;
  }

  /** The number of columns that ever joined the sketch, each of which rounds it. */
  public long rows() {
    return rows;
  }

  public void countRows(long more) {
    rows += more;
  }

  /** The bound of the change since the weights were published: a root of a sum of squares. */
  public double changed() {
    return changed;
  }

  public void changed(double bound) {
    changed = bound;
  }

  /** Whether numbers were too large, so that nothing more is known. */
  public boolean lost() {
    return lost;
  }

  /** Gives up for good. */
  public void lose() {
    clear();
    lost = true;
  }

  /** Forgets all inputs. */
  public void clear() {
    sketch.rotate(new double[0][], 0, new double[sketch.rank()][0], 0);
    sketch.rank(new double[0]);
    shrunk = 0;
    changed = 0;
    rows = 0;
    lost = false;
  }

  long heapBytes() {
    return sketch.heapBytes() + 56;
  }

  /** The most bytes, with so many directions. */
  static long bytes(int size, int rank) {
    return 3L * Long.BYTES + Integer.BYTES + 8L * rank + 8L * size * rank;
  }

  long bytes() {
    return bytes(sketch.size(), sketch.rank());
  }

  void write(StateOutput into) {
    into.putLong(rows).putDouble(shrunk).putDouble(changed).putInt(sketch.rank());
    into.putDoubles(sketch.singularValues());
    Columns.write(sketch.basis().columns(), into);
  }

  static InputSketch read(StateInput from, int size, boolean lost) {
    long rows = from.getLong();
    double shrunk = from.getDouble();
    double changed = from.getDouble();
    int rank = from.getInt();
    double[] values = rank == 0 ? new double[0] : Columns.read(from, rank, 1)[0];
    double[][] columns = Columns.read(from, size, rank);
    RecallState.requireCount(rows);
    requireSound(shrunk >= 0 && changed >= 0, "figures below 0");
    requireSound(Lanes.finite(new double[] {shrunk, changed}), "figures that are not finite");
    for (int k = 0; k < rank; k++) {
      requireSound(values[k] >= 0 && values[k] <= (k == 0 ? Double.MAX_VALUE : values[k - 1]), "s");
      requireSound(Math.abs(Lanes.norm(columns[k]) - 1) < UNIT, "U");
    }
    InputSketch read = new InputSketch(new Sketch(new OrthonormalBasis(size, columns), values, 0));
    read.shrunk = shrunk;
    read.changed = changed;
    read.rows = rows;
    read.lost = lost;
    return read;
  }

  private static void requireSound(boolean sound, String what) {
    if (!sound) {
      throw new StateFormatException("recall state has a sketch with unsound " + what);
    }
  }
}
