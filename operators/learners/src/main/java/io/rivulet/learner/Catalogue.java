package io.rivulet.learner;

import io.rivulet.learner.evidence.NoiseField;
import io.rivulet.learner.flow.MatrixFlowSpec;
import io.rivulet.learner.gradient.GreedySpec;
import io.rivulet.learner.gradient.OneStepSgdSpec;
import io.rivulet.learner.gradient.SgdSpec;
import io.rivulet.learner.ledger.LedgerSpec;
import io.rivulet.learner.net.OnlineNetSpec;
import io.rivulet.learner.recursive.EkfSpec;
import io.rivulet.learner.recursive.RlsSpec;
import io.rivulet.learner.sketch.LofiDiagonalSpec;
import io.rivulet.learner.sketch.OgdSpec;
import io.rivulet.learner.sketch.OrfitSpec;
import io.rivulet.learner.spec.SpecFields;
import io.rivulet.learner.spec.SpecNames;
import io.rivulet.learner.spec.SpecValues;
import io.rivulet.learner.spec.Standardize;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.learner.window.DistillationSpec;
import io.rivulet.learner.window.LaplaceSpec;
import io.rivulet.record.Limits;
import io.rivulet.record.Shown;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The catalogue of all learners of this build, by the name that specs carry. */
public final class Catalogue {

  private static final Map<String, Function<SpecFields, LearnerSpec<?>>> LEARNERS =
      new TreeMap<>(
          Map.ofEntries(
              learner(RlsSpec.NAME, RlsSpec::read),
              learner(OrfitSpec.NAME, NoiseField::read),
              learner(EkfSpec.NAME, EkfSpec::read),
              learner(LofiDiagonalSpec.NAME, LofiDiagonalSpec::read),
              learner(OgdSpec.NAME, OgdSpec::read),
              learner(OnlineNetSpec.NAME, OnlineNetSpec::read),
              learner(LedgerSpec.NAME, LedgerSpec::read),
              learner(MatrixFlowSpec.NAME, MatrixFlowSpec::read),
              learner(LaplaceSpec.NAME, LaplaceSpec::read),
              learner(DistillationSpec.NAME, DistillationSpec::read),
              learner(OneStepSgdSpec.NAME, OneStepSgdSpec::read),
              learner(SgdSpec.NAME, SgdSpec::read),
              learner(GreedySpec.NAME, GreedySpec::read)));

  /** The learners that take the field {@code standardize}. */
  private static final Set<String> STANDARDIZED = Set.of(LedgerSpec.NAME, SgdSpec.NAME);

  private Catalogue() {}

  private static Map.Entry<String, Function<SpecFields, LearnerSpec<?>>> learner(
      String name, Function<SpecFields, LearnerSpec<?>> reader) {
    return Map.entry(name, reader);
  }

  /** The names of all learners, in alphabetical order. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(LEARNERS.keySet());
  }

  /**
   * Reads a spec.
   *
   * @param spec maps, lists, texts, numbers and booleans, as from JSON or YAML
   * @throws IllegalArgumentException when a field is unknown, missing or out of range; the message
   *     says what to do
   */
  public static LearnerSpec<?> read(Map<String, ?> spec) {
    return read(new SpecFields("", spec, false)).learner;
  }

  /** Reads a spec as {@link #read}, and makes it ready. */
  static CompiledSpec<?> compile(Map<String, ?> spec, Limits limits) {
    return read(new SpecFields("", spec, false)).compile(limits);
  }

  /**
   * All faults for which {@link #read} refuses a spec, as far as they can be found at once.
   *
   * @return the faults in words; empty when the spec can be read
   */
  public static List<String> faults(Map<String, ?> spec) {
    return SpecFaults.of(spec);
  }

  /**
   * Warnings about settings that are allowed but probably not intended, for the log at the start.
   *
   * @throws IllegalArgumentException as {@link #read}
   */
  public static List<String> warnings(Map<String, ?> spec) {
    return read(spec).warnings();
  }

  /**
   * Reads the canonical spec of a stored model. The spec keeps its meaning: a field that did not
   * exist when the model was stored means the behaviour of that time.
   */
  public static LearnerSpec<?> readStored(Map<String, ?> spec) {
    return read(new SpecFields("", spec, true)).learner;
  }

  /** Reads a spec as {@link #readStored}, and makes it ready. */
  static CompiledSpec<?> compileStored(Map<String, ?> spec, Limits limits) {
    return read(new SpecFields("", spec, true)).compile(limits);
  }

  private record Whole(LearnerSpec<?> learner, Supervision supervision) {

    CompiledSpec<?> compile(Limits limits) {
      return CompiledSpec.of(learner, supervision, limits);
    }
  }

  private static Whole read(SpecFields fields) {
    Object name = fields.value("learner");
    if (!(name instanceof String learner)) {
      String what =
          name == null
              ? " is missing" + fields.instead("learner")
              : " must be a text, got " + SpecValues.shown(name);
      throw new IllegalArgumentException(behind("spec field 'learner'" + what));
    }
    Function<SpecFields, LearnerSpec<?>> reader = LEARNERS.get(learner);
    if (reader == null) {
      throw new IllegalArgumentException(
          behind("unknown learner '" + Shown.plain(learner) + "'" + meant(learner)));
    }
    LearnerSpec<?> read = reader.apply(fields);
    if (!STANDARDIZED.contains(learner)) {
      Standardize.refuse(fields, learner);
    }
    Supervision supervision = Supervision.read(fields, read);
    fields.finish();
    return new Whole(read, supervision);
  }

  private static String meant(String learner) {
    return SpecNames.LEARNERS
        .meant(learner, LEARNERS.keySet())
        .map(name -> ", did you mean '" + name + "'?")
        .orElse("");
  }

  /** A message, followed by the names of all learners. */
  private static String behind(String message) {
    return message
        + (message.endsWith("?") ? " This" : "; this")
        + " build has "
        + String.join(", ", LEARNERS.keySet());
  }

  /** The fields of a spec, defaults filled in. */
  public static Map<String, Object> describe(LearnerSpec<?> spec) {
    return describe(spec, Supervision.NONE);
  }

  static Map<String, Object> describe(LearnerSpec<?> spec, Supervision supervision) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("learner", spec.learner());
    spec.model().describe(fields);
    spec.describe(fields);
    supervision.describe(fields);
    return fields;
  }
}
