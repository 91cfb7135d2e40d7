package io.rivulet.benchmark.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.benchmark.BenchRow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthCurveTest {

  @Test
  void fitted_points_givesTheExponentBesideTheExpectedOne() {
    GrowthCurve curve = new GrowthCurve("rls/time", "p", "us");
    List<BenchRow> rows = new ArrayList<>();

    curve.add(64, 3, rows::add);
    curve.add(128, 24, rows::add);
    BenchRow fitted = curve.fitted(2);

    assertThat(rows)
        .containsExactly(
            BenchRow.alone("rls/time-p-64", 3, "us"), BenchRow.alone("rls/time-p-128", 24, "us"));
    assertThat(fitted.name()).isEqualTo("rls/time-p/exponent");
    assertThat(fitted.value()).isCloseTo(3, within(1e-12));
    assertThat(fitted.of()).isEqualTo("2 expected");
    assertThat(fitted.isCompared()).isFalse();
  }
}
