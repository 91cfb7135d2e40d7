package io.rivulet.experiment.figure;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One panel of a figure: curves over common axes.
 *
 * @param name in the CSV, such as {@code a-train}
 * @param title a title of a few words
 * @param marks readings of the source
 * @param event step with a dashed vertical line, such as the one at which a watched sample is
 *     learned
 */
public record Panel(
    String name,
    String title,
    Axis x,
    Axis y,
    List<Trace> traces,
    List<Mark> marks,
    OptionalDouble event) {

  public Panel {
    traces = List.copyOf(traces);
    marks = List.copyOf(marks);
  }
}
