package io.rivulet.experiment.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.experiment.figure.Drawn.Line;
import io.rivulet.experiment.figure.Drawn.Text;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every figure owes its readers, whatever it shows and wherever it stands. */
final class FigureLawsTest {

  /** Points on paper; a hair. */
  private static final double HAIR = 0.05;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void text_anyFigure_standsClearOnThePageInEightPoints(long seed) {
    Sheet sheet = Sheets.of(seed);
    for (Layout layout : Layout.values()) {
      SheetDrawing drawing = new SheetDrawing(sheet, layout);
      Drawn drawn = new Drawn();
      drawing.on(drawn);
      Rectangle2D page = new Rectangle2D.Double(0, 0, drawing.width(), drawing.height());

      assertThat(drawn.texts).allMatch(text -> text.size() >= 8);
      assertThat(drawn.texts).allMatch(text -> page.contains(text.box()));
      assertThat(drawn.texts.stream().filter(text -> overlapped(text, drawn.texts))).isEmpty();
      assertThat(drawn.texts.stream().filter(text -> drawnOver(text, drawn.lines))).isEmpty();
      assertThat(drawn.lines)
          .allMatch(line -> Arrays.stream(line.x()).allMatch(x -> x >= 0 && x <= page.getWidth()));
    }
  }

  /** Itself is one that it is not apart from. */
  private static boolean overlapped(Text text, List<Text> texts) {
    return texts.stream().filter(other -> !apart(text.box(), other.box())).count() > 1;
  }

  private static boolean apart(Rectangle2D one, Rectangle2D other) {
    Rectangle2D both = one.createIntersection(other);
    return both.getWidth() <= HAIR || both.getHeight() <= HAIR;
  }

  private static boolean drawnOver(Text text, List<Line> lines) {
    return lines.stream()
        .anyMatch(
            line ->
                IntStream.range(1, line.x().length)
                    .anyMatch(
                        i ->
                            text.box()
                                .intersectsLine(
                                    line.x()[i - 1], line.y()[i - 1], line.x()[i], line.y()[i])));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void panels_anyFigure_haveLettersInOrderAndNoMachineName(long seed) {
    Sheet sheet = Sheets.of(seed);
    for (Layout layout : Layout.values()) {
      Drawn drawn = Drawn.of(sheet, layout);

      assertThat(drawn.words().stream().filter(word -> word.matches("\\([a-z]\\)")))
          .containsExactlyElementsOf(
              List.of("(a)", "(b)", "(c)", "(d)", "(e)", "(f)").subList(0, sheet.panels().size()));
      assertThat(String.join(" ", drawn.words())).doesNotContain("panel-");
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void legend_anyFigure_namesEveryMethodOnceAndTheReferencesIfAny(long seed) {
    Sheet sheet = Sheets.of(seed);
    boolean marked = sheet.panels().stream().anyMatch(panel -> !panel.marks().isEmpty());
    for (Layout layout : Layout.values()) {
      List<String> words = Drawn.of(sheet, layout).words();

      sheet.panels().stream()
          .flatMap(panel -> panel.traces().stream().map(Trace::label))
          .distinct()
          .forEach(label -> assertThat(words).containsOnlyOnce(label));
      assertThat(words.contains(sheet.reference())).isEqualTo(marked);
    }
  }

  /** A level is as far up its axes as its value is between the lowest and the highest tick. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void marks_anyFigure_areDashedInsideTheAxesAndLabelled(long seed) {
    Sheet sheet = Sheets.of(seed);
    for (Panel panel : sheet.panels()) {
      Drawn drawn = Drawn.of(new Sheet("f", "", List.of(panel), List.of(), "paper"), Layout.PAGE);
      List<Line> dashed = drawn.lines.stream().filter(Line::reference).toList();
      Scale y = Scale.of(panel.y(), extremes(panel), 4);

      for (Mark mark : panel.marks()) {
        assertThat(drawn.words()).contains(mark.label());
        assertThat(dashed).anyMatch(mark.timed() ? Line::upright : Line::level);
      }
      double least = panel.marks().stream().mapToDouble(Mark::low).min().orElse(Double.NaN);
      double most = panel.marks().stream().mapToDouble(Mark::high).max().orElse(Double.NaN);
      double[] levels =
          dashed.stream().filter(Line::level).mapToDouble(line -> line.y()[0]).sorted().toArray();
      if (panel.marks().stream().noneMatch(Mark::timed) && !panel.marks().isEmpty()) {
        // the legend's own dashed line is the lowest
        double lowest = levels[levels.length - 2];
        double height = 80 + 0.22 * (Layout.PAGE.width() - 8);
        assertThat(lowest - levels[0]).isCloseTo(height * (y.at(most) - y.at(least)), within(HAIR));
      }
    }
  }

  private static double[] extremes(Panel panel) {
    return DoubleStream.concat(
            panel.traces().stream()
                .flatMap(trace -> trace.points().stream())
                .flatMapToDouble(
                    p ->
                        DoubleStream.of(
                            p.mean(),
                            p.runs() >= 5 ? p.mean() + p.sd() : p.greatest(),
                            p.runs() >= 5 ? Math.max(p.mean() - p.sd(), p.least()) : p.least())),
            panel.marks().stream().flatMapToDouble(m -> DoubleStream.of(m.low(), m.high())))
        .toArray();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void spread_anyFigure_isShadedFromFiveRunsOn(long seed) {
    Sheet sheet = Sheets.of(seed);
    Drawn drawn = Drawn.of(sheet, Layout.PAGE);
    int runs = sheet.panels().get(0).traces().get(0).runs();
    long curves = sheet.panels().stream().mapToLong(panel -> panel.traces().size()).sum();
    long levels =
        sheet.panels().stream()
            .flatMap(panel -> panel.marks().stream())
            .filter(mark -> !mark.timed() && mark.low() < mark.high())
            .count();

    long bands = drawn.areas.stream().filter(area -> area.opacity() < 1).count();
    long thin = drawn.lines.stream().filter(line -> line.pen().width() == 0.4).count();

    assertThat(thin).isEqualTo(runs == 3 ? 2 * curves : 0);
    if (runs == 6) {
      assertThat(bands).isBetween(curves, curves + levels);
    } else {
      assertThat(bands).isLessThanOrEqualTo(levels);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void markers_methodsOfAFigure_differInShape(long seed) {
    List<String> methods =
        Sheets.of(seed).panels().stream()
            .flatMap(panel -> panel.traces().stream().map(Trace::method))
            .distinct()
            .toList();

    assertThat(MethodStyle.of(methods).values().stream().map(MethodStyle::marker))
        .doesNotHaveDuplicates();
  }
}
