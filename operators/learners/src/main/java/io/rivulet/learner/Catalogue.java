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

  private static final Map<String, Entry> LEARNERS =
      new TreeMap<>(
          Map.ofEntries(
              entry(RlsSpec.NAME, new Entry(RlsSpec::read, Answering.REGRESSION)),
              entry(OrfitSpec.NAME, new Entry(OrfitSpec::read, Answering.REGRESSION)),
              entry(EkfSpec.NAME, new Entry(EkfSpec::read, Answering.REGRESSION)),
              entry(LofiDiagonalSpec.NAME, new Entry(LofiDiagonalSpec::read, Answering.REGRESSION)),
              entry(OgdSpec.NAME, new Entry(OgdSpec::read, Answering.REGRESSION)),
              entry(OnlineNetSpec.NAME, new Entry(OnlineNetSpec::read, Answering.REGRESSION)),
              entry(LedgerSpec.NAME, new Entry(LedgerSpec::read, Answering.REGRESSION)),
              entry(MatrixFlowSpec.NAME, new Entry(MatrixFlowSpec::read, Answering.NONE)),
              entry(LaplaceSpec.NAME, new Entry(LaplaceSpec::read, Answering.CLASSIFICATION)),
              entry(
                  DistillationSpec.NAME,
                  new Entry(DistillationSpec::read, Answering.CLASSIFICATION)),
              entry(OneStepSgdSpec.NAME, new Entry(OneStepSgdSpec::read, Answering.REGRESSION)),
              entry(SgdSpec.NAME, new Entry(SgdSpec::read, Answering.REGRESSION)),
              entry(GreedySpec.NAME, new Entry(GreedySpec::read, Answering.CONSTANT))));

  private Catalogue() {}

  /** The names of all learners, in alphabetical order. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(LEARNERS.keySet());
  }

  /**
   * How the records of a learner answer.
   *
   * @param learner its name; one that this build does not know answers nothing
   */
  public static Answering answering(String learner) {
    Entry entry = LEARNERS.get(learner);
    return entry == null ? Answering.NONE : entry.answering;
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
    Entry entry = LEARNERS.get(learner);
    if (entry == null) {
      throw new IllegalArgumentException(
          "unknown learner '"
              + learner
              + "', did you mean '"
              + NearestName.of(learner, LEARNERS.keySet())
              + "'? This build knows "
              + String.join(", ", LEARNERS.keySet()));
    }
    LearnerSpec<?> read = entry.reader.apply(fields);
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

  /** What the catalogue has of a learner. */
  private record Entry(Function<SpecFields, LearnerSpec<?>> reader, Answering answering) {}
}
