package io.rivulet.state;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.TriangularFactor;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A ledger of samples in square-root form: the factor L of A + Π with the right-hand sides Z, Lᵀ Z
 * = B + ridge W₀, the squares that no weights explain, and the weights W (p x q). Half the digits
 * that sums of squares lose are kept. p (p + 1) / 2 + 2 p q + q + 2 doubles a key.
 */
public final class RootLedgerState implements LearnedState {

  public static final StateFormat<RootLedgerState> FORMAT = new Format();

  private double n;
  private double inverseTrace;
  private double margin;
  private final double[] rest;
  private TriangularFactor factor;
  private double[][] right;
  private double[][] weights;

  private RootLedgerState(
      double n,
      double inverseTrace,
      double margin,
      double[] rest,
      TriangularFactor factor,
      double[][] right,
      double[][] weights) {
    this.n = n;
    this.inverseTrace = inverseTrace;
    this.margin = margin;
    this.rest = rest;
    this.factor = factor;
    this.right = right;
    this.weights = weights;
  }

  /**
   * The state before the first sample.
   *
   * @param weights q columns of p entries, not copied
   * @param precision the diagonal of Π, p entries of at least 0
   */
  public static RootLedgerState initial(double[][] weights, double[] precision) {
    TriangularFactor factor = prior(precision);
    double[][] right = new double[weights.length][precision.length];
    for (int j = 0; j < right.length; j++) {
      factor.multiply(weights[j], right[j]);
    }
    double trace = inverseTrace(precision);
    double[] rest = new double[weights.length];
    return new RootLedgerState(0, trace, priorMargin(trace), rest, factor, right, weights);
  }

  /** The factor of Π. */
  static TriangularFactor prior(double[] precision) {
    return TriangularFactor.diagonal(Arrays.stream(precision).map(Math::sqrt).toArray());
  }

  /** tr D Π⁻¹, p over the largest entry of Π; NaN when an entry is 0. */
  static double inverseTrace(double[] precision) {
    double least = Arrays.stream(precision).min().orElseThrow();
    return least > 0 ? precision.length / Lanes.largest(precision) : Double.NaN;
  }

  /** Of Π, which is diagonal, by its trace. */
  static double priorMargin(double inverseTrace) {
    return Double.isNaN(inverseTrace) ? 0 : 1;
  }

  /** n = Σ ω. */
  public double n() {
    return n;
  }

  /** Adds to n. */
  public void count(double weight) {
    n += weight;
  }

  /** What is left of Σ ω yⱼ² + |w₀|²_Π at the best weights; not copied. */
  public double[] rest() {
    return rest;
  }

  /** L with Lᵀ L = A + Π; not copied. */
  public TriangularFactor factor() {
    return factor;
  }

  /** Z as q columns of p entries; not copied. */
  public double[][] right() {
    return right;
  }

  /** W as q columns of p entries; not copied. */
  public double[][] weights() {
    return weights;
  }

  /**
   * tr D (A + Π)⁻¹, where D is Π over its largest entry; NaN while A + Π has no inverse to working
   * precision. With Π = 0 any number.
   */
  public double inverseTrace() {
    return inverseTrace;
  }

  /** Sets the inverse trace. */
  public void inverseTrace(double trace) {
    this.inverseTrace = trace;
  }

  /**
   * At most the least eigenvalue of A + Π scaled to a unit diagonal; 0 when nothing is known of it.
   */
  public double margin() {
    return margin;
  }

  /** Sets the margin. */
  public void margin(double least) {
    this.margin = least;
  }

  /**
   * Multiplies the weight of every sample and of the prior: L and Z by its root. Weights and {@link
   * #inverseTrace} are stale until they are set anew.
   *
   * @param share in (0, 1]
   */
  public void scale(double share) {
    n *= share;
    double root = Math.sqrt(share);
    factor.scale(root);
    Lanes.scale(share, rest, rest.length);
    for (double[] column : right) {
      Lanes.scale(root, column, column.length);
    }
  }

