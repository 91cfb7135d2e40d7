package io.rivulet.experiment.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TidyCsvTest {

  private static final String HEADER = "figure,panel,method,step,mean,sd,runs";

  @Test
  void of_noPoints_isTheHeader() {
    assertThat(TidyCsv.of(sheet())).isEqualTo(HEADER + "\n");
  }

  @Test
  void of_oneRun_hasNoSpread() {
    assertThat(TidyCsv.of(sheet(12.5)).lines()).containsExactly(HEADER, "6,a,orfit,1,12.5,0,1");
  }

  @Test
  void of_twoRuns_hasMeanAndSampleDeviation() {
    // the deviation of a and b is |a - b| / √2
    assertThat(TidyCsv.of(sheet(10, 14)).lines())
        .containsExactly(HEADER, "6,a,orfit,1,12,2.82842712,2");
  }

  @Test
  void of_otherLocale_keepsThePoint() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(TidyCsv.of(sheet(0.5))).contains(",0.5,");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void number_anySize_isShort() {
    assertThat(TidyCsv.number(100_000)).isEqualTo("100000");
    assertThat(TidyCsv.number(0)).isEqualTo("0");
    assertThat(TidyCsv.number(-0.1)).isEqualTo("-0.1");
    assertThat(TidyCsv.number(2.5e-14)).isEqualTo("2.5E-14");
    assertThat(TidyCsv.number(Double.NaN)).isEqualTo("NaN");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void number_anyValue_keepsNineDigits(long seed) {
    var random = new SplittableRandom(seed);
    double value = random.nextDouble(-1, 1) * StrictMath.pow(10, random.nextInt(-20, 20));

    assertThat(Double.parseDouble(TidyCsv.number(value)))
        .isCloseTo(value, within(5.1e-9 * Math.abs(value)));
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 200);
  }

  /** One panel of one method, of which each run has a value at step 1. */
  private static Sheet sheet(double... runs) {
    List<Point> points = runs.length == 0 ? List.of() : List.of(Point.of(1, runs));
    Panel panel =
        new Panel(
            "a",
            "some",
            Axis.linear("x"),
            Axis.linear("y"),
            List.of(new Trace("orfit", points)),
            List.of(),
            OptionalDouble.empty());
    return new Sheet("6", "", List.of(panel), List.of(), "");
  }
}
