package io.rivulet.state;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.kernel.SymmetricMatrix;
import io.rivulet.kernel.UdFactor;

/**
 * Weights W (p x q) and inverse precision P (p x p) of recursive least squares and of Kalman
 * filters. P is kept as U D Uᵀ, together with a fading peak of ω x² for each input: p (p + 3) / 2 +
 * p q doubles a key. A filter whose weights drift adds to the diagonal of P and keeps a triangle.
 */
public final class RlsState implements LearnedState {

  public static final StateFormat<RlsState> FORMAT = new Format();

  private final double[][] weights;
  private UdFactor inversePrecision;
  private double[] peaks;
  private SymmetricMatrix triangle;
  private int repairs;

  private RlsState(
      double[][] weights, UdFactor inversePrecision, double[] peaks, SymmetricMatrix triangle) {
    this.weights = weights;
    this.inversePrecision = inversePrecision;
    this.peaks = peaks;
    this.triangle = triangle;
  }

  /**
   * The state before the first sample: P = diag(priorPrecision)⁻¹ as U D Uᵀ.
   *
   * @param weights q columns of p entries, not copied
   * @param priorPrecision p positive entries
   */
  public static RlsState initial(double[][] weights, double[] priorPrecision) {
    return new RlsState(
        weights,
        UdFactor.diagonal(inverse(priorPrecision)),
        new double[priorPrecision.length],
        null);
  }

  /** The state before the first sample, with P as a triangle. */
  public static RlsState initialTriangle(double[][] weights, double[] priorPrecision) {
    return new RlsState(weights, null, null, SymmetricMatrix.diagonal(inverse(priorPrecision)));
  }

  private static double[] inverse(double[] entries) {
    double[] inverse = new double[entries.length];
    for (int i = 0; i < inverse.length; i++) {
      inverse[i] = 1 / entries[i];
    }
    return inverse;
  }

  /** W as q columns of p entries; not copied. */
  public double[][] weights() {
    return weights;
  }

  /** The matrix P, or null when it is kept as a triangle; not copied. */
  public UdFactor inversePrecision() {
    return inversePrecision;
  }

  /**
   * The fading peak of ω x² for each input, 0 until the input is first learned with a value other
   * than 0; null when P is kept as a triangle; not copied.
   */
  public double[] peaks() {
    return peaks;
  }

  /** The matrix P as a triangle, or null when it is kept as U D Uᵀ; not copied. */
  public SymmetricMatrix triangle() {
    return triangle;
  }

  /**
   * Turns a triangle that an earlier version wrote into U D Uᵀ, and leaves any other state as it
   * is. An entry of D that rounding has left not positive becomes the least positive one, or 1 /
   * priorPrecision when there is none, and counts as a repair. Peaks start at the prior precision,
   * because the earlier inputs are not known.
   *
   * @param priorPrecision p positive entries
   */
  public void factor(double[] priorPrecision) {
    if (factorTriangle(priorPrecision)) {
      double[] d = inversePrecision.diagonal();
      double least = leastPositive(d);
      for (int j = 0; j < d.length; j++) {
        if (!positive(d[j])) {
          d[j] = positive(least) ? least : 1 / priorPrecision[j];
          repairs++;
        }
      }
    }
  }

  /** Does what {@link #factor} does, but an entry of D that is not positive becomes 0. */
  public void factorSingular() {
    if (triangle != null) {
      toFactor();
    }
  }

  private boolean factorTriangle(double[] priorPrecision) {
    if (triangle == null) {
      return false;
    }
    inversePrecision = UdFactor.of(triangle);
    peaks = priorPrecision.clone();
    triangle = null;
    return true;
  }

  private static boolean positive(double entry) {
    return entry > 0 && entry < Double.POSITIVE_INFINITY;
  }

  private static double leastPositive(double[] d) {
    double least = Double.POSITIVE_INFINITY;
    for (double entry : d) {
      if (entry > 0 && entry < least) {
        least = entry;
      }
    }
    return least;
  }

  /** A separate state with the same numbers. */
  public RlsState copy() {
    double[][] columns = new double[weights.length][weights[0].length];
    RlsState copy =
        triangle == null
            ? initial(columns, peaks)
            : initialTriangle(columns, new double[triangle.size()]);
    copy.copyFrom(this);
    return copy;
  }

  /** Turns P into U D Uᵀ; entries of D that rounding had left negative become 0. O(p³ / 6). */
  public void toFactor() {
    inversePrecision = UdFactor.of(triangle);
    double[] d = inversePrecision.diagonal();
    for (int j = 0; j < d.length; j++) {
      d[j] = positive(d[j]) ? d[j] : 0;
    }
    peaks = new double[d.length];
    triangle = null;
  }

