package io.rivulet.experiment.figure;

/** How a picture shows the spread of runs about their mean. */
public enum RunSpread {
  /** Of one run there is none. */
  NONE(""),

  /** The least and the greatest run, of too few for a deviation. */
  EXTREMES("thin lines: the least and the greatest run"),

  /** From mean - sd to mean + sd, on a logarithmic axis not below the least run. */
  DEVIATION("shaded: one standard deviation to either side");

  private static final int LEAST_RUNS = 5;

  private final String words;

  RunSpread(String words) {
    this.words = words;
  }

  /** That of some runs, at least 1. */
  public static RunSpread of(int runs) {
    return runs >= LEAST_RUNS ? DEVIATION : runs > 1 ? EXTREMES : NONE;
  }

  /** For a note, such as {@code shaded: ..}; empty when nothing is shown. */
  public String words() {
    return words;
  }
}
