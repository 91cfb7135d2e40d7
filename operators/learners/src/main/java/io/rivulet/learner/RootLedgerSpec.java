package io.rivulet.learner;

import io.rivulet.state.RootLedgerState;
import io.rivulet.state.StateFormat;
import java.util.Map;

/**
 * Settings of {@link RootLedger}.
 *
 * @param model linear, at most {@link RlsSpec#MAXIMUM_ROWS} rows; its starting weights are the mean
 *     w₀ of the prior
 * @param ridge precision of the prior, at least 0; at 0 the fit is the one nearest to w₀
 */
public record RootLedgerSpec(ModelSpec model, double ridge)
    implements LearnerSpec<RootLedgerState> {

  /** The value of the field {@code form} that means a factor of the sums. */
  static final String FORM = "square-root";

  @Override
  public String learner() {
    return LedgerSpec.NAME;
  }

  @Override
  public StateFormat<RootLedgerState> format() {
    return RootLedgerState.FORMAT;
  }

  @Override
  public Learner<RootLedgerState> newLearner() {
    return new RootLedger(this);
  }

  @Override
  public long maximumStateBytes() {
    return RootLedgerState.bytes(model.response().rows(), model.response().columns());
  }

  @Override
  public boolean takesNegativeWeights() {
    return true;
  }

  @Override
  public boolean unlearns() {
    return true;
  }

  @Override
  public boolean merges() {
    return true;
  }

  @Override
  public void describe(Map<String, Object> fields) {
    fields.put("form", FORM);
    fields.put("ridge", ridge);
  }
}
