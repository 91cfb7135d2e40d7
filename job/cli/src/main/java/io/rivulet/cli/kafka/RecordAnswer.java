package io.rivulet.cli.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.Failure;
import io.rivulet.learner.Answering;
import io.rivulet.learner.Catalogue;
import io.rivulet.record.WeightRecord;
import java.util.Arrays;

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
   * What the weights answer.
   *
   * @throws Failure when the learner has no such answer, or x does not fit
   */
  static double[] of(WeightRecord record, double[] x) {
    Answering answering =
        Catalogue.answering(record.learner()).orElseThrow(() -> answersNothing(record));
    try {
      return answering.of(record, x);
    } catch (IllegalArgumentException e) {
      throw Failure.refused(e.getMessage());
    }
  }

  private static Failure answersNothing(WeightRecord record) {
    return Failure.refused(
        "learner '"
            + TextTable.printable(record.learner())
            + "' gives no answer to x from its weights; send a sample with \"op\": \"predict\""
            + " instead");
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
