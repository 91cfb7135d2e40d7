package io.rivulet.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.testing.Seeds;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScalingTest {

  static LongStream seeds() {
    return Seeds.first(200);
  }

  /** Raw weights times raw numbers is what the model says, v z + b, to the rounding of its sum. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void raw_weights_answerRawNumbersAsTheModelDoes(long seed) {
    Draw draw = new Draw(seed);
    double[] z = draw.scaling.apply(draw.x);

    double[] w = draw.scaling.raw(new double[][] {draw.weights}, draw.first, draw.bias)[0];

    BigDecimal model = draw.answer(draw.weights, z);
    BigDecimal raw = draw.answer(w, draw.x);
    double size = draw.magnitude(w, draw.x) + draw.magnitude(draw.weights, z);
    assertThat(raw.subtract(model).doubleValue()).isCloseTo(0, within(8 * Math.ulp(size)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void scaled_weights_areUndoneByRaw(long seed) {
    Draw draw = new Draw(seed);
    double[][] given = {draw.weights};

    double[] again =
        draw.scaling
            .raw(draw.scaling.scaled(given, draw.first, draw.bias), draw.first, draw.bias)[0];

    double size = draw.magnitude(draw.weights, draw.x) + draw.magnitude(again, draw.center);
    for (int i = 0; i < again.length; i++) {
      double scale = i == draw.bias ? size : Math.abs(draw.weights[i]);
      assertThat(again[i]).isCloseTo(draw.weights[i], within(8 * Math.ulp(scale)));
    }
  }

  @Test
  void raw_weightBeyondFloat64_isTheLargest() {
    Scaling scaling = new Scaling(new int[] {0}, new double[] {1e10}, new double[] {1e-300});

    assertThat(scaling.raw(new double[][] {{-1e100, 7}}, 0, 1)[0])
        .containsExactly(-Double.MAX_VALUE, Double.MAX_VALUE);
  }

  /** Some of d columns are scaled; their weights stand behind a bias or before it. */
  private static final class Draw {

    private final Scaling scaling;
    private final double[] x;
    private final double[] center;
    private final double[] weights;
    private final int first;
    private final int bias;

    Draw(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      int d = 1 + random.nextInt(8);
      int[] columns = random.ints(0, d).limit(1 + random.nextInt(d)).distinct().sorted().toArray();
      first = random.nextInt(2);
      bias = first == 1 ? 0 : d;
      center = new double[d];
      double[] some = new double[columns.length];
      double[] scale = new double[columns.length];
      for (int i = 0; i < columns.length; i++) {
        some[i] = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(6));
        scale[i] = random.nextDouble(0.5, 2) * Math.pow(10, random.nextInt(-6, 7));
        center[columns[i]] = some[i];
      }
      scaling = new Scaling(columns, some, scale);
      x = random.doubles(d, -1000, 1000).toArray();
      weights = random.doubles(d + 1, -10, 10).toArray();
    }

    BigDecimal answer(double[] w, double[] x) {
      BigDecimal sum = new BigDecimal(w[bias]);
      for (int j = 0; j < x.length; j++) {
        sum = sum.add(new BigDecimal(w[first + j]).multiply(new BigDecimal(x[j])));
      }
      return sum;
    }

    double magnitude(double[] w, double[] x) {
      double sum = Math.abs(w[bias]);
      for (int j = 0; j < x.length; j++) {
        sum += Math.abs(w[first + j]) * (Math.abs(x[j]) + Math.abs(center[j]));
      }
      return sum;
    }
  }
}
