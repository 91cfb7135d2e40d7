package io.rivulet.cli.report;

import java.util.Map;

/**
 * How a method is drawn, always the same: the colours are those of Okabe and Ito, which most
 * colour-blind readers tell apart, and a letter or a dash pattern says it again.
 *
 * @param letter its mark in a terminal
 * @param rgb its colour in a picture
 * @param ansi the nearest of the 256 colours of a terminal
 * @param dash lengths of dash and gap, none for a solid line; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
record MethodStyle(char letter, int rgb, int ansi, float... dash) {

  private static final MethodStyle OTHER = new MethodStyle('X', 0xCC79A7, 175);

  private static final Map<String, MethodStyle> STYLES =
      Map.of(
          "orfit", new MethodStyle('O', 0x0C7BC0, 32),
          "orfit-full", new MethodStyle('F', 0x56B4E9, 117),
          "orfit-latest", new MethodStyle('L', 0xE69F00, 214),
          "orfit-random", new MethodStyle('R', 0x009E73, 35),
          "one-step-sgd", new MethodStyle('S', 0xD55E00, 166),
          "greedy", new MethodStyle('G', 0x8A8A8A, 245, 3, 3));

  static MethodStyle of(String method) {
    return STYLES.getOrDefault(method, OTHER);
  }
}
