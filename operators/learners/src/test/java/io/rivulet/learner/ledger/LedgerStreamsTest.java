package io.rivulet.learner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Trial;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every ordinary stream is learned whole, and right as far as the digits of its form reach. */
class LedgerStreamsTest {

  private static final double EPSILON = 0x1.0p-52;

  private static final String[] FORMS = {
    "'form':'normal','ridge':0",
    "'form':'normal','ridge':1",
    "'form':'normal','ridge':1e-10",
    "'form':'normal','ridge':1,'decay':0.9",
    "'form':'square-root','ridge':0",
    "'form':'square-root','ridge':1",
    "'form':'square-root','ridge':1e-10",
    "'form':'square-root','ridge':1,'decay':0.9"
  };

  static Stream<Arguments> forms() {
    return Arrays.stream(FORMS)
        .flatMap(form -> Draw.seeds(200).mapToObj(seed -> Arguments.of(form, seed)));
  }

  static Stream<Arguments> everything() {
    Stream<String> centred =
        Stream.of(
            "'ridge':0,'bias':true,'standardize':true",
            "'ridge':1,'bias':true,'standardize':true",
            "'ridge':1,'bias':true,'standardize':true,'decay':0.9",
            "'ridge':1,'bias':true",
            "'ridge':0,'bias':true",
            "'ridge':1,'bias':true,'biasPrecision':0,'form':'square-root'");
    return Stream.concat(Arrays.stream(FORMS), centred)
        .flatMap(form -> Draw.seeds(200).mapToObj(seed -> Arguments.of(form, seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("everything")
  void learn_ordinaryStreamWithAHugeSample_refusesNothing(String form, long seed) throws Exception {
    LedgerStream stream = new LedgerStream(seed, true);
    Trial<?> ledger = Trial.of("ledger", Fields.read(form).with("dimension", stream.p));

    for (int i = 0; i < stream.x.length; i++) {
      ledger.learnWeighted(stream.weight[i], stream.x[i], stream.y[i]);

      assertThat(Arrays.stream(ledger.weights()).allMatch(Double::isFinite)).isTrue();
    }
  }

  /**
   * With κ the condition of H scaled to a unit diagonal and w in the units of that, sums of n
   * samples are off by n ε, so that w is off by n ε κ (|w| + |y|); rotations cost n ε (√κ (|w| +
   * |y|) + κ |rest|). The norms of matrices add p².
   */
  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("forms")
  void learn_ordinaryStream_equalsTheExactRegression(String form, long seed) throws Exception {
    LedgerStream stream = new LedgerStream(seed, false);
    int n = stream.x.length;
    Trial<?> ledger = Trial.of("ledger", Fields.read(form).with("dimension", stream.p));
    double ridge = form.contains("1e-10") ? 1e-10 : form.contains("'ridge':1") ? 1 : 0;
    double decay = form.contains("decay") ? 0.9 : 1;

    for (int i = 0; i < n; i++) {
      ledger.learnWeighted(stream.weight[i], stream.x[i], stream.y[i]);

      if (Draw.checked(i, n)) {
        assertClose(ledger, exact(stream, i + 1, ridge, decay), form, n);
      }
    }
  }

  private static ExactLedger exact(LedgerStream stream, int samples, double ridge, double decay) {
    double[] prior = new double[stream.p];
    Arrays.fill(prior, ridge);
    ExactLedger exact = new ExactLedger(prior);
    for (int i = 0; i < samples; i++) {
      double age = Math.pow(decay, samples - 1.0 - i);
      exact.add(age * stream.weight[i], stream.x[i], stream.y[i]);
    }
    return exact;
  }

  private static void assertClose(Trial<?> ledger, ExactLedger exact, String form, int n) {
    double[] weights = exact.weights();
    if (weights == null) {
      return;
    }
    boolean root = form.contains("square-root");
    double condition = exact.condition();
    if (condition > (root ? 1e22 : 1e11)) {
      return;
    }
    int p = weights.length;
    double size = exact.size();
    for (int j = 0; j < p; j++) {
      size += exact.unit(j) * Math.abs(weights[j]);
    }
    double loss = root ? Math.sqrt(condition) * size + condition * exact.rest() : condition * size;
    double bound = p * p * n * EPSILON * loss;
    for (int j = 0; j < p; j++) {
      double unit = exact.unit(j);
      assertThat(ledger.weights(0)[j] * unit).isCloseTo(weights[j] * unit, within(bound));
    }
  }
}
