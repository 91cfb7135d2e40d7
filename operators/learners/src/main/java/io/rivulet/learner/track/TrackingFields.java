package io.rivulet.learner.track;

import io.rivulet.learner.spec.SpecFields;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of {@code orfit} that objective {@code track} does not take, and why. */
final class TrackingFields {

  private static final Map<String, String> OBSTACLES = new LinkedHashMap<>();

  static {
    OBSTACLES.put("memoryDecay", "its decays are in the field decays");
    OBSTACLES.put("mergeable", "its states do not merge, as what they forget depends on the order");
    OBSTACLES.put("tolerance", "noise above 0 keeps every direction beyond rounding");
    OBSTACLES.put("seed", "nothing is drawn");
  }

  private TrackingFields() {}

  /**
   * @throws IllegalArgumentException when one of them is given
   */
  static void refuseOthers(SpecFields fields) {
    OBSTACLES.forEach(
        (name, why) -> {
          if (fields.has(name)) {
            throw fields.refused(
                name, fields.value(name), "left out with objective 'track': " + why);
          }
        });
  }
}
