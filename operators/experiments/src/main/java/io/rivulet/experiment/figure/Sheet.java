package io.rivulet.experiment.figure;

import io.rivulet.experiment.canvas.RasterCanvas;
import io.rivulet.experiment.canvas.SvgCanvas;
import java.io.IOException;
import java.util.List;

/**
 * A reproduced figure: its panels and the notes that a reader needs to judge them.
 *
 * @param figure the name, which is the first column of the CSV
 * @param title the title, or an empty text
 * @param notes sentences under the picture about the data, the runs and the methods
 * @param reference a description of the marks in a few words for the legend; empty without marks
 */
public record Sheet(
    String figure, String title, List<Panel> panels, List<String> notes, String reference) {

  /** Readings of a published plot. */
  public static final String BY_EYE = "the paper, read by eye";

  /** Readings of a published plot, shown next to data of another kind. */
  public static final String BY_EYE_ON_MNIST = "the paper on MNIST, read by eye";

  public Sheet {
    panels = List.copyOf(panels);
    notes = List.copyOf(notes);
  }

  /** Every point as tidy CSV, see {@link TidyCsv}. */
  public String csv() {
    return TidyCsv.of(this);
  }

  /** The same panels without title and notes, for a page that already has them. */
  public Sheet bare() {
    return new Sheet(figure, "", panels, List.of(), reference);
  }

  /** All panels in one picture as SVG, which takes its fonts from the reader's machine. */
  public String svg(Layout layout) {
    SheetDrawing drawing = new SheetDrawing(this, layout);
    return drawn(drawing, SvgCanvas.document(drawing.width(), drawing.height()));
  }

  /**
   * The same picture as a part of an HTML page that defines {@code --paper} and {@code --rule}.
   *
   * @param label a description for readers who cannot see the picture
   */
  public String inlineSvg(Layout layout, String label) {
    SheetDrawing drawing = new SheetDrawing(this, layout);
    return drawn(drawing, SvgCanvas.inline(drawing.width(), drawing.height(), label));
  }

  private static String drawn(SheetDrawing drawing, SvgCanvas canvas) {
    drawing.on(canvas);
    return canvas.end();
  }

  /**
   * The same picture as PNG, 300 pixels an inch.
   *
   * @throws IOException when this machine cannot draw, for example because it has no fonts
   */
  public byte[] png(Layout layout) throws IOException {
    SheetDrawing drawing = new SheetDrawing(this, layout);
    return RasterCanvas.png(drawing.width(), drawing.height(), drawing::on);
  }

  /** The last point of each method in each panel, with the value of the source there. */
  public List<End> ends() {
    return panels.stream().flatMap(panel -> End.of(panel).stream()).toList();
  }
}
