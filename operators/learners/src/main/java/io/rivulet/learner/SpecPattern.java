package io.rivulet.learner;

import io.rivulet.record.Glob;
import io.rivulet.wire.SpecJson;
import java.io.Serializable;
import java.util.Map;

/**
 * A pattern that gives a spec to new models whose id matches. It carries the spec as JSON, so that
 * it travels with the job.
 *
 * @param match a model id in which each {@code *} stands for any number of any characters
 * @param json the spec
 */
public record SpecPattern(String match, String json) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** A pattern whose spec is given as plain values. */
  public static SpecPattern of(String match, Map<String, ?> spec) {
    return new SpecPattern(match, SpecJson.canonical(spec));
  }

  Map<String, Object> spec() {
    return SpecJson.read(json);
  }

  /** Whether the pattern covers the whole id. */
  boolean matches(String id) {
    return new Glob(match).matches(id);
  }
}
