package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.record.RejectedException;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Least squares on ordinary streams against the definition in 160 digits: no sample is refused, and
 * weights and answers are right to what their condition allows.
 */
class OrdinaryStreamsTest {

  /** Beyond this condition of A, in units of its diagonal, weights are not held to digits. */
  private static final double WORST_CONDITION = 1e12;

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  /** What measures the learners is right itself: two ways that share no arithmetic agree. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void references_normalEquationsAndOrthogonalColumns_agree(long seed) {
    OrdinaryStream stream = OrdinaryStream.of(seed, seed % 2 == 0 ? 1 : 0.95, 60);
    ExactLeastSquares exact = ExactLeastSquares.of(stream);

    double[] other = ExactLeastSquares.byOrthogonalColumns(stream);

    assertThat(ExactLeastSquares.scaledError(other, exact.weights(), exact.scales()))
        .isLessThan(1e-15);
  }

  static LongStream fewSeeds() {
    return Draw.seeds(30);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rls_ordinaryStream_refusesNothingAndIsRight(long seed) throws Exception {
    OrdinaryStream stream = OrdinaryStream.of(seed);
    Trial<?> rls = Trial.of("rls", stream.fields().with("forgetting", stream.forgetting()));

    assertRight(stream, rls, 1);
  }

  /** Forgetting pauses, so that the rounding of inputs that stand still is not taken for news. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void rls_inputsThatStandStill_weightsStay(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(2, 8);
    double forgetting = draw.uniform(0.97, 0.99);
    double[] x = draw.normal(p);
    Oracle.add(1000, x.clone(), x);
    Trial<?> rls = Trial.of("rls", Fields.of("dimension", p).with("forgetting", forgetting));
    double size = 0;

    for (int i = 0; i < 100 / (1 - forgetting); i++) {
      double y = 20 + draw.normal(1)[0];
      size = Math.max(size, Math.abs(y));
      rls.learn(x, y);
      for (int j = 0; j < p; j++) {
        assertThat(Math.abs(rls.weights(0)[j] * x[j])).isLessThan(1000 * size);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void ekf_ordinaryStream_refusesNothingAndIsRight(long seed) throws Exception {
    OrdinaryStream stream = OrdinaryStream.of(seed, 1, 400);
    double noise = Math.pow(10, new Draw(seed).uniform(-8, 4));
    Trial<?> ekf = Trial.of("ekf", stream.fields().with("noise", noise));

    assertRight(stream, ekf, noise);
  }

  @ParameterizedTest
  @CsvSource({"3, 1", "4, 0.999", "8, 0.98"})
  void rls_hundredThousandSamples_isRight(long seed, double forgetting) throws Exception {
    OrdinaryStream stream = OrdinaryStream.of(seed, forgetting, 100_000);
    Trial<?> rls = Trial.of("rls", stream.fields().with("forgetting", forgetting));

    assertRight(stream, rls, 1);
  }

  /** The read-out is ridge regression on [1, x, h], whatever the units of x do to h. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void onlineNet_ordinaryStream_refusesNothingAndIsRight(long seed) throws Exception {
    OrdinaryStream drawn = OrdinaryStream.of(seed, 1, 80);
    OrdinaryStream raw = drawn.with(drawn.rows().subList(0, 80));
    Trial<?> net =
        Trial.of(
            "online-net",
            Fields.of("dimension", raw.p())
                .with("hidden", 3)
                .with("seed", seed)
                .with("ridge", 1e-6));

    assertRight(raw.overFeatures(net.published().details().hidden(), 1e-6), net, 1, raw);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("learners")
  void learn_ordinaryStreams_areNeverRefused(String learner) throws Exception {
    String name = learner.substring(0, learner.indexOf(','));
    String text = learner.substring(learner.indexOf(',') + 1);
    Fields fields = Fields.read(text.replace("WEIGHTS", "'initialWeights':{'uniform':1,'seed':1}"));
    for (long seed = 0; seed < 100; seed++) {
      OrdinaryStream stream = OrdinaryStream.of(seed, 1, 150);
      Trial<?> trial = Trial.of(name, Fields.of("dimension", stream.p()).with(fields));
      for (int i = 0; i < stream.rows().size(); i++) {
        OrdinaryStream.Row row = stream.rows().get(i);
        try {
          trial.learnWeighted(row.weight(), row.x(), row.y());
        } catch (RejectedException e) {
          throw new AssertionError("seed " + seed + " row " + i + ": " + row, e);
        }
      }
      assertThat(trial.weights()).as("seed %d", seed).doesNotContain(Double.NaN);
    }
  }

  static Stream<String> learners() {
    return Stream.of(
        "rls,'forgetting':0.9,WEIGHTS",
        "rls,'forgetting':0.9,'forgettingMode':'directional'",
        "rls,'bias':true",
        "ekf,'noise':0.1,'processNoise':0.01",
        "ekf,'noise':0",
        "ledger,'ridge':0",
        "ledger,'ridge':1e-6,'bias':true",
        "ledger,'ridge':0,'form':'square-root'",
        "ledger,'ridge':1,'decay':0.9",
        "orfit,'memory':3,'noise':0.1",
        "orfit,'memory':3",
        "orfit,'memory':2,'summary':'fd','noise':1",
        "lofi-diagonal,'memory':2,'noise':0.1",
        "online-net,'hidden':4,'mode':'observe'",
        "online-net,'hidden':8,'mode':'inverse'",
        "one-step-sgd,WEIGHTS",
        "greedy,'outputs':1");
  }

  private static void assertRight(OrdinaryStream stream, Trial<?> trial, double noise)
      throws RejectedException {
    assertRight(stream, trial, noise, stream);
  }

  /**
   * @param noise R: weights count over it
   * @param inputs what the learner sees of the rows
   */
  private static void assertRight(
      OrdinaryStream stream, Trial<?> trial, double noise, OrdinaryStream inputs)
      throws RejectedException {
    var exact = new ExactLeastSquares(stream.prior(), stream.start(), stream.forgetting());
    int n = stream.rows().size();
    double largest = 0;
    for (int i = 0; i < n; i++) {
      OrdinaryStream.Row row = stream.rows().get(i);
      largest = Math.max(largest, Math.abs(row.y()));
      trial.learnWeighted(row.weight(), inputs.rows().get(i).x(), row.y());
      exact.learn(new OrdinaryStream.Row(row.x(), row.y(), row.weight() / noise));
      if (i % (1 + n / 8) == 0 || i == n - 1) {
        assertRight(stream, trial.weights(0), exact, i, largest);
      }
    }
  }

