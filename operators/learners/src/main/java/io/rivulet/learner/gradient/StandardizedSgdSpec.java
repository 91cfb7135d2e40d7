package io.rivulet.learner.gradient;

import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.state.StandardizedState;
import io.rivulet.state.StateFormat;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Settings of {@link StandardizedSgd}: {@code sgd} with {@code standardize: true}.
 *
 * @param model linear, with a bias
 * @param rate positive
 */
public record StandardizedSgdSpec(ModelSpec model, double rate)
    implements LearnerSpec<StandardizedState> {

  @Override
  public String learner() {
    return SgdSpec.NAME;
  }

  @Override
  public StateFormat<StandardizedState> format() {
    return StandardizedState.FORMAT;
  }

  @Override
  public Learner<StandardizedState> newLearner() {
    return new StandardizedSgd(this);
  }

  /** The columns of x that are numbers, ascending. */
  int[] numericColumns() {
    boolean[] numeric = model.numericColumns();
    return IntStream.range(0, numeric.length).filter(j -> numeric[j]).toArray();
  }

  @Override
  public boolean keptInPieces() {
    return true;
  }

  @Override
  public long maximumStateBytes() {
    return StandardizedState.bytes(
        model.response().rows(), model.response().columns(), numericColumns().length);
  }

  @Override
  public boolean standardizes() {
    return true;
  }

  @Override
  public String recallObstacle() {
    return model.recallObstacle(SgdSpec.NAME);
  }

  @Override
  public Map<String, Double> configurable() {
    return Map.of("rate", ANY);
  }

  @Override
  public void describe(Map<String, Object> fields) {
    fields.put("rate", rate);
    fields.put("standardize", true);
  }
}
