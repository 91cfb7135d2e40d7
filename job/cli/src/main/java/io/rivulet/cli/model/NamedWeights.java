package io.rivulet.cli.model;

import io.rivulet.record.Axes;
import io.rivulet.record.WeightRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The weights of a record by the names of their rows and columns. */
final class NamedWeights {

  private final WeightRecord record;
  private final List<String> rows;

  private NamedWeights(WeightRecord record) {
    this.record = record;
    this.rows = rows(record.axes());
  }

  /** The weights of the largest magnitude, the largest first, and equal ones in their order. */
  static List<NamedWeight> largest(WeightRecord record, int most) {
    NamedWeights names = new NamedWeights(record);
    double[] w = record.w();
    return IntStream.range(0, w.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -Math.abs(w[i])))
        .limit(most)
        .map(i -> new NamedWeight(names.of(i), w[i]))
        .toList();
  }

  private String of(int index) {
    String row = row(index / record.columns());
    return record.columns() == 1 ? row : row + "[" + column(index % record.columns()) + "]";
  }

  private String row(int row) {
    if (rows.size() == record.rows()) {
      return rows.get(row);
    }
    boolean bias = record.axes().bias() && rows.size() <= 1 && row == record.rows() - 1;
    return bias ? "bias" : "w[" + row + "]";
  }

  private String column(int column) {
    String[] classes = record.axes().classes();
    return classes != null && classes.length == record.columns()
        ? classes[column]
        : String.valueOf(column);
  }

  private static List<String> rows(Axes axes) {
    List<String> names = new ArrayList<>();
    for (String feature : axes.features() == null ? new String[0] : axes.features()) {
      int hash = feature.lastIndexOf('#');
      if (hash < 0) {
        names.add(feature);
      } else {
        int columns = Integer.parseInt(feature.substring(hash + 1));
        IntStream.range(0, columns).forEach(i -> names.add(feature.substring(0, hash + 1) + i));
      }
    }
    if (axes.bias()) {
      names.add("bias");
    }
    return names;
  }

  /**
   * One weight.
   *
   * @param name of its row, with its column in brackets when there are several
   */
  record NamedWeight(String name, double w) {}
}
