package io.rivulet.quality;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import java.util.Arrays;

/**
 * Sums over the samples of a window that is still open. The variation of targets is summed as they
 * come, about their mean and relative to the first target of the window, so that it keeps its
 * digits when all targets are far from 0:
 *
 * <pre>
 * z = y - y₁,  m' = m + (z - m) / n,  M' = M + (z - m) (z - m'),  r2 = 1 - Σ e² / M
 * </pre>
 *
 * <p>A figure is the mean over the outputs, and NaN when it does not apply or is not finite.
 *
 * <p>Reference: B. P. Welford, <i>Note on a method for calculating corrected sums of squares and
 * products</i>, Technometrics 4 (1962).
 */
public final class OpenWindow {

  /** The doubles for each output. */
  private static final int NUMBERS = 8;

  private long samples;
  private long right;
  private long intervals;
  private long covered;
  private double losses;
  private final double[] sizes;
  private final double[] errors;
  private final double[] firsts;
  private final double[] means;
  private final SquareSums errorSquares;
  private final SquareSums targetSquares;

  /**
   * @param outputs the number of outputs of a regression, 0 for a classifier
   */
  OpenWindow(int outputs) {
    this.sizes = new double[outputs];
    this.errors = new double[outputs];
    this.firsts = new double[outputs];
    this.means = new double[outputs];
    this.errorSquares = new SquareSums(outputs);
    this.targetSquares = new SquareSums(outputs);
  }

  /** The number of samples. */
  public long samples() {
    return samples;
  }

  int outputs() {
    return sizes.length;
  }

  /** Counts a sample, whose outputs follow. */
  public void next() {
    samples++;
  }

  /** Adds output j of the sample that was counted last, with e = y - prediction. */
  public void add(int j, double y, double e) {
    sizes[j] += Math.abs(e);
    errors[j] += e;
    errorSquares.add(j, e, e);
    if (samples == 1) {
      firsts[j] = y;
    }
    double z = y - firsts[j];
    double away = z - means[j];
    means[j] += away / samples;
    targetSquares.add(j, away, z - means[j]);
  }

  /** Adds whether a target lies in its 95 % interval. */
  public void addInterval(boolean covers) {
    intervals++;
    covered += covers ? 1 : 0;
  }

  /**
   * Adds the class of the sample that was counted last.
   *
   * @param hit whether the most probable class was right
   * @param loss -ln of the probability of the right class
   */
  public void addClass(boolean hit, double loss) {
    right += hit ? 1 : 0;
    losses += loss;
  }

  /** Mean of |e|. */
  public double mae() {
    return meanOf(sizes);
  }

  /** Mean of e. */
  public double meanError() {
    return meanOf(errors);
  }

  /** Root of the mean of e². */
  public double rmse() {
    double sum = 0;
    for (int j = 0; j < outputs(); j++) {
      sum += errorSquares.rootOfMean(j, samples);
    }
    return finite(sum / outputs());
  }

  /** 1 - Σ e² / Σ (y - mean of y)², of the outputs whose targets vary. */
  public double r2() {
    double sum = 0;
    int varying = 0;
    for (int j = 0; j < outputs(); j++) {
      double unexplained = errorSquares.ratio(j, targetSquares);
      if (!Double.isNaN(unexplained)) {
        sum += 1 - unexplained;
        varying++;
      }
    }
    return finite(sum / varying);
  }

  /** Fraction of samples whose most probable class was right. */
  public double accuracy() {
    return outputs() == 0 ? (double) right / samples : Double.NaN;
  }

  /** Mean of -ln of the probability of the right class. */
  public double logLoss() {
    return outputs() == 0 ? losses / samples : Double.NaN;
  }

  /** Fraction of targets that lie in their 95 % interval. */
  public double coverage() {
    return (double) covered / intervals;
  }

  private double meanOf(double[] sums) {
    double sum = 0;
    for (double each : sums) {
      sum += each / samples;
    }
    return finite(sum / outputs());
  }

  private static double finite(double figure) {
    return Double.isFinite(figure) ? figure : Double.NaN;
  }

  /** Begins anew, without samples. */
  void clear() {
    samples = 0;
    right = 0;
    intervals = 0;
    covered = 0;
    losses = 0;
    for (double[] sums : new double[][] {sizes, errors, firsts, means}) {
      Arrays.fill(sums, 0);
    }
    errorSquares.clear();
    targetSquares.clear();
  }

  static long bytes(int outputs) {
    return 5L * Long.BYTES + Integer.BYTES + (long) NUMBERS * Double.BYTES * outputs;
  }

  void write(StateOutput into) {
    into.putInt(outputs());
    into.putLong(samples).putLong(right).putLong(intervals).putLong(covered);
    Doubles.write(losses, into);
    Doubles.write(sizes, into);
    Doubles.write(errors, into);
    errorSquares.write(into);
    Doubles.write(firsts, into);
    Doubles.write(means, into);
    targetSquares.write(into);
  }

  static OpenWindow read(StateInput from) {
    OpenWindow window = new OpenWindow(Doubles.outputs(from, NUMBERS));
    window.samples = Doubles.count(from);
    window.right = Doubles.count(from);
    window.intervals = Doubles.count(from);
    window.covered = Doubles.count(from);
    window.losses = from.getDouble();
    Doubles.read(from, window.sizes);
    Doubles.read(from, window.errors);
    window.errorSquares.read(from);
    Doubles.read(from, window.firsts);
    Doubles.read(from, window.means);
    window.targetSquares.read(from);
    return window;
  }
}
