package io.rivulet.learner;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/**
 * The specs that are in use, by their canonical text, so that models with equal specs share one
 * learner. A spec is forgotten when nothing uses it any more: commands may bring a spec for each
 * model.
 */
final class SharedSpecs {

  private final Map<String, Held> byCanonical = new HashMap<>();
  private final ReferenceQueue<CompiledSpec<?>> unused = new ReferenceQueue<>();

  private static final class Held extends WeakReference<CompiledSpec<?>> {

    private final String canonical;

    Held(CompiledSpec<?> spec, ReferenceQueue<CompiledSpec<?>> unused) {
      super(spec, unused);
      this.canonical = spec.canonical();
    }
  }

  /** The spec of this text, or null when it is not in use. */
  CompiledSpec<?> find(String canonical) {
    Held held = byCanonical.get(canonical);
    return held == null ? null : held.get();
  }

  /** The spec in use that equals this one, which may be this one. */
  CompiledSpec<?> share(CompiledSpec<?> spec) {
    forget();
    CompiledSpec<?> known = find(spec.canonical());
    if (known != null) {
      return known;
    }
    byCanonical.put(spec.canonical(), new Held(spec, unused));
    return spec;
  }

  private void forget() {
    for (var gone = unused.poll(); gone != null; gone = unused.poll()) {
      Held held = (Held) gone;
      byCanonical.remove(held.canonical, held);
    }
  }
}
