package io.rivulet.cli.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.Failure;
import io.rivulet.learner.Catalogue;
import io.rivulet.record.HiddenLayer;
import io.rivulet.record.WeightRecord;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Predictions that a weight record alone can make. */
final class RecordAnswer {

  private RecordAnswer() {}

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
   * Wᵀ x, of a classifier its softmax; a missing last feature is the constant 1. With a hidden
   * layer, Wᵀ φ(x). For {@code greedy}, w.
   *
   * @throws Failure when the learner has no such answer, or x does not fit
   */
  static double[] of(WeightRecord record, double[] x) {
    return switch (Catalogue.answering(record.learner())) {
      case REGRESSION -> multiply(record, features(record, x));
      case CLASSIFICATION -> softmax(multiply(record, features(record, x)));
      case CONSTANT -> record.w().clone();
      case NONE ->
          throw Failure.refused(
              "learner '"
                  + TextTable.printable(record.learner())
                  + "' gives no answer to x from its weights; send a sample with"
                  + " \"op\": \"predict\" instead");
    };
  }

  private static double[] features(WeightRecord record, double[] x) {
    if (record.hidden() != null) {
      return hidden(record, record.hidden(), x);
    }
    if (x.length != record.rows() && x.length != record.rows() - 1) {
      throw doesNotFit(record, x.length);
    }
    return x;
  }

  /** [1, x, h], [1, h] or h, as many as W has rows; h = tanh([1, x] V). */
  private static double[] hidden(WeightRecord record, HiddenLayer layer, double[] x) {
    if (x.length != layer.rows() - 1) {
      throw Failure.refused("x has " + x.length + " numbers, the net takes " + (layer.rows() - 1));
    }
    double[] h = new double[layer.columns()];
    for (int j = 0; j < h.length; j++) {
      double sum = layer.w()[j];
      for (int i = 0; i < x.length; i++) {
        sum += x[i] * layer.w()[(1 + i) * h.length + j];
      }
      h[j] = StrictMath.tanh(sum);
    }
    if (record.rows() == h.length) {
      return h;
    }
    double[] direct = record.rows() == 1 + h.length ? new double[0] : x;
    return Stream.of(new double[] {1}, direct, h).flatMapToDouble(DoubleStream::of).toArray();
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

  private static double[] softmax(double[] logits) {
    double most = Arrays.stream(logits).max().orElse(0);
    double[] odds = Arrays.stream(logits).map(logit -> StrictMath.exp(logit - most)).toArray();
    double sum = Arrays.stream(odds).sum();
    return Arrays.stream(odds).map(each -> each / sum).toArray();
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
