package io.rivulet.kernel;

/**
 * A number with twice the digits of a double: the sum of a double and of a tail that is at most
 * half a unit in its last place. A sum or product is off by some 2^-104 of its operands, so that a
 * difference of squares of inputs far from 0 keeps its digits when they cancel.
 *
 * <p>References: T. Dekker, <i>Numerische Mathematik</i> 18 (1971); Y. Hida, X. Li, D. Bailey,
 * <i>Algorithms for quad-double precision floating point arithmetic</i> (2001).
 */
public final class Twofold {

  /** A mask for the sign, the exponent and the upper half of a mantissa. */
  private static final long UPPER = -1L << 27;

  private double high;
  private double tail;

  /** The number, rounded. */
  public double value() {
    return high;
  }

  /** The amount that rounding left out of {@link #value}. */
  public double tail() {
    return tail;
  }

  /** Sets this number to value + tail. */
  public Twofold set(double value, double tail) {
    this.high = value + tail;
    this.tail = tail - (high - value);
    return this;
  }

  /** Adds value + tail. */
  public Twofold add(double value, double tail) {
    double sum = high + value;
    double part = sum - high;
    double lost = (high - (sum - part)) + (value - part);
    return set(sum, lost + (this.tail + tail));
  }

  /** Adds (a + aTail) (b + bTail). */
  public Twofold addProduct(double a, double aTail, double b, double bTail) {
    double product = a * b;
    return add(product, lost(a, b, product) + (a * bTail + aTail * b));
  }

  /** Divides by value + tail. */
  public Twofold divide(double value, double tail) {
    double quotient = high / value;
    addProduct(-quotient, 0, value, tail);
    return set(quotient, high / value);
  }

  /** Adds Σ aₖ bₖ for a vector a that has a tail. */
  public Twofold addDot(double[] a, double[] aTail, double[] b, int length) {
    double sum = high;
    double rest = tail;
    for (int k = 0; k < length; k++) {
      double product = a[k] * b[k];
      double next = sum + product;
      double part = next - sum;
      rest += (sum - (next - part)) + (product - part);
      rest += lost(a[k], b[k], product) + aTail[k] * b[k];
      sum = next;
    }
    return set(sum, rest);
  }

  /** Adds a multiple, y ← y + a b x, to a vector y that has a tail. */
  public static void axpy(double a, double b, double[] x, double[] y, double[] tail, int length) {
    double factor = a * b;
    double lost = lost(a, b, factor);
    Twofold sum = new Twofold();
    for (int i = 0; i < length; i++) {
      sum.set(y[i], tail[i]).addProduct(factor, lost, x[i], 0).store(y, tail, i);
    }
  }

  /**
   * Adds a multiple, y ← y + a x, from an index of each vector on. The tails sum up the amounts
   * that rounding left out of y, so that y + tail is right to the rounding of y however much
   * cancels.
   */
  public static void axpy(
      double a, double[] x, int from, double[] y, double[] tail, int into, int length) {
    for (int k = 0; k < length; k++) {
      double product = a * x[from + k];
      double before = y[into + k];
      double sum = before + product;
      double part = sum - before;
      y[into + k] = sum;
      tail[into + k] +=
          ((before - (sum - part)) + (product - part)) + lost(a, x[from + k], product);
    }
  }

  /** Adds a vector, y ← y + x; both have tails. */
  public static void add(double[] x, double[] xTail, double[] y, double[] yTail, int length) {
    Twofold sum = new Twofold();
    for (int i = 0; i < length; i++) {
      sum.set(y[i], yTail[i]).add(x[i], xTail[i]).store(y, yTail, i);
    }
  }

  /** Multiplies a vector that has a tail: y ← factor y. */
  public static void scale(double factor, double[] y, double[] tail, int length) {
    Twofold product = new Twofold();
    for (int i = 0; i < length; i++) {
      product.set(0, 0).addProduct(y[i], tail[i], factor, 0).store(y, tail, i);
    }
  }

  private void store(double[] into, double[] tails, int i) {
    into[i] = high;
    tails[i] = tail;
  }

  /**
   * The rounding error of the product a b, computed from the halves of the mantissas, which never
   * overflow.
   */
  private static double lost(double a, double b, double product) {
    double aUpper = upper(a);
    double bUpper = upper(b);
    double aLower = a - aUpper;
    double bLower = b - bUpper;
    double rest = ((aUpper * bUpper - product) + aUpper * bLower) + aLower * bUpper;
    return rest + aLower * bLower;
  }

  private static double upper(double value) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(value) & UPPER);
  }
}
