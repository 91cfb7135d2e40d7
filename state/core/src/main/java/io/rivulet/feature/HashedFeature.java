package io.rivulet.feature;

import io.rivulet.record.Form;
import io.rivulet.record.Sample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One or several texts, each of which is added with a sign to one of 2^bits columns. The columns
 * are, bit for bit, those of scikit-learn's {@code FeatureHasher} for the strings {@code
 * name=text}.
 *
 * <p>Reference: K. Weinberger et al., <i>Feature Hashing for Large Scale Multitask Learning</i>,
 * ICML 2009, section 2.
 */
final class HashedFeature implements Feature {

  private static final int MOST_BITS = 20;

  private final String name;
  private final int bits;
  private final List<String> missing;

  private HashedFeature(String name, int bits, List<String> missing) {
    this.name = name;
    this.bits = bits;
    this.missing = missing;
  }

  static HashedFeature read(FeatureFields fields) {
    return new HashedFeature(
        fields.name(),
        fields.integer("hash", 1, MOST_BITS),
        fields.has("missing") ? fields.texts("missing") : null);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int columns() {
    return 1 << bits;
  }

  @Override
  public String misfit(Sample sample, int place) {
    return sample.numeric(place) || sample.form(place) == Form.OBJECT
        ? "a text or an array of texts"
        : null;
  }

  @Override
  public void expand(Sample sample, int place, double[] x, int first) {
    for (String text : sample.texts()[place]) {
      add(text, x, first);
    }
  }

  @Override
  public boolean optional() {
    return missing != null;
  }

  @Override
  public void expandMissing(double[] x, int first) {
    missing.forEach(text -> add(text, x, first));
  }

  private void add(String text, double[] x, int first) {
    int hash = Murmur3.hash((name + "=" + text).getBytes(StandardCharsets.UTF_8));
    long magnitude = Math.abs((long) hash);
    x[first + (int) (magnitude & (columns() - 1))] += hash < 0 ? -1 : 1;
  }

  @Override
  public void label(List<String> labels) {
    labels.add(name + "#" + columns());
  }

  @Override
  public Object described() {
    Map<String, Object> entry = new TreeMap<>(Map.of("name", name, "hash", bits));
    if (missing != null) {
      entry.put("missing", missing);
    }
    return entry;
  }
}
