package io.rivulet.experiment.figure.planted;

import io.rivulet.experiment.digits.DigitSource;
import java.awt.Color;

/** Breaks two rules: it paints past the canvas, and a figure that knows digits. */
final class Paints {

  private Paints() {}

  static Color colour(DigitSource source) {
    return source.drawn() ? Color.BLACK : Color.WHITE;
  }
}
