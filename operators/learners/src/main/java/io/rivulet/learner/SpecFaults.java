package io.rivulet.learner;

import io.rivulet.learner.spec.SpecFieldFault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All faults of a spec, as far as they can be found at once: a field at fault is left out, and the
 * spec is read again. A fault that is found then counts only when it concerns one field whatever
 * the others say. A field that does not fit others is reported only when it is the first fault.
 * Reading ends at a field that decides which other fields are accepted.
 */
final class SpecFaults {

  /** A value within the range of nearly every number that must be given. */
  private static final Integer STAND_IN = 1;

  private static final Integer FEWEST_CLASSES = 2;

  /** The beginning of a message that is about one field. */
  private static final Pattern NAMED = Pattern.compile("spec field '([A-Za-z]+)'");

  /** The fields that decide which other fields are required or known. */
  private static final Set<String> DECIDING = Set.of("learner", "model", "features");

  private final Map<String, Object> spec;
  private final List<String> faults = new ArrayList<>();
  private final Set<String> leftOut = new HashSet<>();
  private final Set<String> standIns = new HashSet<>();

  private SpecFaults(Map<String, ?> spec) {
    this.spec = new LinkedHashMap<>(spec);
  }

  /** The faults in words, the first as in {@link Catalogue#read}; empty when nothing is wrong. */
  static List<String> of(Map<String, ?> spec) {
    var search = new SpecFaults(spec);
    boolean more = true;
    while (more) {
      more = search.next();
    }
    return List.copyOf(search.faults);
  }

  /** Whether another fault may follow. */
  private boolean next() {
    try {
      Catalogue.read(spec);
      return false;
    } catch (SpecFieldFault fault) {
      return add(fault);
    } catch (IllegalArgumentException fault) {
      if (faults.isEmpty()) {
        faults.add(fault.getMessage());
      }
      return without(fault.getMessage());
    }
  }

  /**
   * Leaves out the field that does not fit others, unless the others are accepted only because of
   * it.
   */
  private boolean without(String message) {
    Matcher named = NAMED.matcher(message);
    if (!named.lookingAt() || DECIDING.contains(named.group(1))) {
      return false;
    }
    String field = named.group(1);
    leaveOut(field);
    return !standIns.contains(field) && spec.remove(field) != null;
  }

  private boolean add(SpecFieldFault fault) {
    String field = fault.field();
    if (standIns.contains(field)) {
      return false;
    }
    if (!leftOut.contains(field)) {
      faults.add(fault.getMessage());
      spec.remove(fault.alias());
    }
    if (fault.deciding()) {
      return false;
    }
    if (spec.get(field) == null) {
      spec.put(field, field.equals("classes") ? FEWEST_CLASSES : STAND_IN);
      standIns.add(field);
    } else {
      spec.remove(field);
      leaveOut(field);
    }
    return true;
  }

  private void leaveOut(String field) {
    leftOut.add(field);
  }
}
