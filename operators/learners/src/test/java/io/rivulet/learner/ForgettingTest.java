package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.kernel.SymmetricMatrix;
import io.rivulet.model.LinearResponse;
import io.rivulet.state.LabelledInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is left of five windows with two classes of digits each, on held-out digits of all ten. Each
 * pixel has mean 0 and variance 1; every fourth digit is held out.
 */
class ForgettingTest {

  /** Beside the repository; relative to this module. */
  private static final Path DIGITS = Path.of("../../../shared/data/digits-8x8.csv.gz");

  private static final LinearResponse MODEL = new LinearResponse(64, 10, false);

  private static List<LabelledInput> digits;

  @BeforeAll
  static void read() throws IOException {
    Assumptions.assumeTrue(
        Files.exists(DIGITS), "../shared/data/digits-8x8.csv.gz is absent: skipped");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(DIGITS)), StandardCharsets.US_ASCII))) {
      digits =
          standardised(
              lines
                  .lines()
                  .map(line -> Arrays.stream(line.split(",")))
                  .map(numbers -> numbers.mapToDouble(Double::parseDouble).toArray())
                  .toList());
    }
  }

  @Test
  void distillation_ofAllInputs_isAsGoodAsJointTraining() throws Exception {
    List<LabelledInput> training = half();
    double[] joint = new double[MODEL.weights()];
    new Newton(joint.length)
        .minimise(joint, CrossEntropy.labelled(MODEL, training), held(joint, 0.001));

    double distilled = afterWindows(Trial.distillation("%s", spec("'ridge':0.001")), training);

    assertThat(accuracy(joint)).isCloseTo(0.946, within(0.02));
    assertThat(distilled).isGreaterThan(accuracy(joint) - 0.01);
  }

  @Test
  void laplace_ofFirmPrior_keepsMostOfJointTraining() throws Exception {
    double kept = afterWindows(Trial.laplace("%s", spec("'priorPrecision':10")), training());

    assertThat(kept).isCloseTo(0.91, within(0.01));
  }

  /** Each window is fitted by its own loss, held by next to nothing at the weights before. */
  @Test
  void fineTuning_forgetsWhatTheOthersKeep() throws Exception {
    double[] w = new double[MODEL.weights()];
    for (List<LabelledInput> window : windows(half())) {
      new Newton(w.length).minimise(w, CrossEntropy.labelled(MODEL, window), held(w, 0.001));
    }

    assertThat(accuracy(w)).isLessThan(0.7);
  }

  private static QuadraticPenalty held(double[] w, double precision) {
    return new QuadraticPenalty(w.clone(), SymmetricMatrix.isotropic(w.length, precision));
  }

  private static String spec(String more) {
    return "'dimension':64,'classes':10,'window':{'seconds':1}," + more;
  }

  /** Accuracy after one pass; a sample without weight closes the last window. */
  private static double afterWindows(Trial<?> trial, List<LabelledInput> training)
      throws Exception {
    long second = 0;
    for (List<LabelledInput> window : windows(training)) {
      for (LabelledInput digit : window) {
        trial.learnClass(1, digit.x(), digit.label(), 1000 * second);
      }
      second++;
    }
    trial.learnClass(0, digits.get(0).x(), 0, 1000 * second);
    return accuracy(trial.weights());
  }

  /** The classes 0 and 1, then 2 and 3, to 8 and 9. */
  private static List<List<LabelledInput>> windows(List<LabelledInput> training) {
    List<List<LabelledInput>> windows = new ArrayList<>();
    for (int k = 0; k < 5; k++) {
      int window = k;
      windows.add(training.stream().filter(digit -> digit.label() / 2 == window).toList());
    }
    return windows;
  }

  private static double accuracy(double[] w) {
    List<LabelledInput> heldOut = every(i -> i % 4 == 3);
    long right =
        heldOut.stream()
            .filter(digit -> Softmax.mostProbable(answer(w, digit.x())) == digit.label())
            .count();
    return (double) right / heldOut.size();
  }

  private static double[] answer(double[] w, double[] x) {
    return SoftmaxOracle.probabilities(w, x, MODEL.outputs());
  }

  private static List<LabelledInput> training() {
    return every(i -> i % 4 != 3);
  }

  /** Half of the training digits, in half of the time. */
  private static List<LabelledInput> half() {
    return every(i -> i % 4 != 3 && i % 8 < 4);
  }

  private static List<LabelledInput> every(IntPredicate selected) {
    return IntStream.range(0, digits.size()).filter(selected).mapToObj(digits::get).toList();
  }

  /** Rows of 64 pixels and the class. */
  private static List<LabelledInput> standardised(List<double[]> rows) {
    double[] mean = new double[64];
    double[] variance = new double[64];
    rows.forEach(row -> Arrays.setAll(mean, j -> mean[j] + row[j] / rows.size()));
    rows.forEach(
        row ->
            Arrays.setAll(
                variance, j -> variance[j] + Math.pow(row[j] - mean[j], 2) / rows.size()));
    return rows.stream()
        .map(
            row -> {
              double[] x = new double[64];
              Arrays.setAll(
                  x, j -> variance[j] == 0 ? 0 : (row[j] - mean[j]) / Math.sqrt(variance[j]));
              return new LabelledInput(x, (int) row[64], 1);
            })
        .toList();
  }
}