  /** Turns P into a triangle. O(p³ / 3). */
  public void toTriangle() {
    triangle = SymmetricMatrix.zeros(inversePrecision.size());
    inversePrecision.copyInto(triangle);
    inversePrecision = null;
    peaks = null;
  }

  /** Becomes a copy of another state of the same shapes, in the form of that state. */
  public void copyFrom(RlsState other) {
    Columns.copy(other.weights, weights);
    int rows = weights[0].length;
    if (other.triangle == null) {
      if (inversePrecision == null) {
        inversePrecision = UdFactor.diagonal(new double[rows]);
        peaks = new double[rows];
        triangle = null;
      }
      inversePrecision.copyFrom(other.inversePrecision);
      System.arraycopy(other.peaks, 0, peaks, 0, rows);
    } else {
      if (triangle == null) {
        triangle = SymmetricMatrix.zeros(rows);
        inversePrecision = null;
        peaks = null;
      }
      triangle.copyFrom(other.triangle);
    }
  }

  @Override
  public int repairs() {
    return repairs;
  }

  @Override
  public double condition() {
    return inversePrecision == null ? Double.NaN : inversePrecision.condition();
  }

  @Override
  public long heapBytes() {
    long p = weights[0].length;
    return Columns.heapBytes(weights)
        + (triangle == null ? inversePrecision.heapBytes() + 8 * p + 16 : triangle.heapBytes())
        + 48;
  }

  /** The bytes of a body with these shapes and P as U D Uᵀ. */
  public static long bytes(int rows, int columns) {
    return triangleBytes(rows, columns) + 8L * rows;
  }

  /** The bytes of a body with these shapes and P as a triangle. */
  public static long triangleBytes(int rows, int columns) {
    return 9 + Columns.bytes(rows, columns) + SymmetricMatrix.bytes(rows);
  }

  /**
   * The layout of the body, little-endian:
   *
   * <pre>
   * offset             type               field
   * 0                  int                p, rows
   * 4                  int                q, columns
   * 8                  byte               0 if P is U D Uᵀ, 1 if it is a triangle
   * 9                  double[pq]         weights, by columns
   *
   * P as U D Uᵀ:
   * 9 + 8pq            double[p(p-1)/2]   U above its diagonal, by columns
   * 9 + 8pq + 4p(p-1)  double[p]          D
   * 9 + 8pq + 4p(p+1)  double[p]          peaks of ω x²
   *
   * P as a triangle:
   * 9 + 8pq            double[p(p+1)/2]   P, lower triangle by rows
   * </pre>
   *
   * <p>Version 1 always has a triangle. Its byte is 1 when the lower triangle of P⁻¹ by rows
   * follows, which is skipped.
   */
  private static final class Format implements StateFormat<RlsState> {

    @Override
    public String name() {
      return "rls";
    }

    @Override
    public short id() {
      return 3;
    }

    @Override
    public byte version() {
      return 2;
    }

    @Override
    public long bytes(RlsState state) {
      int rows = state.weights[0].length;
      return state.triangle == null
          ? RlsState.bytes(rows, state.weights.length)
          : RlsState.triangleBytes(rows, state.weights.length);
    }

    @Override
    public void write(RlsState state, StateOutput into) {
      into.putInt(state.weights[0].length).putInt(state.weights.length);
      into.put((byte) (state.triangle == null ? 0 : 1));
      Columns.write(state.weights, into);
      if (state.triangle == null) {
        state.inversePrecision.write(into);
        into.putDoubles(state.peaks);
      } else {
        state.triangle.write(into);
      }
    }

    @Override
    public RlsState read(StateInput from, byte version) {
      int rows = from.getInt();
      int columns = from.getInt();
      byte flag = from.get();
      if (flag != 0 && flag != 1) {
        throw new StateFormatException(
            "rls state has flag " + flag + ", the known ones are 0 and 1");
      }
      double[][] weights = Columns.readWeights(from, rows, columns);
      long triangle = SymmetricMatrix.bytes(rows);
      if (version == 1) {
        requireBytes(from, rows, (1 + flag) * triangle);
        SymmetricMatrix p = SymmetricMatrix.read(from, rows);
        from.skip(from.remaining());
        return new RlsState(weights, null, null, p);
      }
      requireBytes(from, rows, triangle + (1 - flag) * 8L * rows);
      if (flag == 1) {
        return new RlsState(weights, null, null, SymmetricMatrix.read(from, rows));
      }
      UdFactor factor = UdFactor.read(from, rows);
      return new RlsState(weights, factor, Columns.read(from, rows, 1)[0], null);
    }

    private static void requireBytes(StateInput from, int rows, long expected) {
      if (from.remaining() != expected) {
        throw new StateFormatException(
            "rls state of p = " + rows + " has " + from.remaining() + " bytes for P");
      }
    }
  }
}
