package io.rivulet.learner;

import io.rivulet.testing.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Seeded test data. */
public final class Draw {

  private final SplittableRandom random;

  public Draw(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The first seeds, or fewer for a quick look: {@code -Dlaws.seeds=10}. */
  public static LongStream seeds(int count) {
    return Seeds.first(count);
  }

  /**
   * Whether to ask the slow oracle after step i of n: every step of a short stream, some of a long.
   */
  public static boolean checked(int i, int n) {
    return i % (1 + n / 6) == 0 || i == n - 1;
  }

  /** An integer in [from, to]. */
  public int between(int from, int to) {
    return random.nextInt(from, to + 1);
  }

  public double uniform(double from, double to) {
    return random.nextDouble(from, to);
  }

  public double[] normal(int size) {
    double[] vector = new double[size];
    Arrays.setAll(vector, i -> random.nextGaussian());
    return vector;
  }

  public double[][] normal(int rows, int columns) {
    double[][] matrix = new double[rows][];
    Arrays.setAll(matrix, i -> normal(columns));
    return matrix;
  }

  /** Rows of length p that span a subspace of the given rank. */
  public double[][] ofRank(int rank, int rows, int p) {
    double[][] basis = normal(rank, p);
    double[][] mixed = new double[rows][p];
    for (double[] row : mixed) {
      for (double[] direction : basis) {
        Oracle.add(random.nextGaussian(), direction, row);
      }
    }
    return mixed;
  }
}
