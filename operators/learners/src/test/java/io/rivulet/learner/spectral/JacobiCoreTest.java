package io.rivulet.learner.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Oracle;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of one size against another decomposition, steep ones against what scaling says. */
class JacobiCoreTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void values_anyMatrix_areSingularAndVectorsOrthonormal(long seed) {
    Draw draw = new Draw(seed);
    int n = draw.between(1, 9);
    double[][] m = draw.normal(n, n + draw.between(0, 3));

    var core = new JacobiCore(m);

    assertThat(core.values())
        .containsExactly(Oracle.singularValues(m), within(1e-14 * n * core.values()[0]));
    double[][] u = Oracle.matrix(core.u()).transpose().multiply(Oracle.matrix(core.u())).getData();
    double[][] turned = Oracle.matrix(core.u()).transpose().multiply(Oracle.matrix(m)).getData();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double inner = Oracle.dot(turned[i], turned[j]);
        double square = i == j ? core.values()[i] * core.values()[i] : 0;
        assertThat(u[i][j]).isCloseTo(i == j ? 1 : 0, within(1e-14 * n));
        assertThat(inner).isCloseTo(square, within(1e-13 * n * core.values()[0]));
      }
    }
  }

  /**
   * Rows of sizes e₁ ≫ e₂ ≫ ..., up to (eₖ₊₁ / eₖ)²: σₖ is what of row k is orthogonal to those
   * before, and entry j of vector k is small by the quotient of the sizes.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void values_steepRows_areThoseOfGramSchmidt(long seed) {
    Draw draw = new Draw(seed);
    int n = draw.between(2, 5);
    double[][] m = draw.normal(n, n + 2);
    double[][] apart = new double[n][];
    for (int i = 0; i < n; i++) {
      apart[i] = m[i].clone();
      for (int pass = 0; pass < 2; pass++) {
        for (int k = 0; k < i; k++) {
          double part = Oracle.dot(apart[k], apart[i]) / Oracle.dot(apart[k], apart[k]);
          Oracle.add(-part, apart[k], apart[i]);
        }
      }
      double size = Math.pow(10, -25 * i);
      m[i] = Arrays.stream(m[i]).map(v -> size * v).toArray();
    }

    var core = new JacobiCore(m);

    for (int k = 0; k < n; k++) {
      double expected = Math.pow(10, -25 * k) * Oracle.norm(apart[k]);
      assertThat(core.values()[k]).isCloseTo(expected, within(1e-13 * n * expected));
      for (int i = 0; i < n; i++) {
        double bound = 1e3 * Math.pow(10, -25 * Math.abs(i - k));
        assertThat(Math.abs(core.u()[i][k])).isLessThanOrEqualTo(bound);
      }
    }
  }

  @Test
  void values_oneRowOfZeros_isZero() {
    var core = new JacobiCore(new double[][] {{0, 0}, {3e100, 4e100}});

    assertThat(core.values()).containsExactly(5e100, 0);
    assertThat(core.u()).isDeepEqualTo(new double[][] {{0, 1}, {1, 0}});
  }
}
