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
 * Settings of {@link ExtendedKalmanFilter} and {@link DriftingKalmanFilter}.
 *
 * @param model at most {@link ModelSpec#MAXIMUM_ROWS} rows
 * @param noise R, variance of a target of weight 1, at least 0; with 0 each target is fitted
 *     exactly
 * @param processNoise q, variance by which each weight drifts from step to step, at least 0
 */
public record EkfSpec(
    ModelSpec model, double noise, PriorPrecision priorPrecision, double processNoise)
    implements LearnerSpec<RlsState> {

  public static final String NAME = "ekf";

  public static EkfSpec read(SpecFields fields) {
    ModelSpec model = ModelSpec.read(fields);
    model.requireRows(fields, NAME);
    return new EkfSpec(
        model,
        fields.atLeastZero("noise", fields.number("noise")),
        PriorPrecision.read(fields, model),
        fields.atLeastZero("processNoise", fields.number("processNoise", 0)));
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
    return drifts() ? new DriftingKalmanFilter(this) : new ExtendedKalmanFilter(this);
  }

  @Override
  public long maximumStateBytes() {
    return RlsState.bytes(model.response().rows(), model.response().columns());
  }

  private boolean drifts() {
    return processNoise > 0;
  }

  @Override
  public String recallObstacle() {
    return model.recallObstacle(NAME);
  }

  @Override
  public Map<String, Double> configurable() {
    return Map.of("noise", ANY, "processNoise", 0.0);
  }

  @Override
  public void describe(Map<String, Object> fields) {
    fields.put("noise", noise);
    priorPrecision.describe(fields);
    fields.put("processNoise", processNoise);
  }
}
