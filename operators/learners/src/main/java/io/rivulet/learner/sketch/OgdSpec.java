package io.rivulet.learner.sketch;

import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.spec.SpecFields;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.state.OrfitState;
import io.rivulet.state.StateFormat;
import java.util.Map;

/**
 * Settings of {@link OrthogonalGradientDescent}.
 *
 * @param rate the rate of each gradient step, positive
 * @param steps the number of gradient steps for each sample, at least 1
 */
public record OgdSpec(ModelSpec model, double rate, int steps) implements LearnerSpec<OrfitState> {

  public static final String NAME = "ogd";

  public static OgdSpec read(SpecFields fields) {
    double rate = fields.positive("rate", fields.number("rate"));
    return new OgdSpec(ModelSpec.read(fields), rate, fields.count("steps"));
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
    return new OrthogonalGradientDescent(this);
  }

  @Override
  public boolean keptInPieces() {
    return true;
  }

  @Override
  public long maximumStateBytes() {
    int rows = model.response().rows();
    return OrfitState.bytes(rows, model.response().columns(), rows);
  }

  @Override
  public Map<String, Double> configurable() {
    return Map.of("rate", ANY, "steps", ANY);
  }

  @Override
  public void describe(Map<String, Object> fields) {
    fields.put("rate", rate);
    fields.put("steps", steps);
  }
}
