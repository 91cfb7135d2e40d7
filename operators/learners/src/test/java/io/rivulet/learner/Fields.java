package io.rivulet.learner;

import io.rivulet.wire.SpecJson;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fields of a spec, in any order. Each field gives new fields, so that specs can share some. */
public final class Fields {

  private final Map<String, Object> values;

  private Fields(Map<String, Object> values) {
    this.values = values;
  }

  /** No field but the defaults. */
  public static Fields none() {
    return new Fields(Map.of());
  }

  /** One field, as {@link #with(String, Object)}. */
  public static Fields of(String field, Object value) {
    return none().with(field, value);
  }

  /** Fields as tables of tests list them: the inside of a JSON object, with single quotes. */
  public static Fields read(String text) {
    return new Fields(SpecJson.read("{" + text.replace('\'', '"') + "}"));
  }

  /**
   * The same with one more field, or another value of one.
   *
   * @param value text, an Integer, a Long, a Double, a Boolean, a double[], or a list or map of
   *     these; not copied
   */
  public Fields with(String field, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(field, value);
    return new Fields(more);
  }

  /** The same with other fields beside them. */
  public Fields with(Fields others) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.putAll(others.values);
    return new Fields(more);
  }

  /** The spec whose fields these are, its learner among them, as its JSON is read. */
  public Map<String, Object> spec() {
    return SpecJson.read(SpecJson.canonical(values));
  }

  /** The JSON of the spec of a learner with these fields. */
  String json(String learner) {
    return SpecJson.canonical(with("learner", learner).values);
  }
}
