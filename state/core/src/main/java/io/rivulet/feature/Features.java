package io.rivulet.feature;

import io.rivulet.record.EntryName;
import io.rivulet.record.NearestName;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.Shown;
import io.rivulet.record.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The field {@code features} of a spec: the feature of each name of a named x, in the order of the
 * columns. Immutable.
 */
public final class Features {

  /** The features of a spec without the field. */
  public static final Features NONE = new Features("", List.of());

  private static final int MOST_NAMED = 5;
  private static final int MOST_COMPARED = 1000;
  private static final int LONGEST = 64;

  private final String path;
  private final List<Feature> entries;
  private final List<String> names;
  private final Map<String, Integer> positions = new HashMap<>();
  private final List<String> notNumbers;
  private final int[] first;
  private final Scaling scaling;

  private Features(String path, List<Feature> entries) {
    this.path = path;
    this.entries = entries;
    this.names = entries.stream().map(Feature::name).toList();
    this.notNumbers =
        entries.stream().filter(entry -> !entry.numeric()).map(Feature::name).toList();
    this.first = new int[entries.size() + 1];
    for (int i = 0; i < entries.size(); i++) {
      positions.put(entries.get(i).name(), i);
      first[i + 1] = Math.addExact(first[i], entries.get(i).columns());
    }
    List<Feature> scaled = entries.stream().filter(Feature::scaled).toList();
    this.scaling = scaled.isEmpty() ? null : scaling(scaled);
  }

  private Scaling scaling(List<Feature> scaled) {
    return new Scaling(
        scaled.stream().mapToInt(entry -> first[positions.get(entry.name())]).toArray(),
        scaled.stream().mapToDouble(Feature::center).toArray(),
        scaled.stream().mapToDouble(Feature::scale).toArray());
  }

