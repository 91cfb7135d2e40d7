package io.rivulet.kernel;

import java.util.ServiceLoader;

/**
 * The loops over several columns at once: the products of any columns with a vector, their
 * combinations, and a pass over eight neighbouring columns of a unit upper triangular matrix, j to
 * j + 7 with j a multiple of eight, where column k holds its k entries above the diagonal. Every
 * implementation gives the same bits: each number is computed by the same operations in the same
 * order, whatever is computed beside it. An implementation has no state, and threads share it.
 */
public interface ColumnPanels {

  /** The number of columns in a panel. */
  int WIDTH = 8;

  /**
   * The products vₖ = uₖᵀ x of all columns, each in the order of {@link Lanes#dot}.
   *
   * @param n entries to read of each column and of x
   * @param v an entry for each column, overwritten
   */
  void products(double[][] columns, int n, double[] x, double[] v);

  /**
   * The parts vₖ = xₖ + uₖᵀ x of x in the columns, each product in the order of {@link Lanes#dot}.
   *
   * @param v entries j to j + 7 are overwritten by the parts
   */
  void project(double[][] columns, int j, double[] x, double[] v);

  /**
   * Takes a measurement into the columns and their variances, with fₖ = dₖ vₖ and μₖ = -(vₖ / αₖ):
   * dₖ ← dₖ (αₖ / αₖ₊₁), and one column after the other uₖ ← uₖ + μₖ b, b ← b + fₖ uₖ over the
   * first k entries, each from the other's old value; entry k of b becomes fₖ first.
   *
   * @param alpha α of the eight columns and of the one behind them
   * @param mu eight entries, overwritten
   * @param b entries j to j + 7 hold the parts v; all up to j + 7 are overwritten
   */
  void rotate(double[][] columns, int j, double[] alpha, double[] d, double[] mu, double[] b);

  /**
   * The combinations sₖ = Σⱼ aₖⱼ xⱼ over the first n entries. Each starts at 0 and takes its terms
   * in the order of the columns, as {@link Lanes#axpy} would add them.
   *
   * @param columns at least as many x as a row of factors has entries
   * @param factors a row aₖ for each combination, all of one length
   * @param sums n entries or more each, overwritten; some may be columns, which are read first
   */
  void combine(double[][] columns, double[][] factors, double[][] sums, int n);

  /** What it is made of, for the log. */
  String description();

  /** Whether this machine runs the implementation faster than {@link #plain}. */
  boolean suits();

  /** Loops that every virtual machine runs. */
  static ColumnPanels plain() {
    return new PlainPanels();
  }

  /**
   * The loops that suit this process: a service provider's if the incubating Vector API is in the
   * boot layer ({@code --add-modules jdk.incubator.vector}), otherwise the plain ones.
   */
  static ColumnPanels fastest() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return plain();
    }
    return ServiceLoader.load(ColumnPanels.class, ColumnPanels.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(ColumnPanels::suits)
        .findFirst()
        .orElseGet(ColumnPanels::plain);
  }
}
