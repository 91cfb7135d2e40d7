package io.rivulet.experiment.figure;

import io.rivulet.experiment.canvas.Canvas;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The panels of a sheet in rows of as many, with axes of one size that stand in line. */
final class Rows {

  private static final double GAP = 10;
  private static final double LEAST_HEIGHT = 80;
  private static final double HEIGHT_PER_WIDTH = 0.22;

  private final List<List<PanelDrawing>> rows;
  private final double cell;
  private final double height;
  private final double left;
  private final double right;

  /**
   * @param width of all panels of a row
   */
  Rows(List<Panel> panels, Map<String, MethodStyle> styles, double width, int perRow) {
    this.cell = (width - (perRow - 1) * GAP) / perRow;
    this.height = LEAST_HEIGHT + HEIGHT_PER_WIDTH * cell;
    List<PanelDrawing> all =
        IntStream.range(0, panels.size())
            .mapToObj(i -> new PanelDrawing(panels.get(i), i, styles, cell, height))
            .toList();
    this.rows =
        IntStream.iterate(0, first -> first < all.size(), first -> first + perRow)
            .mapToObj(first -> all.subList(first, Math.min(all.size(), first + perRow)))
            .toList();
    this.left = most(all, PanelDrawing::left);
    this.right = most(all, PanelDrawing::right);
  }

  /** Whether text leaves enough for the axes. */
  boolean fit() {
    return rows.stream().allMatch(row -> most(row, PanelDrawing::width) <= axes());
  }

  /** The width of the axes. */
  private double axes() {
    return cell - left - right;
  }

  double height() {
    return rows.stream().mapToDouble(row -> above(row) + height + below(row) + GAP).sum();
  }

  private static double above(List<PanelDrawing> row) {
    return most(row, PanelDrawing::above);
  }

  private double below(List<PanelDrawing> row) {
    return most(row, panel -> panel.below(axes()));
  }

  private static double most(List<PanelDrawing> panels, ToDoubleFunction<PanelDrawing> length) {
    return panels.stream().mapToDouble(length).max().orElse(0);
  }

  void on(Canvas canvas, double edge, double top) {
    double head = top;
    for (List<PanelDrawing> row : rows) {
      double axes = head + above(row);
      for (int i = 0; i < row.size(); i++) {
        double start = edge + i * (cell + GAP);
        row.get(i).on(canvas, start, head, start + left, start + cell - right, axes);
      }
      head = axes + height + below(row) + GAP;
    }
  }
}
