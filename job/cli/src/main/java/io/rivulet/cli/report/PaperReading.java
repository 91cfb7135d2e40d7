package io.rivulet.cli.report;

import java.util.Map;

/** Where the curves of the paper's figure 6a end, read from the plot by eye, in degrees. */
public final class PaperReading {

  public static final Map<String, Double> LAST =
      Map.of(
          "orfit", 41.0,
          "orfit-latest", 79.0,
          "orfit-random", 77.0,
          "one-step-sgd", 88.0,
          "greedy", 103.0);

  private PaperReading() {}
}
