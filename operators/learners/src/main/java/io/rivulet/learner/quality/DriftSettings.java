package io.rivulet.learner.quality;

import io.rivulet.learner.spec.SpecFields;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings of the drift detector, {@link io.rivulet.quality.PageHinkley}: the field {@code drift}.
 *
 * @param delta the rise of |error| over its running mean that is tolerated; in units of y
 * @param threshold the sum of excesses above which there is an alarm; in units of y
 * @param then what follows an alarm
 */
public record DriftSettings(double delta, double threshold, DriftAction then) {

  static final String FIELD = "drift";

  private static final String DETECTOR = "page-hinkley";
  private static final double DELTA = 0.005;
  private static final double THRESHOLD = 50;

  static DriftSettings read(SpecFields fields) {
    fields.text("detector", DETECTOR, DETECTOR);
    DriftSettings read =
        new DriftSettings(
            fields.atLeastZero("delta", fields.number("delta", DELTA)),
            fields.positive("threshold", fields.number("threshold", THRESHOLD)),
            DriftAction.named(
                fields.text("then", DriftAction.ALERT.label(), DriftAction.labels())));
    fields.finish();
    return read;
  }

  Map<String, Object> described() {
    return new TreeMap<>(
        Map.of("detector", DETECTOR, "delta", delta, "threshold", threshold, "then", then.label()));
  }
}
