package io.rivulet.learner.spec;

import io.rivulet.record.Shown;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Typed access to the fields of a spec. Every field that is asked for counts as known; {@link
 * #finish} refuses the others.
 */
public final class SpecFields {

  private final String path;
  private final Map<?, ?> fields;
  private final boolean stored;
  private final Set<String> known = new TreeSet<>();

  /**
   * @param path the text before the name of a field in messages
   * @param stored whether the spec is that of a stored model
   */
  public SpecFields(String path, Map<?, ?> fields, boolean stored) {
    this.path = path;
    this.fields = fields;
    this.stored = stored;
  }

  /**
   * Whether the spec is that of a stored model. A field that such a spec lacks may be newer than
   * the model; it then means the behaviour of the learner before the field existed.
   */
  public boolean stored() {
    return stored;
  }

  /** Whether the spec has a field, which stays unknown until it is asked for by another method. */
  boolean mentions(String name) {
    return fields.containsKey(name);
  }

  public boolean has(String name) {
    known.add(name);
    return fields.get(name) != null;
  }

  public Object value(String name) {
    known.add(name);
    return fields.get(name);
  }

  public String text(String name, String otherwise, String... allowed) {
    Object value = has(name) ? value(name) : otherwise;
    List<String> known = Arrays.asList(allowed);
    if (value instanceof String text && known.contains(text)) {
      return text;
    }
    String choices = "one of " + String.join(", ", known);
    throw fault(name, true, wrong(name, value, choices, SpecValues.meant(value, known)));
  }

  public double number(String name, double otherwise) {
    return has(name) ? number(name) : otherwise;
  }

  public double number(String name) {
    Object value = required(name);
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw fault(name, value, "a finite number");
  }

  public double atLeastZero(String name, double value) {
    if (!(value >= 0)) {
      throw fault(name, value, "at least 0");
    }
    return value;
  }

  public double positive(String name, double value) {
    if (!(value > 0)) {
      throw fault(name, value, "positive");
    }
    return value;
  }

  /** The weight of earlier samples relative to the next one, 1 when absent. */
  public double keptShare(String name) {
    double value = number(name, 1);
    if (!(value > 0 && value <= 1)) {
      throw fault(name, value, "in (0, 1]; 1 never forgets");
    }
    return value;
  }

  public long integer(String name, long otherwise) {
    return has(name) ? integer(name) : otherwise;
  }

  public long integer(String name) {
    Object value = required(name);
    if (value instanceof Number number && number.doubleValue() == number.longValue()) {
      return number.longValue();
    }
    throw fault(name, value, "an integer");
  }

  /** An integer from 1 to the largest size of an array. */
  public int count(String name) {
    return count(name, integer(name));
  }

  public int count(String name, int otherwise) {
    return count(name, integer(name, otherwise));
  }

  private int count(String name, long value) {
    if (value >= 1 && value <= Integer.MAX_VALUE - 8) {
      return (int) value;
    }
    throw fault(name, value, "an integer from 1");
  }

  /** A duration of at least one millisecond, in milliseconds. */
  public long duration(String name) {
    Object value = required(name);
    long milliseconds = SpecDuration.milliseconds(value);
    if (milliseconds < 1) {
      throw fault(name, value, "a duration such as 500ms, 2min, 12h or 7d");
    }
    return milliseconds;
  }

  public boolean flag(String name, boolean otherwise) {
    Object value = has(name) ? value(name) : otherwise;
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw fault(name, value, "true or false");
  }

  /** Finite numbers, or null when the field is absent. */
  public double[] numbers(String name) {
    Object value = value(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof List<?> list)) {
      throw fault(name, value, "an array of numbers");
    }
    double[] numbers = new double[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!(list.get(i) instanceof Number number) || !Double.isFinite(number.doubleValue())) {
        throw fault(name + "[" + i + "]", list.get(i), "a finite number");
      }
      numbers[i] = number.doubleValue();
    }
    return numbers;
  }

  /** The fields of a nested object; an absent object has no fields. */
  public SpecFields object(String name) {
    Object value = has(name) ? value(name) : Map.of();
    if (value instanceof Map<?, ?> map) {
      return new SpecFields(path + name + ".", map, stored);
    }
    throw fault(name, true, wrong(name, value, "an object", SpecValues.kind(name, value)));
  }

  /** Refuses every field that was not asked for. */
  public void finish() {
    for (Object name : fields.keySet()) {
      if (!known.contains(name.toString())) {
        throw fault(
            name.toString(),
            false,
            "unknown spec field '"
                + path
                + Shown.plain(name.toString())
                + "'"
                + meant(name.toString()));
      }
    }
  }

  /**
   * The known field that an unknown one probably stands for, or the reason why there is no such
   * field.
   */
  private String meant(String unknown) {
    Map<String, String> obstacles = SpecNames.OBSTACLES;
    if (obstacles.containsKey(unknown)) {
      return ": " + obstacles.get(unknown);
    }
    return SpecNames.FIELDS
        .meant(unknown, known)
        .map(field -> ", did you mean '" + path + field + "'?")
        .or(
            () ->
                SpecNames.FIELDS
                    .meant(unknown, obstacles.keySet())
                    .map(field -> ", as for '" + field + "': " + obstacles.get(field)))
        .orElseGet(() -> "; the known ones are " + path + String.join(", " + path, known));
  }

  /** The refusal of a value that does not fit other fields. */
  public IllegalArgumentException refused(String name, Object value, String allowed) {
    return value == null
        ? missing(name)
        : new IllegalArgumentException(wrong(name, value, allowed, ""));
  }

  /** The fault of a value that this field never accepts, whatever the others say. */
  public SpecFieldFault fault(String name, Object value, String allowed) {
    return value == null ? missing(name) : fault(name, false, wrong(name, value, allowed, ""));
  }

  /** A fault; whether a nested field is accepted may depend on the other fields. */
  private SpecFieldFault fault(String name, boolean deciding, String message) {
    return new SpecFieldFault(path + name, null, deciding || !path.isEmpty(), message);
  }

  /**
   * @param advice what to do, at the end of the message
   */
  private String wrong(String name, Object value, String allowed, String advice) {
    return "spec field '"
        + path
        + name
        + "' must be "
        + allowed
        + ", got "
        + SpecValues.shown(value)
        + (advice.isEmpty() ? SpecValues.advice(value, allowed) : advice);
  }

  private Object required(String name) {
    Object value = value(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  private SpecFieldFault missing(String name) {
    return new SpecFieldFault(
        path + name,
        alias(name).orElse(null),
        !path.isEmpty(),
        "spec field '" + path + name + "' is missing" + instead(name));
  }

  /** A question that offers the member that was probably meant to be a missing field. */
  public String instead(String name) {
    return alias(name)
        .map(other -> ", did you mean it by '" + path + Shown.plain(other) + "'?")
        .orElse("");
  }

  private Optional<String> alias(String name) {
    return fields.keySet().stream()
        .map(Object::toString)
        .filter(other -> !known.contains(other) && !SpecNames.ALL_FIELDS.contains(other))
        .filter(other -> SpecNames.FIELDS.meant(other, List.of(name)).isPresent())
        .findFirst();
  }
}
