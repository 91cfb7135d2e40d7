package io.rivulet.job.config;

import io.rivulet.record.NearestName;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which spec a new model gets: the first pattern that matches its id. Each pattern can match
 * something that none before it takes whole.
 *
 * @param <S> {@code Map<String, Object>} as read, numbers being Integer, Long, BigInteger or
 *     Double; later a parsed spec
 */
public record ModelPatterns<S>(List<ModelPattern<S>> patterns) implements Serializable {

  static final String OPTION = "models";
  private static final Set<String> FIELDS = Set.of("match", "spec");

  public ModelPatterns {
    patterns = List.copyOf(patterns);
    Set<String> seen = new HashSet<>();
    boolean open = true;
    for (int i = 0; i < patterns.size(); i++) {
      if (!open || !seen.add(patterns.get(i).match())) {
        throw new ConfigurationException(
            at(i, patterns.get(i).match())
                + " can never be chosen, an earlier pattern takes its ids; move it up or remove it");
      }
      open = !patterns.get(i).matchesAll();
    }
  }

  public Optional<ModelPattern<S>> find(String modelId) {
    return patterns.stream().filter(pattern -> pattern.matches(modelId)).findFirst();
  }

  public boolean isEmpty() {
    return patterns.isEmpty();
  }

  /**
   * The same patterns with parsed specs; what the parser refuses is told with its place in the
   * list.
   */
  public <R> ModelPatterns<R> map(Function<? super S, ? extends R> parser) {
    List<ModelPattern<R>> parsed = new ArrayList<>();
    for (int i = 0; i < patterns.size(); i++) {
      ModelPattern<S> pattern = patterns.get(i);
      try {
        parsed.add(new ModelPattern<>(pattern.match(), parser.apply(pattern.spec())));
      } catch (IllegalArgumentException e) {
        throw new ConfigurationException(at(i, pattern.match()) + ": " + e.getMessage());
      }
    }
    return new ModelPatterns<>(parsed);
  }

  static Optional<ModelPatterns<Map<String, Object>>> parse(Object raw) {
    if (!(raw instanceof List<?> entries)) {
      return Optional.empty();
    }
    List<ModelPattern<Map<String, Object>>> patterns = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      patterns.add(entry(OPTION + "[" + i + "]", entries.get(i)));
    }
    return Optional.of(new ModelPatterns<>(patterns));
  }

  private static ModelPattern<Map<String, Object>> entry(String place, Object raw) {
    if (!(raw instanceof Map<?, ?> entry)) {
      throw new ConfigurationException(place + " must be {match, spec}, got one value");
    }
    for (Object field : entry.keySet()) {
      if (!FIELDS.contains(field)) {
        throw new ConfigurationException(
            place + " has the unknown field '" + field + "'" + nearest(String.valueOf(field)));
      }
    }
    if (!(entry.get("match") instanceof String match)) {
      throw new ConfigurationException(place + ".match must be text such as \"pump-*\"; quote it");
    }
    if (!(entry.get("spec") instanceof Map<?, ?> spec) || spec.isEmpty()) {
      throw new ConfigurationException(
          place + ".spec must be a map such as {learner: rls, dimension: 16}");
    }
    try {
      return new ModelPattern<>(match, named(spec));
    } catch (ConfigurationException e) {
      throw new ConfigurationException(place + ": " + e.getMessage());
    }
  }

  /** Keys of a map that was read from YAML are texts. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> named(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }

  private static String nearest(String field) {
    return NearestName.of(field, FIELDS)
        .map(name -> ", the nearest known is " + name)
        .orElse("; known are match, spec");
  }

  private static String at(int index, String match) {
    return OPTION + "[" + index + "] ('" + match + "')";
  }
}
