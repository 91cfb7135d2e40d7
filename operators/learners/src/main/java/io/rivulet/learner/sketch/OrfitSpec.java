package io.rivulet.learner.sketch;

import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.spec.SpecFields;
import io.rivulet.learner.step.Design;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.state.OrfitState;
import io.rivulet.state.StateFormat;
import java.util.List;
import java.util.Map;

/**
 * Settings of {@link Orfit}.
 *
 * @param memory m, the most columns of the basis, at least 1; the number of weights for {@code
 *     full}
 * @param noise R, variance of the target, at least 0; with 0 each sample is fitted exactly
 * @param summary the part of the gradients that remains when memory is full
 * @param priorPrecision η, positive
 * @param memoryDecay γ², weight of the stored gradients relative to the next sample, in (0, 1]
 * @param tolerance τ, the fraction of a gradient below which it counts as stored already, in
 *     [1e-14, 0.5]; below 1e-14 there is only the rounding of the projection
 * @param seed the seed of the {@code random} summary
 */
public record OrfitSpec(
    ModelSpec model,
    int memory,
    double noise,
    Summary summary,
    double priorPrecision,
    double memoryDecay,
    double tolerance,
    long seed)
    implements LearnerSpec<OrfitState> {

  public static final String NAME = "orfit";

  private static final double LEAST_TOLERANCE = 1e-14;

  public static OrfitSpec read(SpecFields fields) {
    ModelSpec model = ModelSpec.read(fields);
    Summary summary = Summary.named(fields.text("summary", "ipca", Summary.names()));
    int rows = model.response().rows();
    int memory = summary.bounded() ? fields.count("memory") : rows;
    fields.has("memory");
    double noise = fields.atLeastZero("noise", fields.number("noise", 0));
    if (noise > 0 && !summary.ranked()) {
      throw new IllegalArgumentException(
          "spec field 'noise' must be 0 with summary '"
              + summary.label()
              + "', got "
              + noise
              + "; use ipca, fd or full");
    }
    double priorPrecision = fields.positive("priorPrecision", fields.number("priorPrecision", 1));
    double decay = fields.keptShare("memoryDecay");
    double tolerance = tolerance(fields);
    return new OrfitSpec(
        model, memory, noise, summary, priorPrecision, decay, tolerance, fields.integer("seed", 0));
  }

  /** Reads the field {@code tolerance}. */
  public static double tolerance(SpecFields fields) {
    double tolerance = fields.number("tolerance", 1e-9);
    if (!(tolerance >= LEAST_TOLERANCE && tolerance <= 0.5)) {
      throw fields.fault("tolerance", tolerance, "in [" + LEAST_TOLERANCE + ", 0.5]");
    }
    return tolerance;
  }

  @Override
  public String learner() {
    return NAME;
  }

  @Override
  public StateFormat<OrfitState> format() {
    return OrfitState.FORMAT;
  }

  @Override
  public Learner<OrfitState> newLearner() {
    return new Orfit(this);
  }

  @Override
  public boolean keptInPieces() {
    return true;
  }

  @Override
  public long maximumStateBytes() {
    int rows = model.response().rows();
    int columns = model.response().columns();
    return OrfitState.bytes(rows, columns, Math.min(memory, rows), room());
  }

  @Override
  public String stateArithmetic() {
    return IncrementalPca.stateArithmetic(memory, model.response().rows(), room());
  }

  /** The columns that wait for their rotation, as of {@link IncrementalPca}. */
  int room() {
    return IncrementalPca.room(memory, model.response().rows());
  }

  @Override
  public String unlearnObstacle() {
    return "orfit cannot unlearn: its basis holds directions, not samples; use ledger, or rls with"
        + " forgetting 1";
  }

  @Override
  public String mergeObstacle() {
    if (!summary.ranked()) {
      return "orfit with summary '"
          + summary.label()
          + "' does not merge: its directions have no singular values; use ipca, fd or full";
    }
    if (memoryDecay < 1) {
      return "orfit with memoryDecay below 1 does not merge: the samples of both would need one"
          + " clock; use memoryDecay 1";
    }
    return model.response().linear()
        ? null
        : "orfit of an mlp does not merge: its gradients are of other weights";
  }

  @Override
  public List<String> warnings() {
    int rows = model.response().rows();
    if (memory < rows || noise > 0) {
      return List.of();
    }
    return List.of(
        (summary.bounded() ? "memory " + memory : "summary '" + summary.label() + "'")
            + " holds every direction of "
            + (rows == 1 ? "1 weight" : rows + " weights")
            + ": once they are seen, further samples change nothing; "
            + (summary.bounded() ? "lower memory" : "bound memory by another summary")
            + ", set noise, or use rls");
  }

  @Override
  public String recallObstacle() {
    return model.recallObstacle(NAME);
  }

  @Override
  public Design design() {
    return Design.of(model.response(), memory);
  }

  @Override
  public Map<String, Double> configurable() {
    return Map.of("noise", 0.0, "memoryDecay", ANY);
  }

  @Override
  public void describe(Map<String, Object> fields) {
    if (summary.bounded()) {
      fields.put("memory", memory);
    }
    fields.put("noise", noise);
    fields.put("summary", summary.label());
    fields.put("priorPrecision", priorPrecision);
    fields.put("memoryDecay", memoryDecay);
    fields.put("tolerance", tolerance);
    fields.put("seed", seed);
  }
}
