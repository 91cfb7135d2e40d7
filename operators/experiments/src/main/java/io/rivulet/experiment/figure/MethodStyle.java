package io.rivulet.experiment.figure;

import static java.util.Map.entry;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The style in which a method is always drawn. The colours are those of Okabe and Ito, which most
 * colour-blind readers can distinguish, and a letter or a marker repeats the distinction.
 *
 * @param letter its mark in a terminal
 * @param rgb its colour in a picture
 * @param ansi the nearest of the 256 colours of a terminal
 * @param marker its shape in a picture
 * @param dash lengths of dash and gap, none for a solid line; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record MethodStyle(char letter, int rgb, int ansi, Marker marker, float... dash) {

  private static final MethodStyle OTHER = new MethodStyle('X', 0xCC79A7, 175, Marker.DOT);

  private static final Map<String, MethodStyle> STYLES =
      Map.ofEntries(
          entry("orfit", new MethodStyle('O', 0x0C7BC0, 32, Marker.DOT)),
          entry("orfit-full", new MethodStyle('F', 0x56B4E9, 117, Marker.SQUARE)),
          entry("orfit-latest", new MethodStyle('L', 0xE69F00, 214, Marker.TRIANGLE)),
          entry("orfit-random", new MethodStyle('R', 0x009E73, 35, Marker.NABLA)),
          entry("one-step-sgd", new MethodStyle('S', 0xD55E00, 166, Marker.DIAMOND)),
          entry("greedy", new MethodStyle('G', 0x8A8A8A, 245, Marker.CROSS, 3, 3)),
          entry("orfit-fd", new MethodStyle('D', 0x7B3FA0, 97, Marker.PLUS, 7, 3)),
          entry("orfit-auto", new MethodStyle('A', 0xC2388C, 169, Marker.STAR)),
          entry("orfit-auto-mergeable", new MethodStyle('M', 0xC2388C, 169, Marker.STAR, 3, 2)),
          entry("shortest-replaced", new MethodStyle('P', 0xE69F00, 214, Marker.NABLA)),
          entry("zeros-for-products", new MethodStyle('Z', 0x8F6200, 94, Marker.NABLA, 5, 3)),
          entry("batch-ridge", new MethodStyle('T', 0x222222, 232, Marker.CROSS)),
          entry("orfit-noise", new MethodStyle('N', 0x1B3A57, 24, Marker.CIRCLE, 2, 2)),
          entry("sgd", new MethodStyle('B', 0x222222, 232, Marker.PENTAGON, 8, 3, 2, 3)),
          entry("online-net", new MethodStyle('N', 0x0C7BC0, 32, Marker.DOT)),
          entry("online-net-observe", new MethodStyle('V', 0xE69F00, 214, Marker.SQUARE, 7, 5)));

  /** For methods without a style of their own. */
  private static final int[] PALETTE = {
    0x0C7BC0, 0xD55E00, 0x009E73, 0xE69F00, 0xCC79A7, 0x56B4E9, 0x7B3FA0, 0x8A8A8A
  };

  /** The style of a method without regard to others. */
  public static MethodStyle of(String method) {
    return STYLES.getOrDefault(method, OTHER);
  }

  /** Each method's own style, or the next colour and marker that none of the others has. */
  static Map<String, MethodStyle> of(List<String> methods) {
    List<MethodStyle> known =
        methods.stream().filter(STYLES::containsKey).map(STYLES::get).toList();
    Deque<Integer> colours = new ArrayDeque<>();
    IntStream.of(PALETTE)
        .filter(rgb -> known.stream().noneMatch(style -> style.rgb == rgb))
        .forEach(colours::add);
    Deque<Marker> markers = new ArrayDeque<>(List.of(Marker.values()));
    known.forEach(style -> markers.remove(style.marker));
    Map<String, MethodStyle> styles = new HashMap<>();
    for (String method : methods) {
      styles.put(method, STYLES.containsKey(method) ? of(method) : stranger(colours, markers));
    }
    return styles;
  }

  private static MethodStyle stranger(Deque<Integer> colours, Deque<Marker> markers) {
    return colours.isEmpty() || markers.isEmpty()
        ? OTHER
        : new MethodStyle('X', colours.remove(), OTHER.ansi, markers.remove());
  }
}
