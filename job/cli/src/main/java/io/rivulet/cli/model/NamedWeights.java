package io.rivulet.cli.model;

import io.rivulet.cli.weights.LargestWeights;
import io.rivulet.record.WeightRecord;
import java.util.List;

/** The weights of a record by one name each. */
final class NamedWeights {

  private NamedWeights() {}

  /** The weights of the largest magnitude, the largest first, and equal ones in their order. */
  static List<NamedWeight> largest(WeightRecord record, int most) {
    return new LargestWeights(record)
        .first(most).stream().map(each -> new NamedWeight(name(each), each.weight())).toList();
  }

  private static String name(LargestWeights.Named weight) {
    if (weight.className() != null) {
      return weight.feature() + "[" + weight.className() + "]";
    }
    return weight.column() < 0 ? weight.feature() : weight.feature() + "[" + weight.column() + "]";
  }

  /**
   * One weight.
   *
   * @param name of its row, with its column in brackets when there are several
   */
  record NamedWeight(String name, double w) {}
}
