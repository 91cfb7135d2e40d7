package io.rivulet.learner.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.Answer;
import io.rivulet.record.FoundNoise;
import io.rivulet.state.evidence.EvidenceState;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any memory, weight, number of outputs and summary, against the recursion in dense matrices. */
class TruncatedEvidenceTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_anyStream_followsTheDenseRecursion(long seed) throws Exception {
    EvidenceStream stream = new EvidenceStream(seed, 1 + (int) (seed % 3), seed % 2 == 0);
    boolean centred = seed % 5 > 0;
    boolean mergeable = seed % 4 > 1;
    boolean shrinks = seed % 7 > 3;
    int memory = stream.draw.between(1, stream.p);
    Fields fields =
        stream
            .fields()
            .with("memory", memory)
            .with("bias", centred)
            .with("mergeable", mergeable)
            .with("summary", shrinks ? "fd" : "ipca");
    Trial<EvidenceState> trial = Trial.evidence(fields);
    DenseEvidence dense = new DenseEvidence(stream.p, stream.q, memory, shrinks, centred);
    for (int i = 0; i < stream.n; i++) {
      trial.learnWeighted(stream.weight[i], stream.x[i], stream.y[i]);
      dense.learn(stream.x[i], stream.y[i], stream.weight[i]);
      FoundNoise noise = trial.published().details().noise();
      if (i > 0) {
        assertThat(noise.lambda()).isCloseTo(dense.lambda(), within(1e-10 * dense.lambda()));
      }
      assertThat(noise.tail()).isCloseTo(dense.tail(), within(1e-6 * (1 + dense.tail())));
      for (int j = 0; j < stream.q && i > 0; j++) {
        double expected = dense.noise(j);
        assertThat(noise.variances()[j]).isCloseTo(expected, within(1e-7 * (1e-6 + expected)));
        double[] weights = dense.weights(j, mergeable);
        assertThat(Arrays.copyOf(trial.weights(j), stream.p))
            .containsExactly(weights, within(1e-7 * (1 + Oracle.norm(weights))));
      }
    }
  }

  /** A tail that is of no sample yet would make weights outside the sketch hundreds of times y. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_firstTruncation_answersWithinTheSpreadOfTheTargets(long seed) throws Exception {
    EvidenceStream stream = new EvidenceStream(seed, 1, false);
    double[] y = stream.targets(0);
    double spread = Arrays.stream(y).max().orElse(0) - Arrays.stream(y).min().orElse(0);
    int memory = 1 + (int) (seed % 3);
    Trial<EvidenceState> trial =
        Trial.evidence(
            stream
                .fields()
                .with("memory", memory)
                .with("mergeable", seed % 2 == 0)
                .with("summary", seed % 5 > 2 ? "fd" : "ipca"));
    for (int i = 0; i < stream.n; i++) {
      double answer = trial.learn(stream.x[i], stream.y[i])[0];
      assertThat(Math.abs(answer - y[i])).isLessThan(i == 0 ? 1e9 : 20 * spread);
    }
  }

  /** |b|² - |z|² would leave seven digits of it. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void left_partOfABillionth_keepsItsDigits(long seed) throws Exception {
    Draw draw = new Draw(seed);
    Trial<EvidenceState> trial =
        Trial.evidence(
            Fields.of("dimension", 3)
                .with("memory", 1)
                .with("bias", false)
                .with("mergeable", true));
    for (int i = 0; i < 10; i++) {
      double[] x = draw.normal(3);
      x[0] = 1e3 * (2 + x[0] / 4);
      trial.learn(x, draw.uniform(1, 2));
    }

    EvidenceState state = trial.state();
    double[] rest = state.sums().products()[0].clone();
    double[] direction = state.sketch().basis().column(0);
    Oracle.add(-Oracle.dot(direction, rest), direction, rest);
    double expected = Oracle.dot(rest, rest);
    double whole = Oracle.dot(state.sums().products()[0], state.sums().products()[0]);
    double counted = expected > 1e-10 * whole ? expected : 0;
    assertThat(Heads.left(state, 0)).isCloseTo(counted, within(1e-9 * expected));
  }

  /** The variance of an answer is that of the ridge that was chosen. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void predict_untruncated_hasTheVarianceOfTheRidgeRegression(long seed) throws Exception {
    EvidenceStream stream = new EvidenceStream(seed, 2, seed % 2 == 0);
    Trial<EvidenceState> trial = stream.learned(stream.untruncated());
    FoundNoise noise = trial.published().details().noise();
    CentredProblem problem = new CentredProblem(stream, stream.n, true);
    double[] x = stream.draw.normal(stream.p);

    Answer answer = trial.answer(x);

    double[] d = x.clone();
    Oracle.add(-1, problem.mean, d);
    double spread = Oracle.dot(d, problem.inverse(noise.lambda()).operate(d));
    double total = Arrays.stream(stream.weight).sum();
    for (int j = 0; j < stream.q; j++) {
      double expected = noise.variances()[j] * (1 + 1 / total + spread);
      assertThat(answer.variance()[j]).isCloseTo(expected, within(1e-9 * expected));
    }
  }

  /** The coordinates of B are turned with the sketch, and computed anew every 1000 steps. */
  @Test
  void learn_manySamples_keepsTheCoordinatesOfTheProducts() throws Exception {
    for (int memory : new int[] {1, 3, 9}) {
      Draw draw = new Draw(memory);
      Trial<EvidenceState> trial =
          Trial.evidence(Fields.of("dimension", 20).with("memory", memory).with("outputs", 2));
      for (int i = 1; i <= 2300; i++) {
        double[] x = draw.normal(20);
        trial.learn(x, x[0] + draw.uniform(-1, 1), x[1] - x[2] + draw.uniform(-1, 1));
        if (i % 100 == 0) {
          assertCoordinates(trial.state());
        }
      }
    }
  }

  private static void assertCoordinates(EvidenceState state) {
    double[][] columns = state.sketch().basis().columns();
    for (int j = 0; j < state.outputs(); j++) {
      double[] products = state.sums().products()[j];
      for (int k = 0; k < columns.length; k++) {
        double expected = Oracle.dot(columns[k], products);
        assertThat(state.along()[j][k]).isCloseTo(expected, within(1e-12 * Oracle.norm(products)));
      }
    }
  }
}
