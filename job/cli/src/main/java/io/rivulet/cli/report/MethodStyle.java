package io.rivulet.cli.report;

import static java.util.Map.entry;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
      Map.ofEntries(
          entry("orfit", new MethodStyle('O', 0x0C7BC0, 32)),
          entry("orfit-full", new MethodStyle('F', 0x56B4E9, 117)),
          entry("orfit-latest", new MethodStyle('L', 0xE69F00, 214)),
          entry("orfit-random", new MethodStyle('R', 0x009E73, 35)),
          entry("one-step-sgd", new MethodStyle('S', 0xD55E00, 166)),
          entry("greedy", new MethodStyle('G', 0x8A8A8A, 245, 3, 3)),
          entry("orfit-fd", new MethodStyle('D', 0x7B3FA0, 97, 7, 3)),
          entry("orfit-noise", new MethodStyle('N', 0x1B3A57, 24, 2, 2)),
          entry("sgd", new MethodStyle('B', 0x222222, 232, 8, 3, 2, 3)),
          entry("online-net", new MethodStyle('N', 0x0C7BC0, 32)),
          entry("online-net-observe", new MethodStyle('V', 0xE69F00, 214, 7, 5)));

  /** For methods without a style of their own. */
  private static final int[] PALETTE = {
    0x0C7BC0, 0xD55E00, 0x009E73, 0xE69F00, 0xCC79A7, 0x56B4E9, 0x7B3FA0, 0x8A8A8A
  };

  static MethodStyle of(String method) {
    return STYLES.getOrDefault(method, OTHER);
  }

  /** Each method's own style, or the next colour that none of the others has. */
  static Map<String, MethodStyle> of(List<String> methods) {
    Map<String, MethodStyle> styles = new HashMap<>();
    Deque<Integer> free = new ArrayDeque<>();
    IntStream.of(PALETTE)
        .filter(rgb -> methods.stream().noneMatch(m -> STYLES.containsKey(m) && of(m).rgb == rgb))
        .forEach(free::add);
    for (String method : methods) {
      boolean known = STYLES.containsKey(method) || free.isEmpty();
      styles.put(method, known ? of(method) : new MethodStyle('X', free.remove(), OTHER.ansi));
    }
    return styles;
  }
}
