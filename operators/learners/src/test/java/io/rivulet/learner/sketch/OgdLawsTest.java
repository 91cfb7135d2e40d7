package io.rivulet.learner.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Model;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Outcome;
import io.rivulet.learner.Perceptron;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.learner.Trial;
import io.rivulet.record.Limits;
import io.rivulet.record.Sample;
import io.rivulet.state.OrfitState;
import io.rivulet.wire.SpecJson;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Orthogonal gradient descent, one task a sample. */
class OgdLawsTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_linearStream_stepsDownTheGradientOutsideTheEarlierOnes(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 2 + (int) (seed % 20);
    int steps = draw.between(1, 4);
    double rate = draw.uniform(0.01, 0.1);
    double[] w = draw.normal(p);
    Trial<?> ogd =
        Trial.of(
            "ogd",
            Fields.of("dimension", p)
                .with("rate", rate)
                .with("steps", steps)
                .with("initialWeights", w));
    double[][] x = draw.normal(p - 1, p);

    for (int i = 0; i < x.length; i++) {
      double y = draw.uniform(-1, 1);
      double weight = draw.uniform(0.2, 2);
      ogd.learnWeighted(weight, x[i], y);
      double[] outside = outside(x, i);
      for (int step = 0; step < steps; step++) {
        Oracle.add(rate * weight * (y - Oracle.dot(x[i], w)), outside, w);
      }

      double tolerance = 1e-12 * p * (1 + Oracle.norm(w));
      assertThat(ogd.weights(0)).containsExactly(w, within(tolerance));
    }
  }

  /** A warning comes with the first sample whose steps have made its error larger, and once. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_stepsThatOvershoot_warnOnce(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(2, 12);
    double[][] x = draw.normal(p, p);
    double weight = draw.uniform(0.2, 2);
    double rate = draw.uniform(0.5, 1.5) * 2 / (weight * p);
    Specs specs =
        Specs.forEveryModel(
            SpecJson.canonical(Map.of("learner", "ogd", "dimension", p, "rate", rate, "steps", 1)),
            Limits.DEFAULT);
    Model<?> model = specs.newModel("m");

    boolean grown = false;
    for (double[] row : x) {
      double y = draw.uniform(1, 2);
      Sample sample = Sample.of("m").x(row).y(y).weight(weight).build();
      Outcome outcome = model.accept(sample, new PublishPolicy(1));
      double before = outcome.prediction().error()[0];
      double after = y - Oracle.dot(row, outcome.weights().w());
      boolean grows = Math.abs(after) > Math.abs(before) * (1 + 1e-9);

      assertThat(outcome.warnings()).hasSize(grows && !grown ? 1 : 0);
      for (String warning : outcome.warnings()) {
        double advised =
            Double.parseDouble(warning.replaceAll(".*set rate below ([^,]+),.*", "$1"));
        double share = Math.abs(after / before - 1) / rate;
        assertThat(advised).isCloseTo(2 / share, within(1e-6 * advised));
      }
      grown |= grows;
    }
  }

  /** With steps enough to converge every sample is fitted, as ORFit fits it in one. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_manySteps_endsWhereOrfitDoes(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 6 + (int) (seed % 20);
    double[] start = draw.normal(p);
    // |g~|² lies between p / 3 and 3 p for p / 3 normal samples: a step contracts by a ninth.
    Trial<?> ogd =
        Trial.of(
            "ogd",
            Fields.of("dimension", p)
                .with("rate", 1 / (3.0 * p))
                .with("steps", 2000)
                .with("initialWeights", start));
    Trial<OrfitState> orfit =
        Trial.orfit(
            Fields.of("dimension", p).with("summary", "full").with("initialWeights", start));

    for (int i = 0; i < p / 3; i++) {
      double[] x = draw.normal(p);
      double y = draw.uniform(-1, 1);
      ogd.learn(x, y);
      orfit.learn(x, y);
    }

    assertThat(ogd.weights(0)).containsExactly(orfit.weights(0), within(1e-11 * p));
  }

  /** Of a perceptron the gradient at the weights reached is kept, not that of the start. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_perceptron_movesOutsideTheBasisAndKeepsTheFreshGradient(long seed) throws Exception {
    Perceptron net = Perceptron.wide(seed);
    Trial<OrfitState> ogd = Trial.ogd(net.fields().with("rate", 0.01).with("steps", 3));

    for (int i = 0; i < 4; i++) {
      double[] x = net.draw.normal(net.inputs);
      double[][] before = Trial.projector(ogd.state().basis());
      double[] move = ogd.weights(0);
      ogd.learn(x, net.draw.normal(net.outputs));
      Oracle.add(-1, ogd.weights(0), move);

      assertThat(Oracle.norm(Oracle.matrix(before).operate(move)))
          .isLessThan(1e-13 * move.length * (1e-3 + Oracle.norm(move)));
      double[][] fresh = net.jacobian(ogd.weights(0), x);
      double[][] after = Trial.projector(ogd.state().basis());
      double energy = Arrays.stream(fresh).mapToDouble(g -> Oracle.dot(g, g)).sum();
      // What lies below 1e-9 ‖G‖ stays outside.
      assertThat(Oracle.energyOutside(fresh, after)).isLessThan(2e-17 * energy);
    }
    assertThat(OrfitSeveralGradientsTest.deviation(ogd.state().basis())).isLessThan(1e-12);
  }

  /** The part of row i outside the span of the rows before it. */
  private static double[] outside(double[][] x, int i) {
    if (i == 0) {
      return x[0].clone();
    }
    double[] shadow = new double[i];
    double[][] rows = Arrays.copyOf(x, i);
    for (int k = 0; k < i; k++) {
      shadow[k] = Oracle.dot(rows[k], x[i]);
    }
    double[] inside = Oracle.nearest(rows, shadow, new double[x[i].length]);
    double[] rest = x[i].clone();
    Oracle.add(-1, inside, rest);
    return rest;
  }
}
