package io.rivulet.learner.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A gradient step that would make an error grow is refused, and the largest one that would not. */
class StepBoundTest {

  private static final Pattern STABLE = Pattern.compile("largest stable rate is ([-+.0-9E]+),");

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_oneRow_isRefusedExactlyAboveTwo(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(1, 20);
    boolean bias = seed % 2 == 0;
    double[] x = draw.normal(p);
    Oracle.add(Math.pow(10, draw.between(-4, 4)), draw.normal(p), x);
    double weight = draw.uniform(0.1, 3);
    double square = Oracle.dot(x, x) + (bias ? 1 : 0);
    double rate = draw.uniform(0.5, 1.5) * 2 / (weight * square);
    Trial<?> sgd = sgd(p, rate, Fields.of("bias", bias));
    byte[] before = sgd.bytes();

    RejectedException refusal =
        catchThrowableOfType(
            RejectedException.class, () -> sgd.learnWeighted(weight, x, draw.normal(1)));

    assertThat(refusal == null).isEqualTo(rate * weight * square <= 2);
    if (refusal != null) {
      assertThat(refusal.reason()).isEqualTo(Reason.NUMERIC);
      assertThat(sgd.bytes()).isEqualTo(before);
      Trial<?> stable = sgd(p, stableRate(refusal), Fields.of("bias", bias));
      stable.learnWeighted(weight, x, 1);
      assertThatThrownBy(
              () ->
                  sgd(p, 1.000001 * stableRate(refusal), Fields.of("bias", bias))
                      .learnWeighted(weight, x, 1))
          .isInstanceOf(RejectedException.class);
    }
  }

  /** The rows of a batch are one step: what counts is the largest eigenvalue of their Gram. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_batch_isRefusedWhereSomeErrorWouldGrow(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(1, 12);
    int rows = draw.between(2, 12);
    double[][] x = draw.ofRank(Math.min(draw.between(1, p), rows), rows, p);
    double weight = draw.uniform(0.1, 3);
    double largest = Math.pow(Oracle.singularValues(x)[0], 2);
    double share = seed % 5 == 0 ? 1 - 1e-9 : draw.uniform(0.3, 1.7);
    double rate = share * 2 / (weight * largest);
    Trial<?> sgd = sgd(p, rate, Fields.none());
    byte[] before = sgd.bytes();
    double[][] y = draw.normal(rows, 1);

    RejectedException refusal =
        catchThrowableOfType(RejectedException.class, () -> sgd.learnBatch(weight, x, y));

    assertThat(refusal == null).isEqualTo(share <= 1);
    if (refusal == null) {
      // From weights 0 the error is y before the step.
      double[] after = sgd.answer(x).y();
      for (int i = 0; i < rows; i++) {
        after[i] -= y[i][0];
      }
      double[] target = Arrays.stream(y).mapToDouble(row -> row[0]).toArray();
      assertThat(Oracle.norm(after)).isLessThanOrEqualTo(Oracle.norm(target) * (1 + 1e-12));
    } else {
      assertThat(sgd.bytes()).isEqualTo(before);
      assertThat(stableRate(refusal)).isBetween(rate / share * 0.999999, rate / share * 1.000001);
      sgd(p, stableRate(refusal), Fields.none()).learnBatch(weight, x, y);
    }
  }

  @Test
  void learn_sharedModel_isBoundByItsLargestEigenvalue() throws Exception {
    // Columns (1, 0) and (0, 2): eigenvalues 1 and 4.
    Fields shared = Fields.of("outputs", 2).with("model", Map.of("kind", "shared"));

    sgd(2, 0.5, shared).learn(new double[] {1, 0, 0, 2}, 1, 1);

    assertThatThrownBy(() -> sgd(2, 0.51, shared).learn(new double[] {1, 0, 0, 2}, 1, 1))
        .hasMessageContaining("largest stable rate is 0.5,");
  }

  @Test
  void learn_perceptron_hasNoBound() throws Exception {
    Trial<?> sgd = sgd(1, 10, Fields.of("model", Map.of("kind", "mlp", "hidden", List.of(2))));

    sgd.learn(new double[] {100}, 1);

    assertThat(sgd.weights()).doesNotContain(Double.NaN);
  }

  @Test
  void learn_weightZeroOrZeroInput_isNeverRefused() throws Exception {
    Trial<?> sgd = sgd(1, 1e100, Fields.none());

    sgd.learnWeighted(0, new double[] {1e100}, 1);
    sgd.learnWeighted(1e100, new double[] {0}, 1);

    assertThat(sgd.weights()).containsExactly(0);
  }

  private static Trial<?> sgd(int p, double rate, Fields fields) {
    return Trial.of("sgd", Fields.of("dimension", p).with("rate", rate).with(fields));
  }

  private static double stableRate(RejectedException refusal) {
    Matcher matcher = STABLE.matcher(refusal.getMessage());
    assertThat(matcher.find()).as(refusal.getMessage()).isTrue();
    return Double.parseDouble(matcher.group(1));
  }
}
