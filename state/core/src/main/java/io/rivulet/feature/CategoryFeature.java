package io.rivulet.feature;

import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.Shown;
import io.rivulet.record.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A text from a list, encoded one-hot: each text of the list has a column, which is 1 for that text
 * and 0 for any other.
 */
final class CategoryFeature implements Feature {

  private static final String TAKEN = "a text, an integer, true or false";

  private final String name;
  private final List<String> categories;
  private final UnknownCategory unknown;
  private final String missing;
  private final Map<String, Integer> columns = new HashMap<>();

  private CategoryFeature(
      String name, List<String> categories, UnknownCategory unknown, String missing) {
    this.name = name;
    this.categories = categories;
    this.unknown = unknown;
    this.missing = missing;
    for (String category : categories) {
      columns.put(category, columns.size());
    }
  }

  static CategoryFeature read(FeatureFields fields) {
    List<String> categories = fields.categories("categories");
    UnknownCategory unknown =
        UnknownCategory.valueOf(
            fields
                .choice("unknown", UnknownCategory.REJECT.label(), UnknownCategory.labels())
                .toUpperCase(Locale.ROOT));
    String missing = fields.has("missing") ? fields.category("missing") : null;
    if (missing != null && unknown == UnknownCategory.REJECT && !categories.contains(missing)) {
      throw fields.refused("missing", "one of the categories, or any text with unknown: zero");
    }
    return new CategoryFeature(fields.name(), categories, unknown, missing);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int columns() {
    return categories.size() + (unknown == UnknownCategory.OTHER ? 1 : 0);
  }

  @Override
  public String misfit(Sample sample, int place) {
    String[] texts = Feature.texts(sample, place);
    boolean one = sample.form(place) == null;
    if (texts == null ? nameable(sample.values()[place]) : one) {
      return null;
    }
    boolean large = Math.abs(sample.values()[place]) > Sample.LARGEST_EXACT;
    return TAKEN
        + (large ? "; write a number of this size as a text, in quotes" : "")
        + (one ? "" : "; a category is one value");
  }

  /** Numbers that are not finite have a reason of their own. */
  private static boolean nameable(double value) {
    return !Double.isFinite(value)
        || (value == Math.rint(value) && Math.abs(value) <= Sample.LARGEST_EXACT);
  }

  @Override
  public void expand(Sample sample, int place, double[] x, int first) throws RejectedException {
    if (!Double.isFinite(sample.values()[place])) {
      return;
    }
    String[] texts = Feature.texts(sample, place);
    String text = texts == null ? Long.toString((long) sample.values()[place]) : texts[0];
    if (!write(text, x, first)) {
      throw new RejectedException(
          Reason.DIMENSION,
          Stage.VALIDATE,
          unknown(Inputs.named(sample, place), sample.numeric(place) ? text : Shown.quoted(text)));
    }
  }

  @Override
  public boolean optional() {
    return missing != null;
  }

  @Override
  public void expandMissing(double[] x, int first) {
    write(missing, x, first);
  }

  /** Returns whether the text has a column, its own or the one of all other texts. */
  private boolean write(String text, double[] x, int first) {
    Integer column = columns.get(text);
    if (column == null && unknown == UnknownCategory.OTHER) {
      column = categories.size();
    }
    if (column != null) {
      x[first + column] = 1;
    }
    return column != null || unknown == UnknownCategory.ZERO;
  }

  private String unknown(String where, String found) {
    return where
        + " is "
        + found
        + ", the spec lists the categories "
        + Shown.list(categories)
        + "; add it there, or set unknown: zero or other";
  }

  @Override
  public void label(List<String> labels) {
    categories.forEach(category -> labels.add(name + "=" + category));
    if (unknown == UnknownCategory.OTHER) {
      labels.add(name + "=");
    }
  }

  @Override
  public Object described() {
    Map<String, Object> entry = new TreeMap<>();
    entry.put("name", name);
    entry.put("categories", categories);
    entry.put("unknown", unknown.label());
    if (missing != null) {
      entry.put("missing", missing);
    }
    return entry;
  }
}