  /**
   * Reads the entries.
   *
   * @param path the path of the field, as messages name it
   * @param stored whether the spec is that of a stored model, whose names may be older than the
   *     rules for them
   * @throws IllegalArgumentException when an entry is neither a name nor an object with the fields
   *     of its kind, or when a name occurs twice
   */
  public static Features read(Object value, String path, boolean stored) {
    if (!(value instanceof List<?> list) || list.isEmpty()) {
      throw new IllegalArgumentException(
          "spec field '" + path + "' must be an array of names, got " + shortly(value));
    }
    List<Feature> entries = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      entries.add(FeatureEntry.read(list.get(i), path + "[" + i + "]", stored));
    }
    requireDifferent(path, entries);
    return checked(path, entries);
  }

  private static void requireDifferent(String path, List<Feature> entries) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < entries.size(); i++) {
      String name = entries.get(i).name();
      if (!names.add(name)) {
        throw new IllegalArgumentException(
            "spec field '"
                + path
                + "' must be an array of different names, got "
                + Shown.quoted(name)
                + " a second time at "
                + path
                + "["
                + i
                + "]");
      }
    }
  }

  private static Features checked(String path, List<Feature> entries) {
    try {
      return new Features(path, entries);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "spec field '" + path + "' gives over 2^31 columns; hash into fewer bits", e);
    }
  }

  private static String shortly(Object value) {
    return Shown.plain(String.valueOf(value));
  }

  /** Whether the spec has no such field. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The number of columns of all entries together. */
  public int columns() {
    return first[entries.size()];
  }

  /**
   * For each column, whether it is a number and does not belong to a category or to hashed texts.
   */
  public boolean[] numeric() {
    boolean[] numeric = new boolean[columns()];
    for (int i = 0; i < entries.size(); i++) {
      numeric[first[i]] = entries.get(i).numeric();
    }
    return numeric;
  }

  /**
   * The path of the first field {@code center} or {@code scale} that changes its number, or null.
   */
  public String scaledField() {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).scaled()) {
        return path + "[" + i + "]." + (entries.get(i).center() == 0 ? "scale" : "center");
      }
    }
    return null;
  }

  /** The path of the first center that is not 0, or null. */
  public String centeredField() {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).center() != 0) {
        return path + "[" + i + "].center";
      }
    }
    return null;
  }

  /** The units of the model's input, or null when the model sees raw numbers. */
  public Scaling scaling() {
    return scaling;
  }

  /** The names of the columns; a hashed feature is one entry with their number. */
  public String[] labels() {
    List<String> labels = new ArrayList<>();
    entries.forEach(entry -> entry.label(labels));
    return labels.toArray(String[]::new);
  }

  /** The name of the entry that column j belongs to. */
  public String column(int j) {
    int i = Arrays.binarySearch(first, 0, names.size(), j);
    return names.get(i >= 0 ? i : -2 - i);
  }

  /** The entries of a canonical spec. */
  public List<Object> described() {
    return entries.stream().map(Feature::described).toList();
  }

  /** The entries without center and scale, by which a reader of raw weights expands x. */
  public List<Object> input() {
    return entries.stream().map(Feature::input).toList();
  }

  /** The names of the entries that are not numbers. */
  List<String> notNumbers() {
    return notNumbers;
  }

  /**
   * A description of what the value of a named x should be, or null when it is of the right kind or
   * has no entry.
   *
   * @param place the position of the value
   */
  String misfit(Sample sample, int place) {
    Integer position = positions.get(sample.names()[place]);
    return position == null ? null : entries.get(position).misfit(sample, place);
  }

  /**
   * The columns of one row of a named x, in raw units. O(columns + names).
   *
   * @param row the number of the row in a batch, or {@link EntryName#NONE}
   * @param from the first position of the row
   * @param to the position after its last one
   * @throws RejectedException {@code DIMENSION} when a name or a category is unknown or a name is
   *     missing
   */
  double[] expand(Sample sample, int row, int from, int to) throws RejectedException {
    double[] x = new double[columns()];
    boolean[] seen = new boolean[entries.size()];
    for (int place = from; place < to; place++) {
      Integer position = positions.get(sample.names()[place]);
      if (position == null) {
        throw rejected(unknown(row, sample.names()[place]));
      }
      seen[position] = true;
      entries.get(position).expand(sample, place, x, first[position]);
    }
    if (to - from < entries.size()) {
      expandMissing(x, seen, row);
    }
    return x;
  }

  private void expandMissing(double[] x, boolean[] seen, int row) throws RejectedException {
    for (int i = 0; i < seen.length; i++) {
      if (!seen[i] && !entries.get(i).optional()) {
        throw rejected(missing(row, seen));
      }
      if (!seen[i]) {
        entries.get(i).expandMissing(x, first[i]);
      }
    }
  }

  private String missing(int row, boolean[] seen) {
    List<String> absent = new ArrayList<>();
    for (int i = 0; i < seen.length; i++) {
      if (!seen[i] && !entries.get(i).optional()) {
        absent.add(EntryName.named(row, names.get(i)));
      }
    }
    return named(absent)
        + (absent.size() == 1 ? " is missing, the spec lists it" : " are missing, all are listed")
        + "; give an entry of 'features' the field 'missing' if its value may be absent";
  }

  private static String named(List<String> absent) {
    int more = absent.size() - MOST_NAMED;
    return more > 0
        ? String.join(", ", absent.subList(0, MOST_NAMED)) + " and " + more + " more"
        : String.join(", ", absent);
  }

  /**
   * The message about an unknown name. Every record may cause one, so long names are cut and
   * compared with few others.
   */
  private String unknown(int row, String name) {
    List<String> known = names.subList(0, Math.min(names.size(), MOST_COMPARED));
    return EntryName.named(row, name)
        + " is not among the features of the spec"
        + NearestName.of(name.substring(0, Math.min(name.length(), LONGEST)), known)
            .map(near -> ", did you mean '" + Shown.plain(near) + "'?")
            .orElseGet(() -> "; the known ones are " + Shown.list(names));
  }

  private static RejectedException rejected(String message) {
    return new RejectedException(Reason.DIMENSION, Stage.VALIDATE, message);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Features features && described().equals(features.described());
  }

  @Override
  public int hashCode() {
    return described().hashCode();
  }

  @Override
  public String toString() {
    return names.stream().collect(Collectors.joining(", ", "[", "]"));
  }
}
