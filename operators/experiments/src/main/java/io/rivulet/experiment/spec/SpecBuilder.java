package io.rivulet.experiment.spec;

import io.rivulet.wire.SpecJson;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A builder of a learner spec, field by field. Each field gives a new builder, so that specs can
 * share a beginning.
 */
public final class SpecBuilder {

  private final Map<String, Object> fields;

  private SpecBuilder(Map<String, Object> fields) {
    this.fields = fields;
  }

  /** The spec of a learner that has no other field yet. */
  public static SpecBuilder learner(String name) {
    return new SpecBuilder(Map.of("learner", name));
  }

  /**
   * The same spec with one more field, or with another value of one that it has.
   *
   * @param value text, an Integer, a Long, a Double, a Boolean, a double[], or a list or map of
   *     these; not copied
   */
  public SpecBuilder with(String field, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(fields);
    more.put(field, value);
    return new SpecBuilder(more);
  }

  /** The canonical JSON of the spec. */
  public String json() {
    return SpecJson.canonical(fields);
  }
}
