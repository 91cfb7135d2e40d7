package io.rivulet.kernel;

/**
 * Vector operations in which every sum has one fixed order: eight logical lanes are reduced as
 * ((0+4)+(2+6)) + ((1+5)+(3+7)), the remainder is added in order, and no fused multiply-add is
 * used. The same input gives the same bits on every machine, interpreted or compiled. All methods
 * take O(n) time and allocate nothing.
 */
public final class Lanes {

  private Lanes() {}

  /**
   * The inner product Σ aᵢ bᵢ over the first n entries.
   *
   * @param n entries to read, at most the length of both arrays
   */
  public static double dot(double[] a, double[] b, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int end = n & ~7;
    for (int i = 0; i < end; i += 8) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
      s4 += a[i + 4] * b[i + 4];
      s5 += a[i + 5] * b[i + 5];
      s6 += a[i + 6] * b[i + 6];
      s7 += a[i + 7] * b[i + 7];
    }
    double sum = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    for (int i = end; i < n; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Adds a multiple: y ← y + alpha x over the first n entries. Modifies y. */
  public static void axpy(double alpha, double[] x, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] += alpha * x[i];
    }
  }

  /** The difference a - b as a fresh array, for vectors of the same length. */
  public static double[] difference(double[] a, double[] b) {
    double[] difference = a.clone();
    axpy(-1, b, difference, difference.length);
    return difference;
  }

  /** Multiplies the first n entries of x by alpha. Modifies x. */
  public static void scale(double alpha, double[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] *= alpha;
    }
  }

  /** The Euclidean norm, not guarded against overflow: a huge input gives infinity. */
  public static double norm(double[] x) {
    return Math.sqrt(dot(x, x, x.length));
  }

  /** The Euclidean norm of entries whose squares may overflow or underflow; allocates. */
  public static double guardedNorm(double[] x) {
    double largest = largest(x);
    if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) {
      return largest;
    }
    int exponent = Math.getExponent(largest);
    double[] scaled = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      scaled[i] = Math.scalb(x[i], -exponent);
    }
    return Math.scalb(norm(scaled), exponent);
  }

  /** The sum of sizes Σ |aᵢ bᵢ| over the first n entries, in the order of {@link #dot}. */
  public static double absoluteDot(double[] a, double[] b, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int end = n & ~7;
    for (int i = 0; i < end; i += 8) {
      s0 += Math.abs(a[i] * b[i]);
      s1 += Math.abs(a[i + 1] * b[i + 1]);
      s2 += Math.abs(a[i + 2] * b[i + 2]);
      s3 += Math.abs(a[i + 3] * b[i + 3]);
      s4 += Math.abs(a[i + 4] * b[i + 4]);
      s5 += Math.abs(a[i + 5] * b[i + 5]);
      s6 += Math.abs(a[i + 6] * b[i + 6]);
      s7 += Math.abs(a[i + 7] * b[i + 7]);
    }
    double sum = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    for (int i = end; i < n; i++) {
      sum += Math.abs(a[i] * b[i]);
    }
    return sum;
  }

  /** The sum of sizes Σ |aᵢ|, in any order. */
  public static double sumOfSizes(double[] a) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int end = a.length & ~3;
    for (int i = 0; i < end; i += 4) {
      s0 += Math.abs(a[i]);
      s1 += Math.abs(a[i + 1]);
      s2 += Math.abs(a[i + 2]);
      s3 += Math.abs(a[i + 3]);
    }
    for (int i = end; i < a.length; i++) {
      s0 += Math.abs(a[i]);
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Whether every entry is finite; the sum of the entries times 0 is 0 only if so. */
  public static boolean finite(double[] x) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int end = x.length & ~3;
    for (int i = 0; i < end; i += 4) {
      s0 += x[i] * 0;
      s1 += x[i + 1] * 0;
      s2 += x[i + 2] * 0;
      s3 += x[i + 3] * 0;
    }
    for (int i = end; i < x.length; i++) {
      s0 += x[i] * 0;
    }
    return (s0 + s1) + (s2 + s3) == 0;
  }

  /** The largest absolute value, 0 for an empty array. */
  public static double largest(double[] x) {
    double largest = 0;
    for (double v : x) {
      largest = Math.max(largest, Math.abs(v));
    }
    return largest;
  }
}
