package io.rivulet.life;

import java.util.SplittableRandom;

/** One field of a spec before and after a configure, and samples for its learner. */
record SpecChange(String spec, boolean classes, String field, String from, String to) {

  static SpecChange of(String spec, String field, String from, String to) {
    return new SpecChange(spec, false, field, from, to);
  }

  String before() {
    return with(from);
  }

  String after() {
    return with(to);
  }

  private String with(String value) {
    return "{" + spec + ",'dimension':3,'" + field + "':" + value + "}";
  }

  String sample(SplittableRandom random) {
    String x =
        "'x':["
            + random.nextDouble(-1, 1)
            + ","
            + random.nextDouble(-1, 1)
            + ","
            + random.nextDouble(-1, 1)
            + "]";
    String target = classes ? ",'label':" + random.nextInt(3) : ",'y':" + random.nextDouble(-1, 1);
    return "{" + x + (spec.contains("matrix-flow") ? "" : target) + "}";
  }

  @Override
  public String toString() {
    return spec + " " + field + " " + from + " to " + to;
  }
}
