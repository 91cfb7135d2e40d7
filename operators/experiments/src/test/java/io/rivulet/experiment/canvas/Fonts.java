package io.rivulet.experiment.canvas;

import io.rivulet.experiment.canvas.Canvas.Letters;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;

/** What text takes in the fonts of this machine, in points. */
public final class Fonts {

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private Fonts() {}

  public static double width(Letters letters, String text) {
    return font(letters).getStringBounds(text, CONTEXT).getWidth();
  }

  public static LineMetrics metrics(Letters letters, String text) {
    return font(letters).getLineMetrics(text, CONTEXT);
  }

  private static Font font(Letters letters) {
    return new Font(Font.SANS_SERIF, letters.bold() ? Font.BOLD : Font.PLAIN, 1)
        .deriveFont((float) letters.size());
  }
}
