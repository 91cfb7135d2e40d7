package io.rivulet.experiment.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DrawnStreamTest {

  static Stream<LongFunction<DrawnStream>> streams() {
    return Stream.of(FriedmanFeatures::drawn, SparseRegression::drawn, LaggedInputs::drawn);
  }

  @ParameterizedTest
  @MethodSource("streams")
  void drawn_sameSeed_isTheSameAndAnotherIsNot(LongFunction<DrawnStream> stream) {
    assertThat(targets(stream.apply(5).train())).isEqualTo(targets(stream.apply(5).train()));
    assertThat(targets(stream.apply(5).test())).isEqualTo(targets(stream.apply(5).test()));
    assertThat(targets(stream.apply(5).train())).isNotEqualTo(targets(stream.apply(6).train()));
  }

  /** At places where the parts of the published function are known. */
  @Test
  void friedman_target_isThePublishedFunction() {
    double[] x = {1, 0.5, 0.5, 0, 0, 9, 9, 9, 9, 9};
    assertThat(FriedmanFeatures.target(x)).isCloseTo(10, within(1e-14));
    double[] y = {0, 0.7, 0, 1, 1, 9, 9, 9, 9, 9};
    assertThat(FriedmanFeatures.target(y)).isEqualTo(5 + 10 + 5);
  }

  /**
   * x₄ gives the target 10 x₄: over 300 samples sorted by it, the last third is 20/3 above the
   * first, with a deviation of √(2 (16 + 1) / 100) = 0.6.
   */
  @Test
  void friedman_stream_risesWithTheFourthInput() {
    DrawnStream stream = FriedmanFeatures.drawn(3);
    double[] y = targets(stream.train());

    double first = Arrays.stream(y, 0, 100).average().orElseThrow();
    double last = Arrays.stream(y, 200, 300).average().orElseThrow();
    assertThat(last - first).isCloseTo(20 / 3.0, within(5 * 0.6));
    assertThat(stream.test()).hasSize(1000);
    assertThat(stream.train())
        .hasSize(300)
        .allMatch(each -> each.x().length == 400)
        .allMatch(each -> Arrays.stream(each.x()).allMatch(v -> Math.abs(v) < 1));
  }

  @Test
  void sparse_weights_areTenOfTwoHundredAndNoiseIsHalf() {
    DrawnStream stream = SparseRegression.drawn(3);
    double[] w = solved(stream.test());

    assertThat(Arrays.stream(w).filter(weight -> Math.abs(weight) > 1e-10)).hasSize(10);
    assertThat(noise(stream, w)).isCloseTo(0.5, within(5 * 0.5 / Math.sqrt(2 * 200)));
  }

  /** The input of the next sample begins with what this one has to tell, and its noise. */
  @Test
  void lags_inputs_moveByOneAndNoiseIsThreeQuarters() {
    DrawnStream stream = LaggedInputs.drawn(3);
    List<Measured> train = stream.train();
    List<Measured> test = stream.test();

    for (int t = 1; t < train.size(); t++) {
      double[] now = train.get(t).x();
      double[] before = train.get(t - 1).x();
      assertThat(Arrays.copyOfRange(now, 1, 120)).isEqualTo(Arrays.copyOf(before, 119));
      assertThat(now[0]).isEqualTo(train.get(t - 1).y());
    }
    double[] noise =
        IntStream.range(1, test.size())
            .mapToDouble(t -> test.get(t).x()[0] - test.get(t - 1).y())
            .toArray();
    assertThat(new StandardDeviation().evaluate(noise))
        .isCloseTo(stream.noise(), within(5 * 0.75 / Math.sqrt(2 * 1000)));
    assertThat(stream.noise()).isEqualTo(0.75);
    assertThat(test).allMatch(each -> Math.abs(each.y()) <= 3);
  }

  private static double[] solved(List<Measured> clean) {
    double[][] x = clean.stream().map(Measured::x).toArray(double[][]::new);
    return new QRDecomposition(new Array2DRowRealMatrix(x, false))
        .getSolver()
        .solve(new ArrayRealVector(targets(clean)))
        .toArray();
  }

  private static double noise(DrawnStream stream, double[] w) {
    double[] noise =
        stream.train().stream()
            .mapToDouble(
                each ->
                    each.y()
                        - IntStream.range(0, w.length).mapToDouble(j -> w[j] * each.x()[j]).sum())
            .toArray();
    return new StandardDeviation().evaluate(noise);
  }

  private static double[] targets(List<Measured> rows) {
    return rows.stream().mapToDouble(Measured::y).toArray();
  }
}
