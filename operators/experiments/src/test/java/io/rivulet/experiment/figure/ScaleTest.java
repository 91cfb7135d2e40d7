package io.rivulet.experiment.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ScaleTest {

  private static final double FROM = 400;
  private static final double TO = 40;

  /** Points on paper; far less than a pixel. */
  private static final double PAPER = 1e-6;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 200);
  }

  @Test
  void ticks_noValues_areThoseOfZeroToOne() {
    Scale scale = scale(false);

    assertThat(scale.ticks().get(0)).isZero();
    assertThat(scale.ticks().get(scale.ticks().size() - 1)).isEqualTo(1);
  }

  @Test
  void ticks_hundredSteps_areTwenties() {
    assertThat(scale(false, 0, 100).ticks()).containsExactly(0.0, 20.0, 40.0, 60.0, 80.0, 100.0);
  }

  @Test
  void at_notPositiveOnLogarithmicAxis_hasNoPlace() {
    Scale scale = scale(true, 0, 1, 1000, Double.NaN);

    assertThat(scale.shows(0)).isFalse();
    assertThat(scale.shows(Double.NaN)).isFalse();
    assertThat(scale.at(-1)).isEqualTo(FROM);
    assertThat(scale.ticks()).containsExactly(1.0, 10.0, 100.0, 1000.0);
  }

  @Test
  void labels_linearAxis_haveOneNumberOfDecimals() {
    assertThat(scale(false, 0, 1).labels())
        .containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
    assertThat(scale(false, 0, 2000).labels())
        .containsExactly("0", "500", "1,000", "1,500", "2,000");
    assertThat(scale(false, -1, 3).labels()).containsExactly("−1", "0", "1", "2", "3");
  }

  @Test
  void labels_logarithmicAxis_arePowersWhateverTheirSize() {
    assertThat(scale(true, 1, 1000).labels()).containsExactly("10⁰", "10¹", "10²", "10³");
    assertThat(scale(true, 1e-12, 1).labels()).startsWith("10⁻¹²").endsWith("10⁰");
  }

  @Test
  void labels_hugeOrTinyValues_shareAPowerInTheTitle() {
    Scale huge = scale(false, 0, 2e9);
    Scale tiny = scale(false, 0, 3e-7);

    assertThat(huge.title()).isEqualTo("any × 10⁹");
    assertThat(huge.labels()).containsExactly("0.0", "0.5", "1.0", "1.5", "2.0");
    // 3e-7 = 300 e-9
    assertThat(tiny.title()).isEqualTo("any × 10⁻⁹");
    assertThat(tiny.labels()).startsWith("0").endsWith("300");
    assertThat(scale(false, 0, 100).title()).isEqualTo("any");
  }

  @Test
  void tight_valuesBetweenTicks_endWithThem() {
    Scale tight = scale(false, 0, 1200).tight(new double[] {0, 1200});

    assertThat(tight.at(1200)).isEqualTo(TO);
    assertThat(tight.at(600)).isEqualTo((FROM + TO) / 2);
    assertThat(tight.labels()).containsExactly("0", "200", "400", "600", "800", "1,000", "1,200");
    // between 2 and 8 there is no power of ten
    assertThat(scale(true, 2, 8).tight(new double[] {2, 8}).labels()).containsExactly("10⁰", "10¹");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void linear_anyValues_liesEvenlyBetweenRoundTicks(long seed) {
    var random = new SplittableRandom(seed);
    double size = StrictMath.pow(10, random.nextInt(-9, 9));
    double[] values = random.doubles(random.nextInt(1, 20), -size, 3 * size).toArray();
    Scale scale = scale(false, values);
    List<Double> ticks = scale.ticks();
    double low = ticks.get(0);
    double high = ticks.get(ticks.size() - 1);

    assertThat(low).isLessThanOrEqualTo(Math.min(0, DoubleStream.of(values).min().orElseThrow()));
    assertThat(high).isGreaterThanOrEqualTo(DoubleStream.of(values).max().orElseThrow());
    assertThat(ticks).hasSizeBetween(4, 12);
    for (int i = 0; i < ticks.size(); i++) {
      double place = FROM + (TO - FROM) * i / (ticks.size() - 1);
      assertThat(scale.at(ticks.get(i))).isCloseTo(place, within(PAPER));
    }
    double between = ticks.get(1) - ticks.get(0);
    assertThat(new BigDecimal(TidyCsv.number(between)).stripTrailingZeros().unscaledValue())
        .isIn(LongStream.of(1, 2, 5).mapToObj(BigInteger::valueOf).toList());
    double value = values[0];
    assertThat(scale.at(value))
        .isCloseTo(FROM + (TO - FROM) * (value - low) / (high - low), within(PAPER));
    assertThat(scale.at(high + size)).isEqualTo(TO);
    assertThat(scale.at(low - size)).isEqualTo(FROM);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void logarithmic_anyValues_givesRatiosEqualRoom(long seed) {
    var random = new SplittableRandom(seed);
    double[] values =
        random.doubles(20, random.nextInt(-16, 0), 8).map(x -> StrictMath.pow(10, x)).toArray();
    Scale scale = scale(true, values);
    List<Double> ticks = scale.ticks();

    assertThat(ticks.get(0)).isLessThanOrEqualTo(DoubleStream.of(values).min().orElseThrow());
    assertThat(ticks.get(ticks.size() - 1))
        .isGreaterThanOrEqualTo(DoubleStream.of(values).max().orElseThrow());
    assertThat(ticks).hasSizeBetween(2, 8);
    double decade = (TO - FROM) / StrictMath.log10(ticks.get(ticks.size() - 1) / ticks.get(0));
    assertThat(scale.at(values[0]) - scale.at(values[1]))
        .isCloseTo(decade * StrictMath.log10(values[0] / values[1]), within(PAPER));
    assertThat(scale.at(ticks.get(0))).isCloseTo(FROM, within(PAPER));
    assertThat(scale.at(ticks.get(ticks.size() - 1))).isCloseTo(TO, within(PAPER));
  }

  @Test
  void at_unitAxis_keepsItsEndsWhateverItShows() {
    Scale scale = Scale.of(Axis.unit("any"), new double[] {-300, 0.5, 7}, 4).on(FROM, TO);

    assertThat(scale.ticks()).startsWith(0.0).endsWith(1.0);
    assertThat(scale.at(-300)).isEqualTo(FROM);
    assertThat(scale.at(0.5)).isEqualTo((FROM + TO) / 2);
    assertThat(scale.at(7)).isEqualTo(TO);
  }

  private static Scale scale(boolean logarithmic, double... values) {
    Axis axis = logarithmic ? Axis.logarithmic("any") : Axis.linear("any");
    return Scale.of(axis, values, 4).on(FROM, TO);
  }
}
