package io.rivulet.learner;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that is wrong with a spec, as far as it can be told at once: a field at fault is left
 * out and the spec is read again. What is found then counts only when it holds for one field
 * whatever the others say, and reading ends at a field that decides which others are taken.
 */
final class SpecFaults {

  /** Within the range of nearly every number that must be given. */
  private static final Integer STAND_IN = 1;

  private final Map<String, Object> spec;
  private final List<String> faults = new ArrayList<>();
  private final Set<String> leftOut = new HashSet<>();
  private final Set<String> standIns = new HashSet<>();

  private SpecFaults(Map<String, ?> spec) {
    this.spec = new LinkedHashMap<>(spec);
  }

  /** In words, the first being what {@link Catalogue#read} says; empty when nothing is wrong. */
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
      return false;
    }
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
      spec.put(field, STAND_IN);
      standIns.add(field);
    } else {
      spec.remove(field);
      leftOut.add(field);
    }
    return true;
  }
}
