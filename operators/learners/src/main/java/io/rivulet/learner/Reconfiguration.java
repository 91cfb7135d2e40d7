package io.rivulet.learner;

import io.rivulet.learner.spec.SpecValues;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Shown;
import io.rivulet.record.Stage;
import io.rivulet.wire.SpecJson;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A change of some fields of a spec while its model lives. */
final class Reconfiguration {

  /** The fields that may change whatever the learner is. */
  private static final Set<String> OF_ALL = Set.of("labels", "evaluate", "drift");

  private final LearnerSpec<?> learner;
  private final Map<String, Object> before;
  private final Map<String, Object> fields;

  private Reconfiguration(
      LearnerSpec<?> learner, Map<String, Object> before, Map<String, Object> fields) {
    this.learner = learner;
    this.before = before;
    this.fields = fields;
  }

  /**
   * @param fields the fields that change, as JSON
   */
  static Reconfiguration of(CompiledSpec<?> spec, String fields) throws RejectedException {
    return new Reconfiguration(spec.spec(), SpecJson.read(spec.canonical()), SpecJson.read(fields));
  }

  /** The spec with the fields laid over it; a field that is null is left out. */
  Map<String, Object> laidOver() {
    Map<String, Object> after = new TreeMap<>(before);
    fields.forEach(
        (name, value) -> {
          if (value == null) {
            after.remove(name);
          } else {
            after.put(name, value);
          }
        });
    return after;
  }

  /**
   * Checks that every field that changes may change.
   *
   * @throws RejectedException naming the first that may not
   */
  void requireAllowed(CompiledSpec<?> changed) throws RejectedException {
    Map<String, Object> after = SpecJson.read(changed.canonical());
    Set<String> names = new LinkedHashSet<>(new TreeSet<>(fields.keySet()));
    names.addAll(new TreeSet<>(before.keySet()));
    names.addAll(after.keySet());
    for (String name : names) {
      if (!Objects.equals(before.get(name), after.get(name))) {
        requireAllowed(name, before.get(name), after.get(name), changed.spec());
      }
    }
  }

  private void requireAllowed(String name, Object from, Object to, LearnerSpec<?> changed)
      throws RejectedException {
    if (OF_ALL.contains(name)) {
      return;
    }
    Double apart = learner.configurable().get(name);
    if (apart == null || !changed.configurable().containsKey(name)) {
      throw refused(name, from, to, "cannot change while the model lives" + changeable(changed));
    }
    if (isNumber(from, apart) || isNumber(to, apart)) {
      throw refused(name, from, to, "cannot change to or from " + apart + " while the model lives");
    }
  }

  private String changeable(LearnerSpec<?> changed) {
    Set<String> names = new TreeSet<>(learner.configurable().keySet());
    names.retainAll(changed.configurable().keySet());
    names.addAll(OF_ALL);
    return "; of " + learner.learner() + " " + String.join(", ", names) + " can";
  }

  private static boolean isNumber(Object value, double number) {
    return value instanceof Number given && given.doubleValue() == number;
  }

  private static RejectedException refused(String name, Object from, Object to, String why) {
    return new RejectedException(
        Reason.CONTROL,
        Stage.CONTROL,
        "spec field '"
            + name
            + "' is "
            + shown(from)
            + " and would be "
            + shown(to)
            + ": it "
            + why
            + "; to start over with another spec, send the command reset");
  }

  /** Objects and arrays as JSON, cut: their sizes would not tell what differs. */
  private static String shown(Object value) {
    if (value instanceof Map || value instanceof List) {
      String entries = SpecJson.canonical(List.of(value));
      return Shown.plain(entries.substring(1, entries.length() - 1));
    }
    return SpecValues.shown(value);
  }
}
