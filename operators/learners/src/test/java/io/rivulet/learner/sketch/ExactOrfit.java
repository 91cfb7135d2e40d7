package io.rivulet.learner.sketch;

import io.rivulet.learner.ExactRounding;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * ORFit under noise with a bounded memory in 300 digits, by its definition: the Kalman step under
 * the precision η I + C / R, then C ← C + ω x xᵀ, of which the m largest eigenvalues stay.
 */
final class ExactOrfit {

  private static final MathContext DIGITS = new MathContext(300);
  private static final BigDecimal NOTHING = new BigDecimal("1e-280");
  private static final BigDecimal TWO = new BigDecimal(2);

  private final int memory;
  private final BigDecimal priorPrecision;
  private final BigDecimal noise;
  private final BigDecimal[] weights;
  private BigDecimal[][] kept;
  private double gap = 1;

  ExactOrfit(int p, int memory, double priorPrecision, double noise) {
    this.memory = memory;
    this.priorPrecision = new BigDecimal(priorPrecision);
    this.noise = new BigDecimal(noise);
    this.weights = new BigDecimal[p];
    Arrays.fill(weights, BigDecimal.ZERO);
    this.kept = zeros(p);
  }

  private static BigDecimal[][] zeros(int p) {
    BigDecimal[][] zeros = new BigDecimal[p][p];
    for (BigDecimal[] row : zeros) {
      Arrays.fill(row, BigDecimal.ZERO);
    }
    return zeros;
  }

  void learn(double[] input, double target, double weight) {
    int p = weights.length;
    BigDecimal[] x = Arrays.stream(input).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
    BigDecimal[][] precision = zeros(p);
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        precision[i][j] = kept[i][j].divide(noise, DIGITS);
      }
      precision[i][i] = precision[i][i].add(priorPrecision);
    }
    BigDecimal[] gain = ExactRounding.product(ExactRounding.inverse(precision), x);
    BigDecimal error = new BigDecimal(target);
    BigDecimal spread = noise.divide(new BigDecimal(weight), DIGITS);
    for (int j = 0; j < p; j++) {
      error = error.subtract(x[j].multiply(weights[j]), DIGITS);
      spread = spread.add(x[j].multiply(gain[j]), DIGITS);
    }
    for (int j = 0; j < p; j++) {
      weights[j] = weights[j].add(gain[j].multiply(error).divide(spread, DIGITS), DIGITS);
      for (int i = 0; i < p; i++) {
        BigDecimal energy = x[i].multiply(x[j]).multiply(new BigDecimal(weight));
        kept[i][j] = kept[i][j].add(energy, DIGITS);
      }
    }
    truncate();
  }

  double[] weights() {
    return Arrays.stream(weights).mapToDouble(BigDecimal::doubleValue).toArray();
  }

  /** The least 1 - λₘ₊₁ / λₘ so far: by its inverse rounding turns the directions that stay. */
  double gap() {
    return gap;
  }

  /** Eigenvalues by Jacobi's rotations, the m largest put together again. */
  private void truncate() {
    int p = weights.length;
    BigDecimal[][] a = kept;
    BigDecimal[][] vectors = zeros(p);
    for (int i = 0; i < p; i++) {
      vectors[i][i] = BigDecimal.ONE;
    }
    while (sweep(a, vectors)) {}
    Integer[] order = new Integer[p];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (i, j) -> a[j][j].compareTo(a[i][i]));
    if (memory < p && a[order[memory]][order[memory]].signum() > 0) {
      BigDecimal first = a[order[memory - 1]][order[memory - 1]];
      double quotient = a[order[memory]][order[memory]].divide(first, DIGITS).doubleValue();
      gap = Math.min(gap, 1 - quotient);
    }
    kept = zeros(p);
    for (int k = 0; k < memory; k++) {
      int from = order[k];
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          BigDecimal part = vectors[i][from].multiply(vectors[j][from]).multiply(a[from][from]);
          kept[i][j] = kept[i][j].add(part, DIGITS);
        }
      }
    }
  }

  private static boolean sweep(BigDecimal[][] a, BigDecimal[][] vectors) {
    boolean turned = false;
    for (int i = 0; i < a.length; i++) {
      for (int j = i + 1; j < a.length; j++) {
        BigDecimal limit = NOTHING.multiply(a[i][i].abs().max(a[j][j].abs()), DIGITS);
        if (a[i][j].abs().compareTo(limit) > 0) {
          turn(a, vectors, i, j);
          turned = true;
        }
      }
    }
    return turned;
  }

  private static void turn(BigDecimal[][] a, BigDecimal[][] vectors, int i, int j) {
    BigDecimal half = a[j][j].subtract(a[i][i]).divide(TWO.multiply(a[i][j]), DIGITS);
    BigDecimal root = half.multiply(half).add(BigDecimal.ONE).sqrt(DIGITS);
    BigDecimal tangent =
        BigDecimal.ONE.divide(half.signum() < 0 ? half.subtract(root) : half.add(root), DIGITS);
    BigDecimal cosine =
        BigDecimal.ONE.divide(tangent.multiply(tangent).add(BigDecimal.ONE).sqrt(DIGITS), DIGITS);
    BigDecimal sine = tangent.multiply(cosine, DIGITS);
    for (int k = 0; k < a.length; k++) {
      rotate(a[k], i, j, cosine, sine);
      rotate(vectors[k], i, j, cosine, sine);
    }
    for (int k = 0; k < a.length; k++) {
      BigDecimal first = a[i][k];
      BigDecimal second = a[j][k];
      a[i][k] = cosine.multiply(first).subtract(sine.multiply(second), DIGITS);
      a[j][k] = sine.multiply(first).add(cosine.multiply(second), DIGITS);
    }
    a[i][j] = BigDecimal.ZERO;
    a[j][i] = BigDecimal.ZERO;
  }

  private static void rotate(BigDecimal[] row, int i, int j, BigDecimal cosine, BigDecimal sine) {
    BigDecimal first = row[i];
    BigDecimal second = row[j];
    row[i] = cosine.multiply(first).subtract(sine.multiply(second), DIGITS);
    row[j] = sine.multiply(first).add(cosine.multiply(second), DIGITS);
  }
}
