package io.rivulet.experiment.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GlyphTwoTest {

  @Test
  void draw_sameSeed_givesTheSameDigit() {
    assertThat(GlyphTwo.draw(new Draws(1)).pixels())
        .containsExactly(GlyphTwo.draw(new Draws(1)).pixels());
    assertThat(GlyphTwo.draw(new Draws(2)).pixels())
        .isNotEqualTo(GlyphTwo.draw(new Draws(1)).pixels());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void draw_anySeed_isBrightStrokeOnPaper(long seed) {
    double[] pixels = GlyphTwo.draw(new Draws(seed)).pixels();

    assertThat(pixels).hasSize(28 * 28);
    assertThat(Arrays.stream(pixels).filter(ink -> ink != Math.rint(ink))).isEmpty();
    assertThat(Arrays.stream(pixels).min()).hasValue(0);
    assertThat(Arrays.stream(pixels).max()).hasValue(255);
    // 1.8 x 0.72 long and 0.10 to 0.15 wide, edge included: 0.13 to 0.20, and a third for the scale
    assertThat(Arrays.stream(pixels).sum() / (255 * 784)).isBetween(0.08, 0.27);
  }

  @Test
  void draw_averageOfMany_isShapedLikeTwo() {
    double[] mean = new double[28 * 28];
    Draws draws = new Draws(1);
    for (int n = 0; n < 200; n++) {
      double[] pixels = GlyphTwo.draw(draws).pixels();
      Arrays.setAll(mean, i -> mean[i] + pixels[i] / 200);
    }

    // the cap of the arc, its right side, the diagonal down to the left, the base, and the two bays
    assertThat(ink(mean, 7, 14)).isGreaterThan(100);
    assertThat(ink(mean, 10, 18)).isGreaterThan(100);
    assertThat(ink(mean, 20, 10)).isGreaterThan(100);
    assertThat(ink(mean, 20, 16)).isGreaterThan(100);
    assertThat(ink(mean, 15, 8)).isLessThan(30);
    assertThat(ink(mean, 16, 20)).isLessThan(30);
    assertThat(ink(mean, 1, 14)).isLessThan(5);
    assertThat(ink(mean, 26, 14)).isLessThan(5);
  }

  private static double ink(double[] pixels, int row, int column) {
    return pixels[row * 28 + column];
  }
}
