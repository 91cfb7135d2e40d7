package io.rivulet.learner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Drawn features, drawn inputs by name, and the columns that one makes of them by hand. */
final class Plant {

  /** Column and sign of texts of {@code tags} in 8 columns, by scikit-learn's FeatureHasher. */
  private static final Map<String, int[]> TAGS =
      Map.of(
          "a", new int[] {7, 1},
          "c", new int[] {6, 1},
          "d", new int[] {0, 1},
          "", new int[] {6, -1});

  private static final List<String> SITES = List.of("north", "south", "7", "true");

  private final Draw draw;
  private final int numbers;
  private final boolean texts;
  private final double[] center;
  private final double[] scale;

  /**
   * @param scaled whether numbers have a center and a scale
   * @param texts whether a category and a hashed feature follow the numbers
   */
  Plant(Draw draw, boolean scaled, boolean texts) {
    this.draw = draw;
    this.texts = texts;
    this.numbers = draw.between(1, 5);
    this.center = new double[numbers];
    this.scale = new double[numbers];
    for (int j = 0; j < numbers; j++) {
      center[j] = scaled ? draw.uniform(-3, 3) : 0;
      scale[j] = scaled ? draw.uniform(0.3, 3) : 1;
    }
  }

  /** Numbers, then four sites and all others, then 8 columns of tags. */
  int columns() {
    return numbers + (texts ? 5 + 8 : 0);
  }

  /** Whether a column is a number. */
  boolean number(int column) {
    return column < numbers;
  }

  /**
   * The field {@code features}.
   *
   * @param units one unit of each number in units of the spec
   */
  List<Map<String, Object>> features(double units) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (int j = 0; j < numbers; j++) {
      Fields number =
          Fields.of("name", "f" + j)
              .with("center", center[j] * units)
              .with("scale", scale[j] * units);
      entries.add((j == 0 ? number.with("missing", 0.75 * units) : number).spec());
    }
    if (texts) {
      entries.add(
          Map.of(
              "name", "site",
              "categories", List.of("north", "south", 7, true),
              "unknown", "other"));
      entries.add(Map.of("name", "tags", "hash", 3));
    }
    return entries;
  }

  /** What becomes of raw columns in the model. */
  double[] scaled(double[] raw) {
    double[] z = raw.clone();
    for (int j = 0; j < numbers; j++) {
      z[j] = (raw[j] - center[j]) / scale[j];
    }
    return z;
  }

  /** Rows of weights of scaled columns, then maybe a bias, as weights of raw ones; row-major. */
  double[] raw(double[] w, int outputs, int first, int bias) {
    double[] raw = w.clone();
    for (int k = 0; k < outputs; k++) {
      double shift = 0;
      for (int j = 0; j < numbers; j++) {
        int at = (first + j) * outputs + k;
        raw[at] = w[at] / scale[j];
        shift += raw[at] * center[j];
      }
      if (shift != 0) {
        raw[bias * outputs + k] = w[bias * outputs + k] - shift;
      }
    }
    return raw;
  }

  /** Weights of raw columns and a bias, as weights of scaled ones; row-major. */
  double[] scaledWeights(double[] w, int outputs) {
    double[] scaled = w.clone();
    for (int k = 0; k < outputs; k++) {
      double shift = 0;
      for (int j = 0; j < numbers; j++) {
        shift += w[j * outputs + k] * center[j];
        scaled[j * outputs + k] = w[j * outputs + k] * scale[j];
      }
      if (shift != 0) {
        scaled[columns() * outputs + k] += shift;
      }
    }
    return scaled;
  }

  Input input() {
    double[] x = new double[columns()];
    List<String> members = new ArrayList<>();
    for (int j = 0; j < numbers; j++) {
      x[j] = draw.uniform(-4, 4);
    }
    if (draw.between(0, 4) == 0) {
      x[0] = 0.75;
    } else {
      members.add("'f0':%s");
    }
    for (int j = 1; j < numbers; j++) {
      members.add("'f" + j + "':%s");
    }
    if (texts) {
      members.add("'site':" + site(x));
      members.add("'tags':" + tags(x));
    }
    return new Input(x, members, numbers);
  }

  private String site(double[] x) {
    int site = draw.between(0, 5);
    x[numbers + Math.min(site, 4)] = 1;
    return switch (site) {
      case 2 -> draw.between(0, 1) == 0 ? "7.0" : "'7'";
      case 3 -> draw.between(0, 1) == 0 ? "true" : "'true'";
      case 4 -> "'west'";
      case 5 -> "-3";
      default -> "'" + SITES.get(site) + "'";
    };
  }

  private String tags(double[] x) {
    String[] names = {"a", "c", "d", ""};
    List<String> drawn = new ArrayList<>();
    for (int n = draw.between(0, 4); n > 0; n--) {
      String name = names[draw.between(0, 3)];
      x[numbers + 5 + TAGS.get(name)[0]] += TAGS.get(name)[1];
      drawn.add("'" + name + "'");
    }
    return drawn.size() == 1 && draw.between(0, 1) == 0 ? drawn.get(0) : drawn.toString();
  }

  /**
   * An input.
   *
   * @param raw its columns by hand
   * @param members of its JSON, with a place for each number that is not missing
   */
  record Input(double[] raw, List<String> members, int numbers) {

    /** By name, with numbers in other units. */
    String named(double units) {
      int given = (int) members.stream().filter(member -> member.endsWith("%s")).count();
      Object[] values =
          Arrays.stream(raw, numbers - given, numbers).mapToObj(v -> v * units).toArray();
      return String.join(",", members).formatted(values).transform(all -> "{" + all + "}");
    }
  }
}
