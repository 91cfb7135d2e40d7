package io.rivulet.learner.ledger;

import io.rivulet.learner.spec.ModelKind;
import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.spec.SpecFields;
import io.rivulet.learner.spec.Standardize;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.state.LearnedState;
import io.rivulet.state.LedgerState;
import io.rivulet.state.RootLedgerState;
import io.rivulet.state.StateFormat;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;

/**
 * Settings of {@link Ledger}.
 *
 * @param model linear, at most {@link ModelSpec#MAXIMUM_ROWS} rows; its starting weights are the
 *     mean w₀ of the prior
 * @param prior the precision Π of the prior; when it leaves weights undetermined, the fit is the
 *     one nearest to w₀
 * @param standardizes whether the ridge is in units of each column's deviation
 * @param decay γ, weight of earlier samples relative to the next one, in (0, 1], and 1 when ridge
 *     is 0; the prior keeps its weight
 * @param form the form in which the samples are kept
 */
public record LedgerSpec<S extends LearnedState>(
    ModelSpec model, LedgerPrior prior, boolean standardizes, double decay, Form<S> form)
    implements LearnerSpec<S> {

  public static final String NAME = "ledger";

  /**
   * The most weights for sums with twice the digits; the state is then as large as a record may be.
   */
  private static final int WIDEST = 1024;

  private static final Form<LedgerState> NORMAL =
      new Form<>("normal", LedgerState.FORMAT, LedgerState::bytes, LedgerSpec::normalForm);

  private static final Form<RootLedgerState> SQUARE_ROOT =
      new Form<>("square-root", RootLedgerState.FORMAT, RootLedgerState::bytes, RootForm::new);

  /**
   * A value of the field {@code form}.
   *
   * @param bytes the bytes of a state with this many rows and columns
   * @param opened the factory of the form for a spec
   */
  record Form<S extends LearnedState>(
      String label,
      StateFormat<S> format,
      ToLongBiFunction<Integer, Integer> bytes,
      Function<LedgerSpec<S>, LedgerForm<S>> opened) {}

  public static LearnerSpec<?> read(SpecFields fields) {
    ModelSpec model = ModelSpec.read(fields, ModelKind.LINEAR);
    model.requireRows(fields, NAME);
    LedgerPrior prior = LedgerPrior.read(fields, model);
    double decay = fields.keptShare("decay");
    if (decay < 1 && prior.ridge() == 0) {
      throw fields.refused("decay", decay, "1 while ridge is 0; forgetting needs a prior");
    }
    String form = fields.text("form", NORMAL.label, NORMAL.label, SQUARE_ROOT.label);
    boolean standardizes = Standardize.read(fields, NAME, model);
    if (form.equals(NORMAL.label)) {
      return new LedgerSpec<>(model, prior, standardizes, decay, NORMAL);
    }
    if (standardizes) {
      throw fields.refused(
          Standardize.FIELD,
          true,
          "false with form square-root, whose factor holds the prior in fixed units; use form"
              + " normal");
    }
    return new LedgerSpec<>(model, prior, false, decay, SQUARE_ROOT);
  }

  private static LedgerForm<LedgerState> normalForm(LedgerSpec<LedgerState> spec) {
    return spec.standardizes ? new StandardForm(spec) : new NormalForm(spec);
  }

  /** Whether the sums of form normal have twice the digits. */
  boolean wide() {
    return standardizes || (decay == 1 && model.response().rows() <= WIDEST);
  }

  @Override
  public String learner() {
    return NAME;
  }

  @Override
  public StateFormat<S> format() {
    return form.format;
  }

  @Override
  public Learner<S> newLearner() {
    return new Ledger<>(this);
  }

  @Override
  public long maximumStateBytes() {
    int rows = model.response().rows();
    int columns = model.response().columns();
    return form.bytes.applyAsLong(rows, columns)
        + (form.label.equals(NORMAL.label) && wide() ? LedgerState.tailBytes(rows, columns) : 0);
  }

  @Override
  public boolean takesNegativeWeights() {
    return true;
  }

  @Override
  public String unlearnObstacle() {
    return obstacle("cannot unlearn");
  }

  @Override
  public String mergeObstacle() {
    return obstacle("does not merge");
  }

  private String obstacle(String what) {
    return decay == 1
        ? null
        : "ledger with decay below 1 "
            + what
            + ": a sample's weight depends on its age; use decay 1";
  }

  @Override
  public Map<String, Double> configurable() {
    return Map.of("decay", 1.0);
  }

  @Override
  public void describe(Map<String, Object> fields) {
    fields.put("form", form.label);
    prior.describe(fields);
    Standardize.describe(standardizes, fields);
    fields.put("decay", decay);
  }
}
