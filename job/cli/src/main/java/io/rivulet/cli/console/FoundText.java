package io.rivulet.cli.console;

import io.rivulet.record.Details;
import io.rivulet.record.FoundNoise;
import io.rivulet.record.Recall;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** What a weight record tells besides its weights, for people. */
public final class FoundText {

  private FoundText() {}

  /** A line for each kind of figures that the record has, by its name. */
  public static Map<String, String> lines(Details details) {
    Map<String, String> lines = new LinkedHashMap<>();
    if (details.noise() != null) {
      lines.put("noise", noise(details.noise()));
    }
    if (details.recall() != null) {
      lines.put("recall", recall(details.recall()));
    }
    return lines;
  }

  private static String noise(FoundNoise noise) {
    double[] variances = noise.variances();
    String r =
        variances == null
            ? "not known"
            : variances.length == 1 ? Double.toString(variances[0]) : Arrays.toString(variances);
    return "lambda " + noise.lambda() + ", r " + r + ", tail " + noise.tail();
  }

  private static String recall(Recall recall) {
    StringJoiner figures = new StringJoiner(", ");
    add(figures, "changeBound", recall.changeBound());
    add(figures, "change", recall.change());
    add(figures, "error", recall.error());
    return figures.toString();
  }

  private static void add(StringJoiner figures, String name, double figure) {
    if (!Double.isNaN(figure)) {
      figures.add(name + " " + figure);
    }
  }
}
