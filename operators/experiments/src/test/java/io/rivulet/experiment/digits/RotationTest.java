package io.rivulet.experiment.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class RotationTest {

  private static final GreyImage GLYPH = GlyphTwo.draw(new Draws(5));

  @Test
  void turn_byZero_changesNothing() {
    assertThat(Rotation.turn(GLYPH, 0).pixels()).containsExactly(GLYPH.pixels());
  }

  @Test
  void turn_byFullCircle_changesOnlyRounding() {
    // places move by about 14 pixels times one rounding of 2π, ink by at most 255 a pixel
    assertThat(Rotation.turn(GLYPH, 2 * Math.PI).pixels())
        .containsExactly(GLYPH.pixels(), within(1e-10));
  }

  @Test
  void turn_byQuarter_movesRightToTop() {
    GreyImage right = new GreyImage(3, new double[] {0, 0, 0, 0, 0, 9, 0, 0, 0});

    assertThat(Rotation.turn(right, Math.PI / 2).pixels())
        .containsExactly(new double[] {0, 9, 0, 0, 0, 0, 0, 0, 0}, within(1e-12));
  }

  @Test
  void turn_byEighth_fillsCornersWithPaper() {
    double[] full = new double[28 * 28];
    Arrays.fill(full, 200);

    GreyImage turned = Rotation.turn(new GreyImage(28, full), Math.PI / 4);

    assertThat(turned.ink(0, 0)).isZero();
    assertThat(turned.ink(27, 27)).isZero();
    assertThat(turned.ink(14, 14)).isCloseTo(200, within(1e-10));
  }

  @Test
  void turn_byAnyAngle_keepsInkAndTurnsItsCentre() {
    double angle = 0.7;
    double[] before = centreOfInk(GLYPH);

    GreyImage turned = Rotation.turn(GLYPH, angle);

    double[] after = centreOfInk(turned);
    // bilinear samples of strokes two pixels wide: a percent of ink, a tenth of a pixel
    assertThat(ink(turned)).isCloseTo(ink(GLYPH), within(0.01 * ink(GLYPH)));
    double right = Math.cos(angle) * before[0] + Math.sin(angle) * before[1];
    double down = -Math.sin(angle) * before[0] + Math.cos(angle) * before[1];
    assertThat(after).containsExactly(new double[] {right, down}, within(0.1));
  }

  private static double ink(GreyImage image) {
    return Arrays.stream(image.pixels()).sum();
  }

  /** Right and down of the centre of the image, in pixels. */
  private static double[] centreOfInk(GreyImage image) {
    double right = 0;
    double down = 0;
    for (int row = 0; row < image.side(); row++) {
      for (int column = 0; column < image.side(); column++) {
        right += image.ink(row, column) * (column - 13.5);
        down += image.ink(row, column) * (row - 13.5);
      }
    }
    return new double[] {right / ink(image), down / ink(image)};
  }
}
