package io.rivulet.learner;

import io.rivulet.record.Shown;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Every learner of this build, by the name that specs carry. */
public final class Catalogue {

  private static final Map<String, Entry> LEARNERS =
      new TreeMap<>(
          Map.ofEntries(
              learner(RlsSpec.NAME, RlsSpec::read, Answering.REGRESSION),
              learner(OrfitSpec.NAME, OrfitSpec::read, Answering.REGRESSION),
              learner(EkfSpec.NAME, EkfSpec::read, Answering.REGRESSION),
              learner(LofiDiagonalSpec.NAME, LofiDiagonalSpec::read, Answering.REGRESSION),
              learner(OgdSpec.NAME, OgdSpec::read, Answering.REGRESSION),
              learner(OnlineNetSpec.NAME, OnlineNetSpec::read, Answering.REGRESSION),
              learner(LedgerSpec.NAME, LedgerSpec::read, Answering.REGRESSION),
              learner(MatrixFlowSpec.NAME, MatrixFlowSpec::read, null),
              learner(LaplaceSpec.NAME, LaplaceSpec::read, Answering.CLASSIFICATION),
              learner(DistillationSpec.NAME, DistillationSpec::read, Answering.CLASSIFICATION),
              learner(OneStepSgdSpec.NAME, OneStepSgdSpec::read, Answering.REGRESSION),
              learner(SgdSpec.NAME, SgdSpec::read, Answering.REGRESSION),
              learner(GreedySpec.NAME, GreedySpec::read, Answering.CONSTANT)));

  /** Those that take the field {@code standardize}. */
  private static final Set<String> STANDARDIZED = Set.of(LedgerSpec.NAME, SgdSpec.NAME);

  private Catalogue() {}

  /**
   * @param answering how its weights alone answer, or null when they do not
   */
  private static Map.Entry<String, Entry> learner(
      String name, Function<SpecFields, LearnerSpec<?>> reader, Answering answering) {
    return Map.entry(name, new Entry(reader, Optional.ofNullable(answering)));
  }

  /** The names of all learners, in alphabetical order. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(LEARNERS.keySet());
  }

  /**
   * How the weights of a learner alone answer an input; empty when they do not.
   *
   * @param learner its name; one that this build does not know answers nothing
   */
  public static Optional<Answering> answering(String learner) {
    return Optional.ofNullable(LEARNERS.get(learner)).flatMap(Entry::answering);
  }

  /**
   * Reads a spec.
   *
   * @param spec maps, lists, texts, numbers and flags, as from JSON or YAML
   * @throws IllegalArgumentException when a field is unknown, missing or out of range, with what to
   *     do
   */
  public static LearnerSpec<?> read(Map<String, ?> spec) {
    return read(new SpecFields("", spec, false));
  }

  /**
   * Everything that {@link #read} has against a spec, as far as it can be told at once.
   *
   * @return in words; empty when the spec can be read
   */
  public static List<String> faults(Map<String, ?> spec) {
    return SpecFaults.of(spec);
  }

  /**
   * What a spec allows but hardly means, in words, for the log at the start.
   *
   * @throws IllegalArgumentException as {@link #read}
   */
  public static List<String> warnings(Map<String, ?> spec) {
    return read(spec).warnings();
  }

  /**
   * Reads the canonical spec of a stored model. It keeps its meaning: what it lacks because the
   * field is younger than the model is as it was then.
   */
  static LearnerSpec<?> readStored(Map<String, ?> spec) {
    return read(new SpecFields("", spec, true));
  }

  private static LearnerSpec<?> read(SpecFields fields) {
    Object name = fields.value("learner");
    if (!(name instanceof String learner)) {
      String what =
          name == null
              ? " is missing" + fields.instead("learner")
              : " must be a text, got " + SpecValues.shown(name);
      throw new IllegalArgumentException(behind("spec field 'learner'" + what));
    }
    Entry entry = LEARNERS.get(learner);
    if (entry == null) {
      throw new IllegalArgumentException(
          behind("unknown learner '" + Shown.plain(learner) + "'" + meant(learner)));
    }
    LearnerSpec<?> read = entry.reader.apply(fields);
    if (!STANDARDIZED.contains(learner)) {
      Standardize.refuse(fields, learner);
    }
    fields.finish();
    return read;
  }

  private static String meant(String learner) {
    return SpecNames.LEARNERS
        .meant(learner, LEARNERS.keySet())
        .map(name -> ", did you mean '" + name + "'?")
        .orElse("");
  }

  /** A message, and which learners there are behind it. */
  private static String behind(String message) {
    return message
        + (message.endsWith("?") ? " This" : "; this")
        + " build knows "
        + String.join(", ", LEARNERS.keySet());
  }

  /** The fields of a spec, defaults filled in. */
  static Map<String, Object> describe(LearnerSpec<?> spec) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("learner", spec.learner());
    spec.model().describe(fields);
    spec.describe(fields);
    return fields;
  }

  /** What the catalogue has of a learner. */
  private record Entry(
      Function<SpecFields, LearnerSpec<?>> reader, Optional<Answering> answering) {}
}
