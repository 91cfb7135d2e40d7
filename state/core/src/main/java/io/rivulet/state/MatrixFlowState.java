package io.rivulet.state;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.kernel.SymmetricMatrix;

/**
 * The target of a matrix flow: the {@link Moments} of the inputs with the constant target 1, which
 * makes B = Σ ω x and c = n, and the matrix that the last record brought, if any. p(p+1)/2 + p + 2
 * doubles a key, and another p(p+1)/2 while a matrix is held.
 */
public final class MatrixFlowState implements LearnedState {

  public static final StateFormat<MatrixFlowState> FORMAT = new Format();

  private Moments moments;
  private SymmetricMatrix matrix;

  private MatrixFlowState(Moments moments, SymmetricMatrix matrix) {
    this.moments = moments;
    this.matrix = matrix;
  }

  /** The state before the first record. */
  public static MatrixFlowState initial(int size) {
    return new MatrixFlowState(Moments.empty(size, 1), null);
  }

  /** The moments n, Σ ω x and Σ ω x xᵀ; not copied. */
  public Moments moments() {
    return moments;
  }

  /** The target of the last record, or null when the record brought none; not copied. */
  public SymmetricMatrix matrix() {
    return matrix;
  }

  /**
   * Sets or clears the target of the last record.
   *
   * @param target not copied, or null
   */
  public void matrix(SymmetricMatrix target) {
    this.matrix = target;
  }

  /** Exchanges everything with another state of the same shape. O(1). */
  public void exchange(MatrixFlowState other) {
    Moments ownMoments = moments;
    SymmetricMatrix ownMatrix = matrix;
    moments = other.moments;
    matrix = other.matrix;
    other.moments = ownMoments;
    other.matrix = ownMatrix;
  }

  @Override
  public long heapBytes() {
    return moments.heapBytes() + (matrix == null ? 0 : matrix.heapBytes()) + 24;
  }

  /** The bytes of a body of this size. */
  public static long bytes(int size, boolean matrix) {
    return 5 + Moments.bytes(size, 1) + (matrix ? SymmetricMatrix.bytes(size) : 0);
  }

  /**
   * The layout of the body, little-endian:
   *
   * <pre>
   * offset               type              field
   * 0                    int               p
   * 4                    byte              1 if a matrix follows the moments, else 0
   * 5                    double            n = Σ ω
   * 13                   double            Σ ω again, the square of the constant target
   * 21                   double[p]         Σ ω x
   * 21 + 8p              double[p(p+1)/2]  Σ ω x xᵀ, lower triangle by rows
   * 21 + 8p + 4p(p+1)    double[p(p+1)/2]  target of the last record, by rows, if present
   * </pre>
   */
  private static final class Format implements StateFormat<MatrixFlowState> {

    @Override
    public String name() {
      return "matrix-flow";
    }

    @Override
    public short id() {
      return 9;
    }

    @Override
    public byte version() {
      return 1;
    }

    @Override
    public long bytes(MatrixFlowState state) {
      return MatrixFlowState.bytes(state.moments.second().size(), state.matrix != null);
    }

    @Override
    public void write(MatrixFlowState state, StateOutput into) {
      into.putInt(state.moments.second().size()).put((byte) (state.matrix == null ? 0 : 1));
      state.moments.write(into);
      if (state.matrix != null) {
        state.matrix.write(into);
      }
    }

    @Override
    public MatrixFlowState read(StateInput from, byte version) {
      int size = from.getInt();
      byte flag = from.get();
      if (flag != 0 && flag != 1) {
        throw new StateFormatException(
            "matrix-flow state has flag " + flag + ", the known ones are 0 and 1");
      }
      Moments moments = Moments.read(from, size, 1);
      if (from.remaining() != flag * SymmetricMatrix.bytes(size)) {
        throw new StateFormatException(
            "matrix-flow state of p = "
                + size
                + " has "
                + from.remaining()
                + " bytes for a matrix");
      }
      return new MatrixFlowState(moments, flag == 1 ? SymmetricMatrix.read(from, size) : null);
    }
  }
}