  /**
   * The answer to what was just learned is right always. So are the weights without forgetting;
   * under forgetting, from where every direction was seen again, up to the 1e-12 of a sample's
   * information that is kept of what came before.
   *
   * @param largest target so far
   */
  private static void assertRight(
      OrdinaryStream stream, double[] weights, ExactLeastSquares exact, int i, double largest) {
    OrdinaryStream.Row row = stream.rows().get(i);
    double[] expected = exact.weights();
    double condition = exact.condition();
    boolean forgets = stream.forgetting() < 1;
    if (row.weight() > 0) {
      assertThat(answerError(row.x(), weights, expected, largest))
          .as("answer after row %d, condition %s", i, condition)
          .isLessThan(condition > WORST_CONDITION ? 1e-5 : forgets ? 1e-7 : 1e-11);
    }
    if (condition < WORST_CONDITION && (!forgets || i == stream.rows().size() - 1)) {
      double share = unexplained(stream.rows().subList(0, i + 1), expected, exact.scales());
      double rounding =
          1e-12
              + stream.p() * Math.ulp(1.0) * (500 * Math.sqrt(condition) + 10 * condition * share);
      assertThat(ExactLeastSquares.scaledError(weights, expected, exact.scales()))
          .as("weights after row %d, condition %s", i, condition)
          .isLessThan(forgets ? rounding + 1e-11 * condition : rounding);
    }
  }

  /**
   * ρ, the norm of the errors over that of the answer's parts: rounding of the data moves weights
   * by ε (κ + κ² ρ), κ² the condition of A.
   *
   * <p>Reference: G. Golub, C. Van Loan, <i>Matrix Computations</i>, theorem 5.3.1.
   */
  private static double unexplained(
      List<OrdinaryStream.Row> rows, double[] weights, double[] scales) {
    double errors = 0;
    for (OrdinaryStream.Row row : rows) {
      errors += row.weight() * Math.pow(row.y() - Oracle.dot(row.x(), weights), 2);
    }
    double parts = Double.MIN_NORMAL;
    for (int j = 0; j < scales.length; j++) {
      parts = Math.max(parts, Math.pow(scales[j] * weights[j], 2));
    }
    return Math.sqrt(errors / parts);
  }

  /** What the difference of two weight vectors is at x, relative to the largest part or target. */
  private static double answerError(
      double[] x, double[] actual, double[] expected, double largest) {
    double difference = 0;
    double size = Math.max(largest, Double.MIN_NORMAL);
    for (int j = 0; j < x.length; j++) {
      difference += x[j] * (actual[j] - expected[j]);
      size = Math.max(size, Math.abs(x[j] * expected[j]));
    }
    return Math.abs(difference) / size;
  }
}