  /** Whether A + Π has an inverse to working precision. */
  public boolean regular() {
    return !Double.isNaN(inverseTrace);
  }

  /** Becomes a copy of another state of the same shape. */
  public void copyFrom(RootLedgerState other) {
    n = other.n;
    inverseTrace = other.inverseTrace;
    margin = other.margin;
    System.arraycopy(other.rest, 0, rest, 0, rest.length);
    factor.copyFrom(other.factor);
    Columns.copy(other.right, right);
    Columns.copy(other.weights, weights);
  }

  /** Takes everything from another state of the same shape, which is void afterwards. O(q). */
  public void take(RootLedgerState other) {
    n = other.n;
    inverseTrace = other.inverseTrace;
    margin = other.margin;
    System.arraycopy(other.rest, 0, rest, 0, rest.length);
    TriangularFactor ownFactor = factor;
    double[][] ownRight = right;
    double[][] ownWeights = weights;
    factor = other.factor;
    right = other.right;
    weights = other.weights;
    other.factor = ownFactor;
    other.right = ownRight;
    other.weights = ownWeights;
  }

  @Override
  public long heapBytes() {
    return factor.heapBytes()
        + Columns.heapBytes(right)
        + Columns.heapBytes(weights)
        + 8L * rest.length
        + 80;
  }

  /** Bytes of a body with these shapes. */
  public static long bytes(int rows, int columns) {
    return 32 + 8L * columns + 2 * Columns.bytes(rows, columns) + TriangularFactor.bytes(rows);
  }

  /**
   *
   *
   * <pre>
   * offset              type              field
   * 0                   int               p, rows
   * 4                   int               q, columns
   * 8                   double            n = Σ ω
   * 16                  double            tr D (A + Π)⁻¹, NaN while it is singular
   * 24                  double            margin; not in version 1, read as 0
   * 32                  double[q]         unexplained squares of each output
   * 32 + 8q             double[pq]        Z, by columns
   * 32 + 8q + 8pq       double[pq]        weights, by columns
   * 32 + 8q + 16pq      double[p(p+1)/2]  L, Lᵀ L = A + Π, by rows
   * </pre>
   */
  private static final class Format implements StateFormat<RootLedgerState> {

    @Override
    public String name() {
      return "root-ledger";
    }

    @Override
    public short id() {
      return 11;
    }

    @Override
    public byte version() {
      return 2;
    }

    @Override
    public long bytes(RootLedgerState state) {
      return RootLedgerState.bytes(state.factor.size(), state.rest.length);
    }

    @Override
    public void write(RootLedgerState state, ByteBuffer into) {
      into.putInt(state.factor.size()).putInt(state.rest.length);
      into.putDouble(state.n).putDouble(state.inverseTrace).putDouble(state.margin);
      Columns.write(new double[][] {state.rest}, into);
      Columns.write(state.right, into);
      Columns.write(state.weights, into);
      state.factor.write(into);
    }

    @Override
    public RootLedgerState read(ByteBuffer from, byte version) {
      int rows = from.getInt();
      int columns = from.getInt();
      double n = from.getDouble();
      double inverseTrace = from.getDouble();
      double margin = version == 1 ? 0 : from.getDouble();
      double[] rest = Columns.read(from, columns, 1)[0];
      double[][] right = Columns.readWeights(from, rows, columns);
      double[][] weights = Columns.readWeights(from, rows, columns);
      if (from.remaining() != TriangularFactor.bytes(rows)) {
        throw new StateFormatException(
            "root-ledger state of p = " + rows + " has " + from.remaining() + " bytes for L");
      }
      TriangularFactor factor = TriangularFactor.read(from, rows);
      return new RootLedgerState(n, inverseTrace, margin, rest, factor, right, weights);
    }
  }
}
