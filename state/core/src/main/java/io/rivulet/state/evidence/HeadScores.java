package io.rivulet.state.evidence;

/**
 * How well each head of a grid predicted samples before they were learned: its sum of squared
 * errors over their variance factors, for each output, and its sum of the logarithms of the
 * factors.
 */
public final class HeadScores {

  /** The number of heads. */
  public static final int HEADS = 22;

  private final double[][] losses;
  private final double[] logs;
  private long scored;

  HeadScores(long scored, double[][] losses, double[] logs) {
    this.scored = scored;
    this.losses = losses;
    this.logs = logs;
  }

  static HeadScores initial(int outputs) {
    return new HeadScores(0, new double[outputs][HEADS], new double[HEADS]);
  }

  /** k, the number of samples that were scored. */
  public long scored() {
    return scored;
  }

  /** Counts a sample whose heads were added. */
  public void count() {
    scored++;
  }

  /** Adds the squared error of a head for an output, over its variance factor. */
  public void addLoss(int output, int head, double loss) {
    losses[output][head] += loss;
  }

  /** Adds the logarithm of the variance factor of a head. */
  public void addLog(int head, double log) {
    logs[head] += log;
  }

  /** Σ e² / v of a head for an output. */
  public double loss(int output, int head) {
    return losses[output][head];
  }

  /** Σ log v of a head. */
  public double logs(int head) {
    return logs[head];
  }

  /** Adds the samples that another grid scored. */
  void add(HeadScores other) {
    scored += other.scored;
    for (int g = 0; g < HEADS; g++) {
      logs[g] += other.logs[g];
      for (int j = 0; j < losses.length; j++) {
        losses[j][g] += other.losses[j][g];
      }
    }
  }

  /** Divides the losses of an output by a power of two. */
  void rescale(int output, int exponent) {
    Units.divide(losses[output], exponent);
  }

  double[][] losses() {
    return losses;
  }

  double[] logs() {
    return logs;
  }
}
