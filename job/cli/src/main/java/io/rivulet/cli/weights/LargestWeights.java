package io.rivulet.cli.weights;

import io.rivulet.record.Axes;
import io.rivulet.record.WeightRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The weights of a record that are farthest from 0, by the names of their axes. */
public record LargestWeights(WeightRecord record) {

  /**
   * One weight.
   *
   * @param feature the name of its row
   * @param column the number of its column, -1 when there is only one
   * @param className the name of its column, or null
   */
  public record Named(String feature, int column, String className, double weight) {}

  /** The largest first, equal ones in the order of the record. */
  public List<Named> first(int most) {
    List<String> rows = rows();
    double[] w = record.w();
    return IntStream.range(0, w.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -Math.abs(w[i])))
        .limit(most)
        .map(i -> named(rows.get(i / record.columns()), i % record.columns(), w[i]))
        .toList();
  }

  private Named named(String row, int column, double weight) {
    String[] classes = record.axes().classes();
    boolean known = classes != null && classes.length == record.columns();
    return new Named(
        row, record.columns() == 1 ? -1 : column, known ? classes[column] : null, weight);
  }

  /** The names of the rows, which are numbered where the record does not name them. */
  private List<String> rows() {
    List<String> names = names(record.axes());
    if (names.size() == record.rows()) {
      return names;
    }
    boolean bias = record.axes().bias() && names.size() <= 1;
    return IntStream.range(0, record.rows())
        .mapToObj(row -> bias && row == record.rows() - 1 ? "bias" : "w[" + row + "]")
        .toList();
  }

  private static List<String> names(Axes axes) {
    List<String> names = new ArrayList<>();
    for (String feature : axes.features() == null ? new String[0] : axes.features()) {
      addColumns(feature, names);
    }
    if (axes.bias()) {
      names.add("bias");
    }
    return names;
  }

  /** A hashed feature is one entry with its columns, {@code url#1024}; a category may hold a #. */
  private static void addColumns(String feature, List<String> names) {
    int hash = feature.indexOf('=') < 0 ? feature.indexOf('#') : -1;
    if (hash < 0) {
      names.add(feature);
      return;
    }
    int columns = Integer.parseInt(feature.substring(hash + 1));
    IntStream.range(0, columns).forEach(i -> names.add(feature.substring(0, hash + 1) + i));
  }
}
