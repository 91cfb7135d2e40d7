package io.rivulet.learner;

import static java.util.Map.entry;

import io.rivulet.record.NearestName;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Every learner of this build, by the name that specs carry. */
public final class Catalogue {

  private static final Map<String, Function<SpecFields, LearnerSpec<?>>> LEARNERS =
      new TreeMap<>(
          Map.ofEntries(
              entry(RlsSpec.NAME, RlsSpec::read),
              entry(OrfitSpec.NAME, OrfitSpec::read),
              entry(OnlineNetSpec.NAME, OnlineNetSpec::read),
              entry(LedgerSpec.NAME, LedgerSpec::read),
              entry(MatrixFlowSpec.NAME, MatrixFlowSpec::read),
              entry(LaplaceSpec.NAME, LaplaceSpec::read),
              entry(DistillationSpec.NAME, DistillationSpec::read),
              entry(OneStepSgdSpec.NAME, OneStepSgdSpec::read),
              entry(SgdSpec.NAME, SgdSpec::read),
              entry(GreedySpec.NAME, GreedySpec::read)));

  private Catalogue() {}

  /** The names of all learners, in alphabetical order. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(LEARNERS.keySet());
  }

  /**
   * Reads a spec.
   *
   * @param spec maps, lists, texts, numbers and flags, as from JSON or YAML
   * @throws IllegalArgumentException when a field is unknown, missing or out of range, with what to
   *     do
   */
  public static LearnerSpec<?> read(Map<String, ?> spec) {
    SpecFields fields = new SpecFields("", spec);
    Object name = fields.value("learner");
    if (!(name instanceof String learner)) {
      throw new IllegalArgumentException(
          "spec field 'learner' is missing; this build knows "
              + String.join(", ", LEARNERS.keySet()));
    }
    Function<SpecFields, LearnerSpec<?>> reader = LEARNERS.get(learner);
    if (reader == null) {
      throw new IllegalArgumentException(
          "unknown learner '"
              + learner
              + "', did you mean '"
              + NearestName.of(learner, LEARNERS.keySet())
              + "'? This build knows "
              + String.join(", ", LEARNERS.keySet()));
    }
    LearnerSpec<?> read = reader.apply(fields);
    fields.finish();
    return read;
  }

  /** The fields of a spec, defaults filled in. */
  static Map<String, Object> describe(LearnerSpec<?> spec) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("learner", spec.learner());
    spec.model().describe(fields);
    spec.describe(fields);
    return fields;
  }
}
