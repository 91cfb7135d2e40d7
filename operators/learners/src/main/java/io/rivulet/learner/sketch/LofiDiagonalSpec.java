package io.rivulet.learner.sketch;

import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.spec.PriorPrecision;
import io.rivulet.learner.spec.SpecFields;
import io.rivulet.learner.step.Design;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.state.LofiState;
import io.rivulet.state.StateFormat;
import java.util.Map;

/**
 * Settings of {@link LofiDiagonal}.
 *
 * @param memory m, the most columns of the low-rank part, at least 1
 * @param noise R, variance of a target of weight 1, positive
 * @param priorPrecision η, positive
 */
public record LofiDiagonalSpec(ModelSpec model, int memory, double noise, double priorPrecision)
    implements LearnerSpec<LofiState> {

  public static final String NAME = "lofi-diagonal";

  /** Columns of fewer times m entries are orthogonalised as fast as products are factored. */
  private static final int SHORT = 6;

  public static LofiDiagonalSpec read(SpecFields fields) {
    double noise = fields.number("noise");
    if (!(noise > 0 && Double.isFinite(1 / noise))) {
      throw fields.fault("noise", noise, "positive; for 0 use orfit");
    }
    return new LofiDiagonalSpec(
        ModelSpec.read(fields),
        fields.count("memory"),
        noise,
        PriorPrecision.readIsotropic(fields));
  }

  @Override
  public String learner() {
    return NAME;
  }

  @Override
  public StateFormat<LofiState> format() {
    return LofiState.FORMAT;
  }

  @Override
  public Learner<LofiState> newLearner() {
    return new LofiDiagonal(this);
  }

  @Override
  public boolean keptInPieces() {
    return true;
  }

  @Override
  public long maximumStateBytes() {
    int rows = model.response().rows();
    return LofiState.bytes(rows, model.response().columns(), Math.min(memory, rows), room());
  }

  @Override
  public String stateArithmetic() {
    return IncrementalPca.stateArithmetic(memory, model.response().rows(), room());
  }

  /** As of {@link IncrementalPca}; 0 as well where columns are short beside their number. */
  int room() {
    int rows = model.response().rows();
    return memory > rows / SHORT ? 0 : IncrementalPca.room(memory, rows);
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
    return Map.of("noise", ANY);
  }

  @Override
  public void describe(Map<String, Object> fields) {
    fields.put("memory", memory);
    fields.put("noise", noise);
    fields.put("priorPrecision", priorPrecision);
  }
}
