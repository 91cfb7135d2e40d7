package io.rivulet.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.testing.Seeds;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packed triangle with its deferred change, against dense matrices. */
class SymmetricMatrixTest {

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void symmetricMatrix_anyChanges_followsTheDenseMatrix(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int p = 1 + (int) (seed % 40);
    double[] diagonal = KernelsTest.normal(random, p);
    SymmetricMatrix matrix = SymmetricMatrix.diagonal(diagonal);
    double[][] dense = new double[p][p];
    for (int i = 0; i < p; i++) {
      dense[i][i] = diagonal[i];
    }

    for (int step = 0; step < 6; step++) {
      int count = random.nextInt(0, 4);
      double[][] left = new double[2 * count][];
      double[][] right = new double[2 * count][];
      for (int k = 0; k < count; k++) {
        left[2 * k] = KernelsTest.normal(random, p);
        right[2 * k] = KernelsTest.normal(random, p);
        left[2 * k + 1] = right[2 * k];
        right[2 * k + 1] = left[2 * k];
      }
      matrix.change(left, right, 2 * count);
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          for (int k = 0; k < 2 * count; k++) {
            dense[i][j] += left[k][i] * right[k][j];
          }
        }
      }
      double[] x = KernelsTest.normal(random, p);
      double[] product = new double[p];
      matrix.multiply(x, product);

      // Sums of p products, and at most 36 rank-one changes, of numbers below about 30.
      for (int i = 0; i < p; i++) {
        double expected = 0;
        for (int j = 0; j < p; j++) {
          expected += dense[i][j] * x[j];
          assertThat(matrix.entry(i, j)).isCloseTo(dense[i][j], within(1e-10));
        }
        assertThat(product[i]).isCloseTo(expected, within(1e-10 * p));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void symmetricMatrix_addedToATriangleAndSet_isTheSum(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int p = 1 + (int) (seed % 40);
    double[] z = KernelsTest.normal(random, p);
    double[][] lower = new double[p][];
    double[][] added = new double[p][];
    for (int i = 0; i < p; i++) {
      lower[i] = KernelsTest.normal(random, i + 1);
      added[i] = lower[i].clone();
    }
    SymmetricMatrix matrix = SymmetricMatrix.isotropic(p, 3);
    matrix.change(new double[][] {z}, new double[][] {z}, 1);

    matrix.addTo(0.5, added);
    matrix.change(new double[][] {z}, new double[][] {z}, 1);
    matrix.set(added);

    for (int i = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        double expected = lower[i][j] + 0.5 * ((i == j ? 3 : 0) + z[i] * z[j]);
        assertThat(matrix.entry(i, j)).isEqualTo(added[i][j]).isCloseTo(expected, within(1e-13));
      }
    }
    added[0][0] = 7;
    assertThat(matrix.entry(0, 0)).isNotEqualTo(7);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void symmetricMatrix_whenADeferredChangeIsApplied_changesNoBit(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int p = 1 + (int) (seed % 40);
    SymmetricMatrix lazy = SymmetricMatrix.diagonal(KernelsTest.normal(random, p));
    byte[] start = new byte[(int) SymmetricMatrix.bytes(p)];
    lazy.write(StateOutput.into(start));
    SymmetricMatrix eager = SymmetricMatrix.read(StateInput.of(start), p);

    for (int step = 0; step < 5; step++) {
      double[][] z = {KernelsTest.normal(random, p), KernelsTest.normal(random, p)};
      double[][] swapped = {z[1], z[0]};
      lazy.change(z, swapped, 2);
      eager.change(z, swapped, 2);
      eager.settle();
      if (step % 2 == 0) {
        lazy.multiply(z[0], new double[p]);
      }
    }

    byte[] expected = new byte[(int) SymmetricMatrix.bytes(p)];
    byte[] actual = new byte[(int) SymmetricMatrix.bytes(p)];
    eager.write(StateOutput.into(expected));
    lazy.write(StateOutput.into(actual));
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void set_underADeferredChange_replacesEveryEntry() {
    SymmetricMatrix matrix = SymmetricMatrix.diagonal(new double[] {1, 2});
    matrix.change(new double[][] {{1, 1}}, new double[][] {{1, 1}}, 1);

    matrix.set(new double[][] {{5, 9}, {6, 7}});

    assertThat(matrix.entry(0, 0)).isEqualTo(5);
    assertThat(matrix.entry(0, 1)).isEqualTo(6);
    assertThat(matrix.entry(1, 1)).isEqualTo(7);
  }
}
