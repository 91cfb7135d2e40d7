package io.rivulet.cli.model;

import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest weight record of a model without its weights.
 *
 * @param ts event time of the last published sample, or {@link Sample#NO_TIME}
 */
record ListedModel(
    String model,
    String learner,
    long incarnation,
    long version,
    long samples,
    int rows,
    int columns,
    long ts) {

  static ListedModel of(WeightRecord record) {
    return new ListedModel(
        record.model(),
        record.learner(),
        record.incarnation(),
        record.version(),
        record.samples(),
        record.rows(),
        record.columns(),
        record.ts());
  }

  /** What holds of two records in their order: the higher one, and the later one of two equals. */
  ListedModel followedBy(ListedModel next) {
    boolean older =
        next.incarnation < incarnation
            || (next.incarnation == incarnation && next.version < version);
    return older ? this : next;
  }

  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("model", model);
    document.put("learner", learner);
    document.put("incarnation", incarnation);
    document.put("version", version);
    document.put("samples", samples);
    document.put("shape", List.of(rows, columns));
    if (ts != Sample.NO_TIME) {
      document.put("ts", ts);
    }
    return document;
  }
}
