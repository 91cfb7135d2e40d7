package io.rivulet.learner.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.kernel.TriangularFactor;
import io.rivulet.learner.Draw;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.window.SoftmaxOracle.Samples;
import io.rivulet.model.LinearResponse;
import io.rivulet.state.Contrasts;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the note claims of its two penalties: both are stationary at the old weights, where they
 * agree to first order, and the curvature of the second is Fisher's information.
 */
class PenaltyLawsTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void crossEntropy_anyWeights_isItsDefinition(long seed) {
    Draw draw = new Draw(seed);
    Samples samples = Samples.draw(draw, 1 + (int) (seed % 9), 1 + (int) (seed % 5), 3);
    double[] w = draw.normal(3 * samples.x()[0].length);

    double expected =
        SoftmaxOracle.crossEntropy(w, samples.x(), samples.targets(), samples.weight());

    // Each loss is a logarithm of exponentials of logits below 20.
    assertThat(samples.loss().value(w)).isCloseTo(expected, within(1e-13 * (1 + expected)));
    assertThat(gradient(samples.loss(), w))
        .containsExactly(
            SoftmaxOracle.gradient(w, samples.x(), samples.targets(), samples.weight()),
            within(1e-13 * (1 + samples.cubes())));
  }

  /** The central difference errs by h² / 6 of the third derivative and by rounding over h. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void gradient_andHessian_areTheDifferenceQuotients(long seed) {
    Draw draw = new Draw(seed);
    int classes = 2 + (int) (seed % 3);
    Samples samples = Samples.draw(draw, draw.between(1, 8), draw.between(1, 5), classes);
    Loss loss = samples.loss();
    double[] w = draw.normal(classes * samples.x()[0].length);
    double h = 1e-5;
    double truncation = h * h * (samples.cubes() + 1) * 4;
    double rounding = 1e-14 * (1 + loss.value(w) + samples.cubes()) / h;
    double[] gradient = gradient(loss, w);
    double[][] hessian = hessian(loss, w);

    for (int i = 0; i < w.length; i++) {
      double[] up = moved(w, h, SoftmaxOracle.one(i, w.length));
      double[] down = moved(w, -h, SoftmaxOracle.one(i, w.length));
      assertThat((loss.value(up) - loss.value(down)) / (2 * h))
          .isCloseTo(gradient[i], within(truncation + rounding));
      double[] quotient = gradient(loss, up);
      Oracle.add(-1, gradient(loss, down), quotient);
      for (int j = 0; j < w.length; j++) {
        assertThat(quotient[j] / (2 * h))
            .isCloseTo(hessian[Math.max(i, j)][Math.min(i, j)], within(truncation + rounding));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void hessian_ofClassesOrOfTheTeacher_isFishersInformation(long seed) {
    Draw draw = new Draw(seed);
    int classes = 2 + (int) (seed % 3);
    Samples samples = Samples.draw(draw, draw.between(1, 8), draw.between(1, 4), classes);
    double[] w = draw.normal(classes * samples.x()[0].length);
    double[] equal = new double[samples.x().length];
    Arrays.fill(equal, 0.7);

    double[][] ofClasses = hessian(samples.loss(), w);
    double[][] ofTeacher = hessian(divergence(samples, w, 0.7), w);

    assertLower(ofClasses, SoftmaxOracle.fisher(w, samples.x(), samples.weight(), classes));
    assertLower(ofTeacher, SoftmaxOracle.fisher(w, samples.x(), equal, classes));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void root_ofTheCrossEntropy_squaresToItsHessian(long seed) {
    Draw draw = new Draw(seed);
    int classes = 2 + (int) (seed % 4);
    Samples samples = Samples.draw(draw, draw.between(1, 8), draw.between(1, 4), classes);
    Loss loss = samples.loss().loss();
    double[] move = draw.normal(samples.x()[0].length * (classes - 1));
    TriangularFactor root = TriangularFactor.isotropic(move.length, 0);
    double[][] square = new double[move.length][move.length];

    loss.addRoot(move, root);
    root.addSquareTo(square);

    double[][] hessian = hessian(loss, move);
    for (int i = 0; i < move.length; i++) {
      for (int j = 0; j <= i; j++) {
        assertThat(square[i][j]).isCloseTo(hessian[i][j], within(1e-12));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void penalties_atTheOldWeights_leaveTheStepOfFineTuning(long seed) {
    Draw draw = new Draw(seed);
    int classes = 2 + (int) (seed % 3);
    int d = draw.between(1, 5);
    Samples old = Samples.draw(draw, draw.between(1, 8), d, classes);
    Samples fresh = Samples.draw(draw, draw.between(1, 8), d, classes);
    double[] w = draw.normal(classes * d);

    double[] ofDivergence = gradient(divergence(old, w, 1), w);
    double[] ofQuadratic = gradient(quadratic(old, w), w);
    double[] fineTuning = gradient(fresh.loss(), w);
    double[] together = fineTuning.clone();
    divergence(old, w, 1).addGradient(w, together);
    quadratic(old, w).addGradient(w, together);

    assertThat(ofDivergence).containsOnly(0.0);
    assertThat(ofQuadratic).containsOnly(0.0);
    assertThat(together).containsExactly(fineTuning);
  }

  /** The gradients of both penalties along a line differ by c t², so that 10 t makes it 100 c. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void penalties_nearTheOldWeights_differInGradientBySecondOrder(long seed) {
    Draw draw = new Draw(seed);
    int classes = 3 + (int) (seed % 3);
    Samples old = Samples.draw(draw, 30, 4, classes);
    double[] w = draw.normal(classes * 4);
    double[] direction = unit(draw.normal(w.length));

    double far = gradientDifference(old, w, moved(w, 1e-2, direction));
    double near = gradientDifference(old, w, moved(w, 1e-3, direction));

    assertThat(Math.log10(far / near)).isCloseTo(2, within(0.1));
  }

  /**
   * By Taylor, KL - t²/2 dᵀ H d is t³/6 times the third derivative along d at a point between. That
   * is Σ ω κ₃, the third central moment of xᵀ d_k under p, which a variable of range r bounds by
   * √3/18 r³.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void divergence_anywhere_isTheQuadraticButForACube(long seed) {
    Draw draw = new Draw(seed);
    int classes = 2 + (int) (seed % 3);
    Samples old = Samples.draw(draw, 10, 3, classes);
    double[] w = draw.normal(classes * 3);
    double[] direction = unit(draw.normal(w.length));
    Loss divergence = divergence(old, w, 1);
    double bound = 0;
    for (double[] x : old.x()) {
      double[] shift = new double[classes];
      for (int i = 0; i < w.length; i++) {
        shift[i % classes] += x[i / classes] * direction[i];
      }
      Arrays.sort(shift);
      bound += Math.sqrt(3) / 18 * Math.pow(shift[classes - 1] - shift[0], 3) / 6;
    }

    for (double t : new double[] {2, 0.3, 0.1, 0.03, 0.01}) {
      double[] there = moved(w, t, direction);
      double rest = divergence.value(there) - divergence.value(w) - quadratic(old, w).value(there);
      assertThat(Math.abs(rest)).isLessThan(t * t * t * bound + 1e-13 * (1 + divergence.value(w)));
    }
  }

  private static double gradientDifference(Samples old, double[] w, double[] there) {
    double[] difference = gradient(divergence(old, w, 1), there);
    Oracle.add(-1, gradient(quadratic(old, w), there), difference);
    return Oracle.norm(difference);
  }

  /** Σ KL(p_w₀ || p_w), but for a constant. */
  private static RawLoss divergence(Samples old, double[] w, double weight) {
    LinearResponse model = new LinearResponse(old.x()[0].length, old.classes(), false);
    Contrasts contrasts = Contrasts.star(old.classes(), old.x().length % old.classes());
    CrossEntropy taught =
        CrossEntropy.taught(model, List.of(), Arrays.asList(old.x()), weight, w, contrasts);
    return new RawLoss(taught, contrasts, w);
  }

  /** ½ (w - w₀)ᵀ F (w - w₀) with Fisher's information of the inputs, unweighted. */
  private static RawLoss quadratic(Samples old, double[] w) {
    RawLoss divergence = divergence(old, w, 1);
    double[] still = new double[w.length / old.classes() * (old.classes() - 1)];
    TriangularFactor root = TriangularFactor.isotropic(still.length, 0);
    divergence.loss().addRoot(still, root);
    return new RawLoss(new FactorPenalty(root, still), divergence.contrasts(), w);
  }

  static double[] gradient(Loss loss, double[] w) {
    double[] gradient = new double[w.length];
    loss.addGradient(w, gradient);
    return gradient;
  }

  private static double[][] hessian(Loss loss, double[] w) {
    return Newton.exact(w.length).hessian(w, loss);
  }

  private static double[] moved(double[] w, double t, double[] direction) {
    double[] moved = w.clone();
    Oracle.add(t, direction, moved);
    return moved;
  }

  private static double[] unit(double[] vector) {
    double norm = Oracle.norm(vector);
    return Arrays.stream(vector).map(v -> v / norm).toArray();
  }

  private static void assertLower(double[][] lower, double[][] expected) {
    for (int i = 0; i < lower.length; i++) {
      for (int j = 0; j <= i; j++) {
        // Sums of at most 8 products of numbers below 20.
        assertThat(lower[i][j]).isCloseTo(expected[i][j], within(1e-12));
      }
    }
  }
}
