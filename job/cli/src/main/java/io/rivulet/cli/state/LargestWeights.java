package io.rivulet.cli.state;

import io.rivulet.record.Axes;
import io.rivulet.record.WeightRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The weights of a record that are farthest from 0, by the names of their axes. */
record LargestWeights(WeightRecord record) {

  /** One weight; the output is null when there is only one. */
  record Named(String feature, String output, double weight) {}

  /** The largest first, equal ones in the order of the record. */
  List<Named> first(int most) {
    List<String> rows = rows();
    double[] w = record.w();
    return IntStream.range(0, w.length)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(i -> Math.abs(w[i])).reversed())
        .limit(most)
        .map(i -> new Named(rows.get(i / record.columns()), output(i % record.columns()), w[i]))
        .toList();
  }

  private List<String> rows() {
    Axes axes = record.axes();
    List<String> names = named(axes);
    if (axes.bias() && names.size() == record.rows() - 1) {
      names.add("bias");
    }
    if (names.size() == record.rows()) {
      return names;
    }
    int inputs = record.rows() - (axes.bias() ? 1 : 0);
    return IntStream.range(0, record.rows())
        .mapToObj(row -> row < inputs ? "w[" + row + "]" : "bias")
        .toList();
  }

  private static List<String> named(Axes axes) {
    List<String> names = new ArrayList<>();
    if (axes.features() == null) {
      return names;
    }
    for (String feature : axes.features()) {
      int hash = feature.indexOf('#');
      if (hash < 0) {
        names.add(feature);
      } else {
        int columns = Integer.parseInt(feature.substring(hash + 1));
        String name = feature.substring(0, hash);
        IntStream.range(0, columns).forEach(column -> names.add(name + "#" + column));
      }
    }
    return names;
  }

  private String output(int column) {
    String[] classes = record.axes().classes();
    if (classes != null && classes.length == record.columns()) {
      return classes[column];
    }
    return record.columns() == 1 ? null : "y[" + column + "]";
  }
}
