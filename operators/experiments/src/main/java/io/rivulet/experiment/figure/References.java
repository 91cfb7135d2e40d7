package io.rivulet.experiment.figure;

import io.rivulet.experiment.canvas.Canvas;
import io.rivulet.experiment.canvas.Canvas.Anchor;
import io.rivulet.experiment.canvas.Canvas.Letters;
import io.rivulet.experiment.canvas.Canvas.Pen;
import io.rivulet.experiment.canvas.Typeface;
import io.rivulet.experiment.figure.PanelAxes.Frame;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the source has in a panel, dashed: a level for the one value of a method, which stands right
 * of the axes; an upright line for a time, which stands above them; a line through the values of a
 * method at several steps.
 */
final class References {

  private static final double GAP = 7;
  private static final double BETWEEN_TIMES = 3;
  private static final double CLEAR = 1.5;
  private static final double DESCENT = 0.25 * Letters.LEAST;
  private static final double BETWEEN = 0.1;
  private static final double LINE = 0.8;
  private static final Letters BESIDE = Letters.small(Anchor.START);
  private static final Letters ABOVE = Letters.small(Anchor.MIDDLE);

  private final List<Shown> levels;
  private final List<Shown> times;
  private final List<List<Mark>> lines;

  References(List<Mark> marks, Map<String, MethodStyle> styles) {
    Map<String, List<Mark>> byMethod = grouped(marks.stream().filter(mark -> !mark.timed()), true);
    this.lines =
        byMethod.values().stream()
            .filter(same -> same.size() > 1)
            .map(same -> same.stream().sorted(Comparator.comparingDouble(Mark::step)).toList())
            .toList();
    this.levels =
        shown(byMethod.values().stream().filter(s -> s.size() == 1).map(s -> s.get(0)), styles);
    this.times = shown(marks.stream().filter(Mark::timed), styles);
  }

  private static Map<String, List<Mark>> grouped(Stream<Mark> marks, boolean byMethod) {
    return marks.collect(
        Collectors.groupingBy(
            byMethod ? Mark::method : Mark::label, LinkedHashMap::new, Collectors.toList()));
  }

  /** Methods that share a reading have one line, in the colour of none. */
  private static List<Shown> shown(Stream<Mark> marks, Map<String, MethodStyle> styles) {
    return grouped(marks, false).values().stream()
        .map(
            same ->
                new Shown(
                    same.get(0),
                    same.size() > 1 ? Canvas.INK : styles.get(same.get(0).method()).rgb()))
        .toList();
  }

  /** How a reference is drawn, unlike any method. */
  static Pen dashed(int rgb) {
    return new Pen(rgb, LINE, 2.5f, 1.8f);
  }

  /** Room right of the axes. */
  double right() {
    return levels.stream()
        .mapToDouble(level -> GAP + Typeface.width(level.mark.label(), BESIDE))
        .max()
        .orElse(0);
  }

  /** What the labels above the axes need. */
  double width() {
    return times.stream()
        .mapToDouble(time -> BETWEEN_TIMES + Typeface.width(time.mark.label(), ABOVE))
        .sum();
  }

  /** Room above the axes. */
  double above() {
    return times.isEmpty() ? 0 : GAP + ABOVE.leading();
  }

  /** Levels and times, which the curves may cover. */
  void on(Canvas canvas, Frame axes) {
    levels(canvas, axes);
    times(canvas, axes);
  }

  /** Lines through values, which lie on the curves where all is well. */
  void lines(Canvas canvas, Frame axes) {
    lines.forEach(line -> line(canvas, axes, line));
  }

  private void levels(Canvas canvas, Frame axes) {
    List<Shown> fromTop =
        levels.stream()
            .filter(level -> axes.y().shows(level.mark.low()))
            .sorted(Comparator.comparingDouble(level -> level.middle(axes)))
            .toList();
    double[] at = fromTop.stream().mapToDouble(level -> level.middle(axes)).toArray();
    double[] room = fromTop.stream().mapToDouble(level -> BESIDE.leading()).toArray();
    double half = BESIDE.leading() / 2;
    double[] labels = Spacing.spread(at, room, axes.top() - half, axes.bottom() + half);
    for (int i = 0; i < at.length; i++) {
      Shown level = fromTop.get(i);
      level(canvas, axes, level);
      double start = axes.right() + GAP;
      canvas.rule(axes.right(), at[i], start - CLEAR, labels[i], new Pen(level.rgb, LINE));
      canvas.text(start, labels[i] + BESIDE.halfDigit(), BESIDE, level.mark.label());
    }
  }

  private static void level(Canvas canvas, Frame axes, Shown level) {
    double low = axes.y().at(level.mark.low());
    double high = axes.y().at(level.mark.high());
    canvas.rule(axes.left(), low, axes.right(), low, dashed(level.rgb));
    if (high != low) {
      double[] across = {axes.left(), axes.right(), axes.right(), axes.left()};
      canvas.area(across, new double[] {low, low, high, high}, level.rgb, BETWEEN);
      canvas.rule(axes.left(), high, axes.right(), high, dashed(level.rgb));
    }
  }

  private void times(Canvas canvas, Frame axes) {
    List<Shown> fromLeft =
        times.stream()
            .filter(time -> axes.x().shows(time.mark.step()))
            .sorted(Comparator.comparingDouble(time -> time.mark.step()))
            .toList();
    double[] at = fromLeft.stream().mapToDouble(time -> axes.x().at(time.mark.step())).toArray();
    double[] room =
        fromLeft.stream()
            .mapToDouble(time -> BETWEEN_TIMES + Typeface.width(time.mark.label(), ABOVE))
            .toArray();
    double[] labels = Spacing.spread(at, room, axes.left(), axes.right());
    for (int i = 0; i < at.length; i++) {
      Shown time = fromLeft.get(i);
      double end = axes.top() - GAP;
      canvas.rule(at[i], axes.bottom(), at[i], axes.top(), dashed(time.rgb));
      canvas.rule(at[i], axes.top(), labels[i], end + CLEAR, new Pen(time.rgb, LINE));
      canvas.text(labels[i], end - DESCENT, ABOVE, time.mark.label());
    }
  }

  private static void line(Canvas canvas, Frame axes, List<Mark> marks) {
    List<Mark> shown =
        marks.stream()
            .filter(mark -> axes.x().shows(mark.step()) && axes.y().shows(mark.low()))
            .toList();
    if (!shown.isEmpty()) {
      canvas.line(
          shown.stream().mapToDouble(mark -> axes.x().at(mark.step())).toArray(),
          shown.stream().mapToDouble(mark -> axes.y().at(mark.low())).toArray(),
          dashed(Canvas.INK));
    }
  }

  /** A mark and its colour. */
  private record Shown(Mark mark, int rgb) {

    double middle(Frame axes) {
      return (axes.y().at(mark.low()) + axes.y().at(mark.high())) / 2;
    }
  }
}
