package io.rivulet.learner.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.kernel.SplitMix;
import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.state.LedgerState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers of sample-vectors.md, and the laws they are examples of. */
class SampleVectorsTest {

  private static final int SAMPLES = 20;
  private static final int WEIGHTS = 5;
  private static final int STEPS = 4000;
  private static final double RATE = 0.02;

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @Test
  void page_numbers_areTheComputedOnes() throws Exception {
    String page = Files.readString(Path.of("docs", "sample-vectors.md"));
    Problem problem = new Problem(1);
    double[] joint = Oracle.nearest(problem.x, problem.y, new double[WEIGHTS]);
    double[][] paths = problem.paths();
    double[][] alone = problem.alone();
    int last = SAMPLES - 1;

    assertThat(page)
        .contains(row("length of the joint fit", Oracle.norm(joint)))
        .contains(row("newest sample's share of the path", Oracle.norm(paths[last])))
        .contains(row("the same sample trained alone", Oracle.norm(alone[last])))
        .contains(row("between the two", distance(paths[last], alone[last])))
        .contains(row("sum of the vectors", distance(sum(alone, 1), joint)))
        .contains(row("mean of the vectors", distance(sum(alone, 1.0 / SAMPLES), joint)))
        .contains("| weighted by curvature | 0.000 |");
    assertThat(distance(sum(paths, 1), joint)).isLessThan(1e-9);
    assertThat(distance(ledger(problem).weights(0), joint)).isLessThan(5e-4);
  }

  /** Full-batch gradient descent is the sum of its samples' shares, whatever the data. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void paths_ofGradientDescent_sumToTheWholePath(long seed) {
    Problem problem = new Problem(seed);

    double[][] paths = problem.paths();

    double[] joint = Oracle.nearest(problem.x, problem.y, new double[WEIGHTS]);
    assertThat(distance(sum(paths, 1), joint)).isLessThan(1e-4);
    assertThat(distance(sum(paths, 1), problem.descended)).isLessThan(1e-15 * STEPS * SAMPLES);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void vectors_ofSamplesAlone_sumToTheFitOnlyWhenInputsAreOrthogonal(long seed) throws Exception {
    Problem problem = new Problem(seed);
    double[] joint = Oracle.nearest(problem.x, problem.y, new double[WEIGHTS]);
    assertThat(distance(sum(problem.alone(), 1), joint)).isGreaterThan(0.1);
    assertThat(distance(ledger(problem).weights(0), joint)).isLessThan(1e-10);

    Problem orthogonal = new Problem(seed);
    double[][] q = RiccatiFlowTest.orthogonal(new Draw(seed), WEIGHTS).getData();
    System.arraycopy(q, 0, orthogonal.x, 0, WEIGHTS);
    for (int i = WEIGHTS; i < SAMPLES; i++) {
      orthogonal.x[i] = new double[WEIGHTS];
      orthogonal.y[i] = 0;
    }
    double[] fit = ledger(orthogonal).weights(0);
    assertThat(sum(orthogonal.alone(), 1)).containsExactly(fit, within(1e-13));
  }

  @Test
  void vectors_ofTwoEqualSamples_overshootTwice() throws Exception {
    Trial<LedgerState> ledger = Trial.ledger(Fields.of("dimension", 1).with("ridge", 0));
    ledger.learn(new double[] {1}, 3);
    double alone = ledger.weights(0)[0];
    ledger.learn(new double[] {1}, 3);

    assertThat(alone + alone).isEqualTo(6);
    assertThat(ledger.weights(0)).containsExactly(new double[] {3}, within(1e-15 * 10));
  }

  private static String row(String name, double value) {
    return "| " + name + " | " + String.format(Locale.ROOT, "%.3f", value) + " |";
  }

  private static Trial<LedgerState> ledger(Problem problem) throws Exception {
    Trial<LedgerState> ledger = Trial.ledger(Fields.of("dimension", WEIGHTS).with("ridge", 0));
    for (int i = 0; i < SAMPLES; i++) {
      ledger.learn(problem.x[i], problem.y[i]);
    }
    return ledger;
  }

  private static double[] sum(double[][] vectors, double factor) {
    double[] sum = new double[WEIGHTS];
    for (double[] vector : vectors) {
      Oracle.add(factor, vector, sum);
    }
    return sum;
  }

  private static double distance(double[] a, double[] b) {
    double[] difference = a.clone();
    Oracle.add(-1, b, difference);
    return Oracle.norm(difference);
  }

  /** Uniform inputs in five dimensions, targets of a fixed line with noise, weights from zero. */
  private static final class Problem {
    final double[][] x = new double[SAMPLES][WEIGHTS];
    final double[] y = new double[SAMPLES];
    double[] descended;

    Problem(long seed) {
      SplitMix numbers = new SplitMix(seed);
      for (int i = 0; i < SAMPLES; i++) {
        for (int j = 0; j < WEIGHTS; j++) {
          x[i][j] = numbers.uniform(1);
          y[i] += (j - 1) * x[i][j];
        }
        y[i] += numbers.uniform(0.1);
      }
    }

    /** What each sample's gradients moved during full-batch descent on all. */
    double[][] paths() {
      double[][] paths = new double[SAMPLES][WEIGHTS];
      double[] w = new double[WEIGHTS];
      for (int step = 0; step < STEPS; step++) {
        double[] next = w.clone();
        for (int i = 0; i < SAMPLES; i++) {
          double share = RATE * (y[i] - Oracle.dot(x[i], w));
          Oracle.add(share, x[i], paths[i]);
          Oracle.add(share, x[i], next);
        }
        w = next;
      }
      descended = w;
      return paths;
    }

    /** Where descent on one sample alone ends: x y / |x|². */
    double[][] alone() {
      double[][] alone = new double[SAMPLES][WEIGHTS];
      for (int i = 0; i < SAMPLES; i++) {
        double square = Oracle.dot(x[i], x[i]);
        Oracle.add(square == 0 ? 0 : y[i] / square, x[i], alone[i]);
      }
      return alone;
    }
  }
}
