package io.rivulet.learner.recursive;

import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.spec.PriorPrecision;
import io.rivulet.learner.spec.SpecFields;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.state.RlsState;
import io.rivulet.state.StateFormat;
import java.util.Map;

/**
 * Settings of {@link RecursiveLeastSquares}.
 *
 * @param model at most {@link ModelSpec#MAXIMUM_ROWS} rows
 * @param forgetting weight λ of the previous sample relative to the current one, in (0, 1]
 * @param directional whether only directions that a sample excites are forgotten
 */
public record RlsSpec(
    ModelSpec model, double forgetting, boolean directional, PriorPrecision priorPrecision)
    implements LearnerSpec<RlsState> {

  public static final String NAME = "rls";

  public static RlsSpec read(SpecFields fields) {
    ModelSpec model = ModelSpec.read(fields);
    model.requireRows(fields, NAME);
    double forgetting = fields.keptShare("forgetting");
    String mode = fields.text("forgettingMode", "exponential", "exponential", "directional");
    PriorPrecision prior = PriorPrecision.read(fields, model);
    return new RlsSpec(model, forgetting, mode.equals("directional"), prior);
  }

  @Override
  public String learner() {
    return NAME;
  }

  @Override
  public StateFormat<RlsState> format() {
    return RlsState.FORMAT;
  }

  @Override
  public Learner<RlsState> newLearner() {
    return new RecursiveLeastSquares(this);
  }

  @Override
  public long maximumStateBytes() {
    return RlsState.bytes(model.response().rows(), model.response().columns());
  }

  @Override
  public String unlearnObstacle() {
    if (forgetting < 1) {
      return "rls with forgetting below 1 cannot unlearn: a sample's weight has faded; use"
          + " forgetting 1";
    }
    return model.response().linear()
        ? null
        : "rls of an mlp cannot unlearn: its gradients were of other weights";
  }

  @Override
  public String mergeObstacle() {
    if (forgetting < 1) {
      return "rls with forgetting below 1 does not merge: the samples of both would need one clock;"
          + " use forgetting 1";
    }
    return model.response().linear()
        ? null
        : "rls of an mlp does not merge: its gradients are of other weights";
  }

  /** Whether forgetting is directional; without forgetting the two modes are the same. */
  boolean forgetsByDirection() {
    return directional && forgetting < 1;
  }

  @Override
  public String recallObstacle() {
    return model.recallObstacle(NAME);
  }

  @Override
  public Map<String, Double> configurable() {
    return Map.of("forgetting", ANY, "forgettingMode", ANY);
  }

  @Override
  public void describe(Map<String, Object> fields) {
    fields.put("forgetting", forgetting);
    fields.put("forgettingMode", directional ? "directional" : "exponential");
    priorPrecision.describe(fields);
  }
}
