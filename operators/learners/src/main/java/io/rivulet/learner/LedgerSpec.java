package io.rivulet.learner;

import io.rivulet.state.LedgerState;
import io.rivulet.state.StateFormat;
import java.util.Map;

/**
 * Settings of {@link Ledger}.
 *
 * @param model linear, at most {@link RlsSpec#MAXIMUM_ROWS} rows; its starting weights are the mean
 *     w₀ of the prior
 * @param ridge precision of the prior, at least 0; at 0 the fit is the one nearest to w₀
 */
public record LedgerSpec(ModelSpec model, double ridge) implements LearnerSpec<LedgerState> {

  static final String NAME = "ledger";

  static LearnerSpec<?> read(SpecFields fields) {
    ModelSpec model = ModelSpec.read(fields, ModelKind.LINEAR);
    int rows = model.response().rows();
    if (rows > RlsSpec.MAXIMUM_ROWS) {
      throw new IllegalArgumentException(
          "ledger takes at most "
              + RlsSpec.MAXIMUM_ROWS
              + " weights an output, got "
              + rows
              + "; use orfit");
    }
    double ridge = fields.number("ridge");
    if (!(ridge == 0 || (ridge > 0 && Double.isFinite(rows / ridge)))) {
      throw fields.refused("ridge", ridge, "at least 0; 0 gives the fit nearest to initialWeights");
    }
    return new LedgerSpec(model, ridge);
  }

  @Override
  public String learner() {
    return NAME;
  }

  @Override
  public StateFormat<LedgerState> format() {
    return LedgerState.FORMAT;
  }

  @Override
  public Learner<LedgerState> newLearner() {
    return new Ledger(this);
  }

  @Override
  public long maximumStateBytes() {
    return LedgerState.bytes(model.response().rows(), model.response().columns());
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
    fields.put("ridge", ridge);
  }
}
