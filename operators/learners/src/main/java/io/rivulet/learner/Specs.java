package io.rivulet.learner;

import io.rivulet.record.Limits;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Shown;
import io.rivulet.record.Stage;
import io.rivulet.state.StoredModel;
import io.rivulet.wire.SpecJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The specs of one thread: those that patterns give to new models, and those of stored models.
 * Models with equal specs share one learner.
 */
public final class Specs {

  /** The number of patterns that are listed for an id that matches none. */
  private static final int MOST_SHOWN = 8;

  private final List<SpecPattern> patterns;
  private final Limits limits;
  private final long base;
  private final Map<String, CompiledSpec<?>> byCanonical = new HashMap<>();
  private final Map<SpecPattern, CompiledSpec<?>> byPattern = new HashMap<>();

  /**
   * @param patterns the first one that matches an id gives the spec
   */
  public Specs(List<SpecPattern> patterns, Limits limits) {
    this(patterns, limits, 0);
  }

  /**
   * @param patterns the first that matches an id gives its spec
   * @param base models are born, and go on, with an incarnation above it
   */
  public Specs(List<SpecPattern> patterns, Limits limits, long base) {
    this.patterns = patterns;
    this.limits = limits;
    this.base = base;
    for (SpecPattern pattern : patterns) {
      byPattern.put(pattern, compiled(CompiledSpec.of(Catalogue.read(pattern.spec()), limits)));
    }
  }

  /**
   * Specs that give the same spec to every model.
   *
   * @param spec as JSON
   */
  public static Specs forEveryModel(String spec, Limits limits) {
    return new Specs(List.of(SpecPattern.of("*", SpecJson.read(spec))), limits);
  }

  /**
   * A model that has learned nothing yet.
   *
   * @throws RejectedException {@code UNKNOWN_MODEL} when no pattern matches, {@code
   *     LIMIT_DIMENSION} when the model would be too large
   */
  public Model<?> newModel(String id) throws RejectedException {
    CompiledSpec<?> spec = matching(id);
    if (spec == null) {
      throw new RejectedException(Reason.UNKNOWN_MODEL, Stage.VALIDATE, unmatched(id));
    }
    return spec.newModel(id, base + 1);
  }

  /** A model with the spec that it was stored with and an incarnation above the base. */
  public Model<?> restore(String id, StoredModel stored) {
    CompiledSpec<?> spec = byCanonical.get(stored.spec());
    if (spec == null) {
      spec = compiled(CompiledSpec.of(Catalogue.readStored(SpecJson.read(stored.spec())), limits));
    }
    return spec.restore(id, stored.above(base));
  }

  /**
   * Takes the warnings about the specs of the patterns themselves: each is returned once, here or
   * with a model.
   */
  public List<String> takeWarnings() {
    return patterns.stream().flatMap(p -> byPattern.get(p).takeWarnings().stream()).toList();
  }

  /** Whether the patterns would now give this model a spec that differs from its own. */
  public boolean mismatch(String id, Model<?> model) {
    return matching(id) != model.spec();
  }

  private String unmatched(String id) {
    return "no pattern under 'models' matches model "
        + Shown.quoted(id)
        + "; the patterns are "
        + patterns.stream()
            .limit(MOST_SHOWN)
            .map(pattern -> Shown.quoted(pattern.match()))
            .collect(Collectors.joining(", ", "", patterns.size() > MOST_SHOWN ? ", .." : ""));
  }

  private CompiledSpec<?> matching(String id) {
    for (SpecPattern pattern : patterns) {
      if (pattern.matches(id)) {
        return byPattern.get(pattern);
      }
    }
    return null;
  }

  private CompiledSpec<?> compiled(CompiledSpec<?> spec) {
    CompiledSpec<?> known = byCanonical.putIfAbsent(spec.canonical(), spec);
    return known == null ? spec : known;
  }
}
