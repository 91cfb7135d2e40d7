package io.rivulet.learner.evidence;

import io.rivulet.learner.sketch.OrfitSpec;
import io.rivulet.learner.sketch.Summary;
import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.spec.SpecFields;
import io.rivulet.learner.step.LearnerSpec;

/** The field {@code noise} of {@code orfit}, a number or {@code auto}, which decides the rest. */
public final class NoiseField {

  static final String AUTO = "auto";
  static final String MERGEABLE = "mergeable";

  private NoiseField() {}

  /** Reads a spec of {@code orfit}. */
  public static LearnerSpec<?> read(SpecFields fields) {
    Object noise = fields.value("noise");
    if (AUTO.equals(noise)) {
      return readAuto(fields);
    }
    if (noise instanceof String) {
      throw fields.fault("noise", noise, "a number from 0, or auto");
    }
    if (fields.flag(MERGEABLE, false)) {
      throw new IllegalArgumentException(
          "spec field 'mergeable' is for noise: auto, which merges only when asked to; with a number"
              + " as noise orfit merges where its summary can, so leave it out");
    }
    return OrfitSpec.read(fields);
  }

  private static EvidenceSpec readAuto(SpecFields fields) {
    requireLinear(fields);
    ModelSpec model = ModelSpec.readWithIntercept(fields);
    Summary summary = Summary.named(fields.text("summary", "ipca", Summary.names()));
    requireRanked(summary);
    int inputs = model.response().inputs();
    int memory = summary.bounded() ? fields.count("memory") : inputs;
    fields.has("memory");
    requireOne(fields, "priorPrecision", "lambda = priorPrecision x noise is found as a whole");
    requireOne(
        fields,
        "memoryDecay",
        "its sums never forget, so that the order of samples does" + " not matter");
    fields.integer("seed", 0);
    double tolerance = OrfitSpec.tolerance(fields);
    return new EvidenceSpec(model, memory, summary, tolerance, fields.flag(MERGEABLE, false));
  }

  private static void requireLinear(SpecFields fields) {
    Object kind = fields.object("model").value("kind");
    if ("shared".equals(kind) || "mlp".equals(kind)) {
      throw new IllegalArgumentException(
          "spec field 'noise' must be a number with model.kind '"
              + kind
              + "', got auto: only a linear model has sums that hold for every noise; give noise a"
              + " number, or use kind linear");
    }
  }

  private static void requireRanked(Summary summary) {
    if (!summary.ranked()) {
      throw new IllegalArgumentException(
          "spec field 'noise' must be 0 with summary '"
              + summary.label()
              + "', got auto: its directions have no singular values; use ipca, fd or full");
    }
  }

  private static void requireOne(SpecFields fields, String name, String reason) {
    double value = fields.number(name, 1);
    if (value != 1) {
      throw new IllegalArgumentException(
          "spec field '"
              + name
              + "' must be 1 with noise auto, got "
              + value
              + ": "
              + reason
              + "; leave it out, or give noise a number");
    }
  }
}
