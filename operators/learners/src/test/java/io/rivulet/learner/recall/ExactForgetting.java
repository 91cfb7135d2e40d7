package io.rivulet.learner.recall;

import io.rivulet.record.WeightRecord;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What becomes of the answers to all samples so far, in exact arithmetic. */
final class ExactForgetting {

  private static final MathContext DIGITS = new MathContext(40);

  private final List<Learned> samples = new ArrayList<>();
  private final List<double[]> weights = new ArrayList<>();
  private int columns;

  private record Learned(int version, double[] row, double[] targets) {}

  /** Adds the weights of the next version, from 0. */
  void add(WeightRecord record) {
    columns = record.columns();
    weights.add(record.w());
  }

  /**
   * Adds what a version has learned, after its weights.
   *
   * @param targets one after the other
   */
  void learn(double[][] rows, double[] targets) {
    for (int i = 0; i < rows.length; i++) {
      double[] own = new double[columns];
      System.arraycopy(targets, i * columns, own, 0, columns);
      samples.add(new Learned(weights.size() - 1, rows[i].clone(), own));
    }
  }

  void unlearn(double[][] rows) {
    for (double[] row : rows) {
      for (int i = 0; i < samples.size(); i++) {
        if (Arrays.equals(samples.get(i).row(), row)) {
          samples.remove(i);
          break;
        }
      }
    }
  }

  /** The root mean square change since a version, or since a sample was learned. */
  double change(int since) {
    int now = weights.size() - 1;
    BigDecimal sum = BigDecimal.ZERO;
    int count = 0;
    for (Learned sample : samples) {
      if (sample.version() < now) {
        double[] before = weights.get(Math.max(since, sample.version()));
        for (int j = 0; j < columns; j++) {
          BigDecimal moved = answer(sample.row(), weights.get(now), j);
          moved = moved.subtract(answer(sample.row(), before, j));
          sum = sum.add(moved.multiply(moved));
          count++;
        }
      }
    }
    return root(sum, count);
  }

  /** The root mean square error of the newest weights. */
  double error() {
    BigDecimal sum = BigDecimal.ZERO;
    for (Learned sample : samples) {
      for (int j = 0; j < columns; j++) {
        BigDecimal error = new BigDecimal(sample.targets()[j]);
        error = error.subtract(answer(sample.row(), weights.get(weights.size() - 1), j));
        sum = sum.add(error.multiply(error));
      }
    }
    return root(sum, samples.size() * columns);
  }

  /** ‖X‖ ‖ΔW‖ over the root of the count: what rounding is relative to. */
  double scale(int since) {
    double inputs = 0;
    for (Learned sample : samples) {
      inputs = Math.hypot(inputs, length(sample.row()));
    }
    double moved = 0;
    for (int v = since; v < weights.size() - 1; v++) {
      double[] step = weights.get(v + 1).clone();
      for (int i = 0; i < step.length; i++) {
        step[i] -= weights.get(v)[i];
      }
      moved += length(step);
    }
    return inputs * moved;
  }

  private static double length(double[] vector) {
    double length = 0;
    for (double entry : vector) {
      length = Math.hypot(length, entry);
    }
    return length;
  }

  private BigDecimal answer(double[] row, double[] w, int column) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < row.length; i++) {
      BigDecimal product = new BigDecimal(row[i]).multiply(new BigDecimal(w[i * columns + column]));
      sum = sum.add(product);
    }
    return sum;
  }

  private static double root(BigDecimal sum, int count) {
    return count == 0
        ? 0
        : sum.divide(BigDecimal.valueOf(count), DIGITS).sqrt(DIGITS).doubleValue();
  }
}
