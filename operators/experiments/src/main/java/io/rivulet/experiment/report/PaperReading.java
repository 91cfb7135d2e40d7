package io.rivulet.experiment.report;

import io.rivulet.experiment.figure.Mark;
import java.util.List;
import java.util.Map;

/** The ends of the curves in figure 6a of the paper, read from the plot by eye, in degrees. */
public final class PaperReading {

  private static final Map<String, Double> LAST =
      Map.of(
          "orfit", 41.0,
          "orfit-latest", 79.0,
          "orfit-random", 77.0,
          "one-step-sgd", 88.0,
          "greedy", 103.0);

  private PaperReading() {}

  /** The readings of some methods, as marks at the last step. */
  public static List<Mark> marks(List<String> methods, int last) {
    return methods.stream()
        .filter(LAST::containsKey)
        .map(method -> Mark.at(method, last, LAST.get(method)))
        .toList();
  }
}
