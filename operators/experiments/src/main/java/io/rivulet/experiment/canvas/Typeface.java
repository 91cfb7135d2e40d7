package io.rivulet.experiment.canvas;

import io.rivulet.experiment.canvas.Canvas.Letters;
import java.util.ArrayList;
import java.util.List;

/**
 * The widths of text in DejaVu Sans, which is wider than Helvetica, Arial and most other typefaces,
 * so that text set in those also fits. No fonts are needed on this machine, and every machine gives
 * the same picture.
 */
public final class Typeface {

  private static final char FIRST = ' ';

  /** Of the characters from the first on, in thousandths of the size. */
  private static final int[] ASCII = {
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, // to slash
    636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, // to ?
    1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787, // to O
    603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, // to _
    500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, // to o
    635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838 // to tilde
  };

  private static final String SMALL = "²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄ᵀᵢ·";
  private static final int OF_SMALL = 402;
  private static final String SIGNS = "−×±≤≥→";
  private static final int OF_SIGNS = 838;
  private static final int OF_OTHERS = 680;
  private static final int THOUSAND = 1000;

  /** Bold letters are at most a fifth wider, but for the narrowest. */
  private static final double BOLD = 1.2;

  private Typeface() {}

  /** The width in points. */
  public static double width(String text, Letters letters) {
    int thousandths = text.chars().map(Typeface::width).sum();
    return letters.size() * thousandths * (letters.bold() ? BOLD : 1) / THOUSAND;
  }

  private static int width(int character) {
    int at = character - FIRST;
    if (at >= 0 && at < ASCII.length) {
      return ASCII[at];
    }
    return SMALL.indexOf(character) >= 0
        ? OF_SMALL
        : SIGNS.indexOf(character) >= 0 ? OF_SIGNS : OF_OTHERS;
  }

  /**
   * The text broken between words, with no lines for no text; a word that is too long has its own
   * line.
   */
  public static List<String> lines(String text, double most, Letters letters) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(longer, letters) > most) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    if (!line.isEmpty()) {
      lines.add(line);
    }
    return lines;
  }
}
