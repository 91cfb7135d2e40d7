package io.rivulet.experiment.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ResidualRuleTest {

  private static final double ROUNDING = 1e-9;

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /** By hand: x₂ takes the place of the shorter x₁, and x₃, shorter again, is not stored. */
  @Test
  void shortestReplaced_memoryOfOne_keepsTheLongest() {
    ResidualRule rule = ResidualRule.smallestReplaced(1, new double[1][3]);

    rule.learn(new double[] {1, 0, 0}, new double[] {1});
    rule.learn(new double[] {0, 2, 0}, new double[] {2});
    rule.learn(new double[] {1, 1, 0}, new double[] {0});
    assertThat(weights(rule, 3)).containsExactly(-1, 1, 0);

    rule.learn(new double[] {1, 3, 0}, new double[] {3});
    assertThat(weights(rule, 3)).containsExactly(0, 1, 0);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_anyStream_fitsTheNewestSample(long seed) {
    var random = new SplittableRandom(seed);
    int p = random.nextInt(4, 12);
    ResidualRule rule = ResidualRule.smallestReplaced(random.nextInt(1, p - 1), start(random, p));

    for (Measured next : stream(random, p, 20)) {
      double[] y = {next.y(), -next.y()};
      rule.learn(next.x(), y);
      assertThat(rule.answer(next.x())).containsExactly(y, within(ROUNDING));
    }
  }

  /** While nothing is replaced it is ORFit: the least change of w₀ that fits all samples. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shortestReplaced_whileMemoryLasts_isTheLeastChangeThatFits(long seed) {
    var random = new SplittableRandom(seed);
    int p = random.nextInt(6, 12);
    double[][] start = start(random, p);
    List<Measured> stream = stream(random, p, random.nextInt(1, 5));
    ResidualRule rule = ResidualRule.smallestReplaced(5, start);
    stream.forEach(next -> rule.learn(next.x(), new double[] {next.y(), 0}));

    double[][] x = stream.stream().map(Measured::x).toArray(double[][]::new);
    double[] missing = stream.stream().mapToDouble(m -> m.y() - dot(start[0], m.x())).toArray();
    double[] change =
        new SingularValueDecomposition(new Array2DRowRealMatrix(x))
            .getSolver()
            .getInverse()
            .operate(missing);
    double[] expected = start[0].clone();
    Arrays.setAll(expected, i -> start[0][i] + change[i]);
    assertThat(weights(rule, p)).containsExactly(expected, within(ROUNDING));
  }

  /** Otherwise it is the other rule. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void zerosForProducts_sampleAfterFullMemory_isPassedOver(long seed) {
    var random = new SplittableRandom(seed);
    int p = random.nextInt(6, 12);
    int memory = random.nextInt(1, 5);
    double[][] start = start(random, p);
    List<Measured> stream = stream(random, p, 20);
    List<Measured> without = new ArrayList<>(stream);
    without.remove(memory);
    ResidualRule zeros = ResidualRule.zerosForProducts(memory, start);
    ResidualRule shortest = ResidualRule.smallestReplaced(memory, start);

    stream.forEach(next -> zeros.learn(next.x(), new double[] {next.y(), 1}));
    without.forEach(next -> shortest.learn(next.x(), new double[] {next.y(), 1}));

    assertThat(weights(zeros, p)).containsExactly(weights(shortest, p));
  }

  private static double[][] start(SplittableRandom random, int p) {
    return new double[][] {normals(random, p), normals(random, p)};
  }

  private static List<Measured> stream(SplittableRandom random, int p, int count) {
    List<Measured> stream = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      stream.add(new Measured(normals(random, p), random.nextGaussian()));
    }
    return stream;
  }

  private static double[] normals(SplittableRandom random, int p) {
    double[] normals = new double[p];
    Arrays.setAll(normals, i -> random.nextGaussian());
    return normals;
  }

  /** Those of the first output. */
  private static double[] weights(Rule rule, int p) {
    double[] weights = new double[p];
    for (int i = 0; i < p; i++) {
      double[] unit = new double[p];
      unit[i] = 1;
      weights[i] = rule.answer(unit)[0];
    }
    return weights;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
