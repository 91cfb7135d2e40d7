package io.rivulet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.cli.digits.Errors;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TidyCsvTest {

  private static final String HEADER = "figure,panel,method,step,mean,sd,runs";

  @Test
  void of_emptyRun_isTheHeader() {
    assertThat(TidyCsv.of("6", List.of(new Curves(List.of("orfit"), 2)))).isEqualTo(HEADER + "\n");
  }

  @Test
  void of_oneRun_hasNoSpread() {
    assertThat(TidyCsv.of("6", List.of(run(12.5, 3))).lines())
        .containsExactly(HEADER, "6,a,orfit,1,12.5,0,1", "6,b,orfit,1,3,0,1");
  }

  @Test
  void of_twoRuns_hasMeanAndSampleDeviation() {
    // the deviation of a and b is |a - b| / √2
    assertThat(TidyCsv.of("6", List.of(run(10, 1), run(14, 1))).lines())
        .containsExactly(HEADER, "6,a,orfit,1,12,2.82842712,2", "6,b,orfit,1,1,0,2");
  }

  @Test
  void of_otherLocale_keepsThePoint() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(TidyCsv.of("6", List.of(run(0.5, 1)))).contains(",0.5,");
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

  private static Curves run(double test, double watched) {
    Curves curves = new Curves(List.of("orfit"), 2);
    curves.put("orfit", 1, new Errors(test, 0, watched));
    return curves;
  }
}
