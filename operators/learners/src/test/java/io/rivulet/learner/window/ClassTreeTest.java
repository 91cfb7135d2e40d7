package io.rivulet.learner.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.kernel.TriangularFactor;
import io.rivulet.learner.Draw;
import io.rivulet.learner.Oracle;
import io.rivulet.state.ClassPrecision;
import io.rivulet.state.Contrasts;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Differences of classes along trees, and which tree suits. */
class ClassTreeTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @Test
  void of_parentsThatAreNoTree_isRefused() {
    assertThatThrownBy(() -> Contrasts.of(new int[] {1, 0})).hasMessageContaining("0 roots");
    assertThatThrownBy(() -> Contrasts.of(new int[] {-1, -1})).hasMessageContaining("2 roots");
    assertThatThrownBy(() -> Contrasts.of(new int[] {-1, 2, 1})).hasMessageContaining("1 of 3");
    assertThatThrownBy(() -> Contrasts.of(new int[] {-1, 7})).hasMessageContaining("1 of 2");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void spread_differencesOfWeights_givesThemBackButForAShift(long seed) {
    Draw draw = new Draw(seed);
    Contrasts tree = tree(draw, draw.between(2, 6));
    double[] s = draw.normal(tree.classes());
    double[] spread = new double[s.length];
    int origin = draw.between(0, s.length - 1);

    tree.spread(tree.differences(s), 0, origin, spread);

    double[] expected = Arrays.stream(s).map(v -> v - s[origin]).toArray();
    assertThat(spread).containsExactly(expected, within(1e-14));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void along_differencesOfWeights_areThoseOfTheOtherTree(long seed) {
    Draw draw = new Draw(seed);
    int classes = draw.between(2, 6);
    Contrasts tree = tree(draw, classes);
    Contrasts other = tree(draw, classes);
    double[] w = draw.normal(3 * classes);

    assertThat(tree.along(other, tree.differences(w)))
        .containsExactly(other.differences(w), within(1e-14));
  }

  /** ‖L t‖² of the same weights, with the t of each tree. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void along_anyTree_keepsThePrecision(long seed) {
    Draw draw = new Draw(seed);
    int classes = draw.between(2, 6);
    ClassPrecision precision = ClassPrecision.isotropic(2, classes, 0.7);
    for (int i = 0; i < 5; i++) {
      precision.factor().add(draw.normal(precision.factor().size()));
    }
    double[] w = draw.normal(2 * classes);

    ClassPrecision along = precision.along(tree(draw, classes));

    double expected = square(precision, w);
    assertThat(square(along, w)).isCloseTo(expected, within(1e-13 * expected));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void isotropic_anyWeights_countsAllButShifts(long seed) {
    Draw draw = new Draw(seed);
    int classes = draw.between(2, 6);
    double[] w = draw.normal(2 * classes);
    double expected = 0;
    for (int row = 0; row < w.length; row += classes) {
      double mean = Arrays.stream(w, row, row + classes).sum() / classes;
      expected +=
          0.7 * Arrays.stream(w, row, row + classes).map(v -> v - mean).map(v -> v * v).sum();
    }

    double square = square(ClassPrecision.isotropic(2, classes, 0.7), w);

    assertThat(square).isCloseTo(expected, within(1e-13 * expected));
  }

  /** Each pair has on its way no edge of less: the way of least curvature is the best there is. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void suited_pairsFarApart_joinsThoseThatCurveMost(long seed) {
    Draw draw = new Draw(seed);
    int classes = draw.between(3, 6);
    double[][] pairs = new double[classes][classes];
    for (int k = 0; k < classes; k++) {
      for (int l = 0; l < k; l++) {
        pairs[k][l] = Math.pow(10, draw.uniform(-150, 150));
        pairs[l][k] = pairs[k][l];
      }
    }

    Contrasts tree = SpanningTree.suited(tree(draw, classes), pairs);

    for (int e = 0; e < tree.edges(); e++) {
      for (int k = 0; k < classes; k++) {
        for (int l = 0; l < classes; l++) {
          if (tree.crossing(e, k, l) != 0) {
            assertThat(pairs[k][l] / 0x1p20)
                .isLessThanOrEqualTo(pairs[tree.child(e)][tree.parent(e)]);
          }
        }
      }
    }
  }

  private static double square(ClassPrecision precision, double[] w) {
    TriangularFactor factor = precision.factor();
    double[] product = new double[factor.size()];
    factor.multiply(precision.contrasts().differences(w), product);
    return Oracle.dot(product, product);
  }

  /** Each class but the first hangs from one before it, in any numbering. */
  private static Contrasts tree(Draw draw, int classes) {
    int shift = draw.between(0, classes - 1);
    int[] parents = new int[classes];
    parents[shift] = -1;
    for (int k = 1; k < classes; k++) {
      parents[(k + shift) % classes] = (draw.between(0, k - 1) + shift) % classes;
    }
    return Contrasts.of(parents);
  }
}
