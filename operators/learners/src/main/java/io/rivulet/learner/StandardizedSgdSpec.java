package io.rivulet.learner;

import io.rivulet.state.StandardizedState;
import io.rivulet.state.StateFormat;
import java.util.Arrays;
import java.util.Map;

/**
 * Settings of {@link StandardizedSgd}: {@code sgd} with {@code standardize: true}.
 *
 * @param model linear, with a bias
 * @param rate positive
 */
public record StandardizedSgdSpec(ModelSpec model, double rate)
    implements LearnerSpec<StandardizedState> {

  static StandardizedSgdSpec of(ModelSpec model, double rate, boolean bias) {
    if (!bias) {
      throw new IllegalArgumentException(
          "spec field 'standardize' needs bias: true: weights are in raw units, and what centring"
              + " takes off every feature goes into the bias");
    }
    return new StandardizedSgdSpec(model, rate);
  }

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
    int[] columns = new int[model.response().inputs()];
    Arrays.setAll(columns, i -> i);
    return columns;
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
  public void describe(Map<String, Object> fields) {
    fields.put("rate", rate);
    fields.put("standardize", true);
  }
}
