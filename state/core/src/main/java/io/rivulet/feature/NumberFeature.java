package io.rivulet.feature;

import io.rivulet.record.Sample;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A number, which the model sees as (x - center) / scale.
 *
 * @param missing the value that stands for an absent number, in raw units; NaN when there is none
 * @param center finite
 * @param scale finite, positive
 */
record NumberFeature(String name, double missing, double center, double scale) implements Feature {

  static final String TAKEN = "a number";

  static NumberFeature named(String name) {
    return new NumberFeature(name, Double.NaN, 0, 1);
  }

  static NumberFeature read(FeatureFields fields) {
    double missing = fields.has("missing") ? fields.number("missing", 0) : Double.NaN;
    double scale = fields.number("scale", 1);
    if (!(scale > 0)) {
      throw fields.refused("scale", "a positive number");
    }
    return new NumberFeature(fields.name(), missing, fields.number("center", 0), scale);
  }

  @Override
  public int columns() {
    return 1;
  }

  @Override
  public boolean numeric() {
    return true;
  }

  @Override
  public String misfit(Sample sample, int place) {
    return sample.numeric(place) ? null : TAKEN;
  }

  @Override
  public void expand(Sample sample, int place, double[] x, int first) {
    x[first] = sample.values()[place];
  }

  @Override
  public boolean optional() {
    return !Double.isNaN(missing);
  }

  @Override
  public void expandMissing(double[] x, int first) {
    x[first] = missing;
  }

  @Override
  public void label(List<String> labels) {
    labels.add(name);
  }

  @Override
  public Object described() {
    if (plain()) {
      return name;
    }
    Map<String, Object> entry = new TreeMap<>(Map.of("center", center, "scale", scale));
    entry.putAll(unscaled());
    return entry;
  }

  @Override
  public Object input() {
    return plain() ? name : unscaled();
  }

  private boolean plain() {
    return !optional() && !scaled();
  }

  private Map<String, Object> unscaled() {
    Map<String, Object> entry = new TreeMap<>(Map.of("name", name));
    if (optional()) {
      entry.put("missing", missing);
    }
    return entry;
  }
}
