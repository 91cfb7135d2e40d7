package io.rivulet.job.config;

import io.rivulet.record.NearestName;
import io.rivulet.wire.SpecJson;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which spec a new model gets: the first pattern that matches its id. Each pattern can match
 * something that none before it takes whole.
 *
 * @param <S> {@code Map<String, Object>} as read, numbers being Integer, Long, BigInteger or
 *     Double; later a parsed spec
 */
public record ModelPatterns<S>(List<ModelPattern<S>> patterns) implements Serializable {

  static final String OPTION = "models";

  private static final int MOST_SHOWN = 2000;

  /** How learners name a field in their messages. */
  private static final Pattern SPEC_FIELD = Pattern.compile("spec field '([^']+)'");

  private static final Set<String> FIELDS = Set.of("match", "spec");

  public ModelPatterns {
    patterns = List.copyOf(patterns);
    var problems = new Problems();
    Set<String> seen = new HashSet<>();
    boolean open = true;
    for (int i = 0; i < patterns.size(); i++) {
      if (!open || !seen.add(patterns.get(i).match())) {
        problems.add(
            at(i),
            at(i, patterns.get(i).match())
                + " can never be chosen, because an earlier pattern takes its ids; move it up or"
                + " remove it");
      }
      open &= !patterns.get(i).matchesAll();
    }
    problems.throwIfAny();
  }

  public Optional<ModelPattern<S>> find(String modelId) {
    return patterns.stream().filter(pattern -> pattern.matches(modelId)).findFirst();
  }

  /** Each pattern by its place, as JSON; a long one is cut. */
  Map<String, String> shown() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < patterns.size(); i++) {
      ModelPattern<S> pattern = patterns.get(i);
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("match", pattern.match());
      fields.put("spec", pattern.spec());
      texts.put(at(i), cut(SpecJson.canonical(fields)));
    }
    return texts;
  }

  private static String cut(String text) {
    return text.length() <= MOST_SHOWN
        ? text
        : text.substring(0, MOST_SHOWN) + ".. (" + text.length() + " characters)";
  }

  public boolean isEmpty() {
    return patterns.isEmpty();
  }

  /**
   * The same patterns with parsed specs; what the parser refuses is reported with its place in the
   * list.
   */
  public <R> ModelPatterns<R> map(Function<? super S, ? extends R> parser) {
    var problems = new Problems();
    List<ModelPattern<R>> parsed = new ArrayList<>();
    for (int i = 0; i < patterns.size(); i++) {
      int index = i;
      problems
          .attempt(() -> ModelPatterns.<S, R>parsed(index, patterns.get(index), parser))
          .ifPresent(parsed::add);
    }
    problems.throwIfAny();
    return new ModelPatterns<>(parsed);
  }

  /**
   * Reports all faults of every spec that stands in its place, whatever is wrong elsewhere in the
   * list.
   */
  static void checkSpecs(
      List<?> entries, Function<Map<String, Object>, List<String>> faults, Problems problems) {
    for (int i = 0; i < entries.size(); i++) {
      int index = i;
      problems
          .attempt(() -> entry(at(index), entries.get(index)))
          .ifPresent(
              pattern ->
                  faults
                      .apply(pattern.spec())
                      .forEach(
                          fault ->
                              problems.add(
                                  at(index) + ".spec" + field(fault),
                                  at(index, pattern.match()) + ": " + fault)));
    }
  }

  private static <S, R> ModelPattern<R> parsed(
      int index, ModelPattern<S> pattern, Function<? super S, ? extends R> parser) {
    try {
      return new ModelPattern<>(pattern.match(), parser.apply(pattern.spec()));
    } catch (IllegalArgumentException e) {
      throw refused(
          at(index) + ".spec" + field(e.getMessage()),
          at(index, pattern.match()) + ": " + e.getMessage());
    }
  }

  /** The path of the field that a learner complains of, below the spec. */
  private static String field(String message) {
    Matcher field = SPEC_FIELD.matcher(message);
    return field.find() ? "." + field.group(1) : "";
  }

  static Optional<ModelPatterns<Map<String, Object>>> parse(Object raw) {
    if (!(raw instanceof List<?> entries)) {
      return Optional.empty();
    }
    var problems = new Problems();
    List<ModelPattern<Map<String, Object>>> patterns = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      int index = i;
      problems.attempt(() -> entry(at(index), entries.get(index))).ifPresent(patterns::add);
    }
    problems.throwIfAny();
    return Optional.of(new ModelPatterns<>(patterns));
  }

  private static ModelPattern<Map<String, Object>> entry(String place, Object raw) {
    if (!(raw instanceof Map<?, ?> entry)) {
      throw ConfigurationException.about(place, "must be {match, spec}, got one value");
    }
    for (Object field : entry.keySet()) {
      if (!FIELDS.contains(field)) {
        throw refused(
            place + "." + field,
            place + " has the unknown field '" + field + "'" + nearest(String.valueOf(field)));
      }
    }
    if (!(entry.get("match") instanceof String match)) {
      throw ConfigurationException.about(
          place + ".match", "must be text such as \"pump-*\"; quote it");
    }
    if (!(entry.get("spec") instanceof Map<?, ?> spec) || spec.isEmpty()) {
      throw ConfigurationException.about(
          place + ".spec", "must be a map such as {learner: rls, dimension: 16}");
    }
    try {
      return new ModelPattern<>(match, named(spec));
    } catch (ConfigurationException e) {
      throw refused(place + ".match", place + ": " + e.getMessage());
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

  private static ConfigurationException refused(String place, String message) {
    return new ConfigurationException(List.of(new Problem(place, message)));
  }

  private static String at(int index) {
    return OPTION + "[" + index + "]";
  }

  private static String at(int index, String match) {
    return at(index) + " ('" + match + "')";
  }
}
