package io.rivulet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.digits.Errors;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

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

  private static Curves run(double test, double watched) {
    Curves curves = new Curves(List.of("orfit"), 2);
    curves.put("orfit", 1, new Errors(test, 0, watched));
    return curves;
  }
}
