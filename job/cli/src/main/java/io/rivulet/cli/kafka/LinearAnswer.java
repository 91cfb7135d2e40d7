package io.rivulet.cli.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.Failure;
import io.rivulet.record.WeightRecord;
import java.util.Arrays;
import java.util.Set;

/** Predictions that a weight record alone can make. */
final class LinearAnswer {

  /** Those whose answer to x is Wᵀ x when their model is linear. */
  private static final Set<String> LINEAR =
      Set.of("rls", "orfit", "ekf", "lofi-diagonal", "ogd", "one-step-sgd", "sgd", "ledger");

  private LinearAnswer() {}

  /** Reads {@code 1,2,3} or {@code [1,2,3]}. */
  static double[] features(String text) {
    String array = text.strip().startsWith("[") ? text : "[" + text + "]";
    double[] x = numbers(array);
    if (x.length == 0 || !Arrays.stream(x).allMatch(Double::isFinite)) {
      throw Failure.refused("--x must be finite numbers separated by commas, such as 1,2.5,-3");
    }
    return x;
  }

  /**
   * Wᵀ x; a missing last feature is the constant 1. For {@code greedy}, w.
   *
   * @throws Failure when the model is not linear, or x does not fit
   */
  static double[] of(WeightRecord record, double[] x) {
    if (record.learner().equals("greedy")) {
      return record.w().clone();
    }
    if (!LINEAR.contains(record.learner())) {
      throw Failure.refused(
          "learner '"
              + TextTable.printable(record.learner())
              + "' is no linear regression; send a sample with \"op\": \"predict\" instead");
    }
    if (x.length != record.rows() && x.length != record.rows() - 1) {
      throw doesNotFit(record, x.length);
    }
    return multiply(record, x);
  }

  private static double[] multiply(WeightRecord record, double[] x) {
    int columns = record.columns();
    double[] y = new double[columns];
    for (int i = 0; i < record.rows(); i++) {
      double factor = i < x.length ? x[i] : 1;
      for (int k = 0; k < columns; k++) {
        y[k] += record.w()[i * columns + k] * factor;
      }
    }
    return y;
  }

  private static Failure doesNotFit(WeightRecord record, int length) {
    return Failure.refused(
        "x has "
            + length
            + " numbers, weights of shape "
            + record.rows()
            + " x "
            + record.columns()
            + " answer "
            + record.rows()
            + (record.rows() > 1 ? ", or " + (record.rows() - 1) + " with a bias" : "")
            + "; models of kind shared or mlp are answered to samples with \"op\": \"predict\"");
  }

  private static double[] numbers(String array) {
    try {
      JsonNode node = new ObjectMapper().readTree(array);
      double[] numbers = new double[node.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = node.get(i).isNumber() ? node.get(i).doubleValue() : Double.NaN;
      }
      return numbers;
    } catch (JsonProcessingException e) {
      return new double[0];
    }
  }
}
