package io.rivulet.learner.net;

import io.rivulet.feature.Scaling;
import io.rivulet.learner.recursive.RlsSpec;
import io.rivulet.learner.spec.InitialWeights;
import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.spec.PriorPrecision;
import io.rivulet.learner.spec.SpecFields;
import io.rivulet.learner.step.Design;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.learner.step.Publication;
import io.rivulet.learner.step.Target;
import io.rivulet.model.LinearResponse;
import io.rivulet.record.HiddenLayer;
import io.rivulet.state.Columns;
import io.rivulet.state.OnlineNetState;
import io.rivulet.state.RlsState;
import io.rivulet.state.StateFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Settings of an online net: {@link FrozenNet} or {@link TrainedNet}, and {@link Forecast} before
 * it. A reader of its weight records predicts with y = [1, x, tanh([1, x] hidden)] w, without
 * direct links y = [1, tanh([1, x] hidden)] w.
 *
 * @param model linear, of x and y; for a forecast as many outputs as inputs
 * @param hidden H, units; at most {@link ModelSpec#MAXIMUM_ROWS} features in all
 * @param scale of the drawn layer, positive; ignored by {@code inverse}
 * @param ridge λ, precision of the read-out's prior, positive, in units of 1/weight²; in mode
 *     {@code inverse} of both regressions
 * @param seed the seed of the drawn layer; ignored by {@code inverse}
 * @param direct whether x reaches the read-out; always false in mode {@code inverse}
 * @param horizon k, the number of samples by which predictions are ahead; 0 when samples carry
 *     targets
 */
public record OnlineNetSpec(
    ModelSpec model,
    int hidden,
    OnlineNetMode mode,
    double scale,
    double ridge,
    long seed,
    boolean direct,
    int horizon)
    implements LearnerSpec<OnlineNetState> {

  public static final String NAME = "online-net";

  public static OnlineNetSpec read(SpecFields fields) {
    refuse(fields, "initialWeights", "its read-out starts at 0, or at I in mode 'inverse'");
    if (fields.flag("bias", false)) {
      refuse(fields, "bias", "it has biases of its own");
    }
    int horizon = horizon(fields);
    ModelSpec model = horizon > 0 ? ModelSpec.readSquare(fields) : ModelSpec.readWithBiases(fields);
    if (horizon > 0 && model.scaled()) {
      throw new IllegalArgumentException(
          "online-net with a horizon takes no spec field '"
              + model.features().scaledField()
              + "': what it predicts are the inputs themselves, in the units they come in");
    }
    OnlineNetMode mode =
        OnlineNetMode.named(
            fields.text("mode", OnlineNetMode.RANDOM.label(), OnlineNetMode.labels()));
    boolean direct = fields.flag("direct", !mode.square());
    int hidden = fields.count("hidden", 200);
    double scale = positive(fields, "scale", 0.5);
    double ridge = positive(fields, "ridge", 0.01);
    var spec =
        new OnlineNetSpec(
            model, hidden, mode, scale, ridge, fields.integer("seed", 0), direct, horizon);
    if (!fields.stored()) {
      spec.requireSize(fields);
    }
    return spec;
  }

  private static void refuse(SpecFields fields, String name, String why) {
    if (fields.has(name)) {
      throw new IllegalArgumentException("online-net takes no spec field '" + name + "': " + why);
    }
  }

  private static int horizon(SpecFields fields) {
    long horizon = fields.integer("horizon", 0);
    if (!(horizon >= 0 && horizon < Integer.MAX_VALUE)) {
      throw fields.fault("horizon", horizon, "an integer from 0; 0 learns y from x");
    }
    return (int) horizon;
  }

  private static double positive(SpecFields fields, String name, double otherwise) {
    double value = fields.number(name, otherwise);
    if (!(value > 0 && Double.isFinite(1 / value))) {
      throw fields.fault(name, value, "positive");
    }
    return value;
  }

  private void requireSize(SpecFields fields) {
    int inputs = model.dimension();
    if (mode.square()) {
      if (direct) {
        throw fields.refused("direct", true, "false or left out in mode 'inverse'");
      }
      if (hidden < squareUnits()) {
        throw fields.refused("hidden", hidden, "at least " + squareUnits() + " in mode 'inverse'");
      }
    }
    long rows = Math.max(features(), mode.trains() ? 1L + inputs : 0);
    if (rows > ModelSpec.MAXIMUM_ROWS) {
      throw fields.refused(
          "hidden",
          hidden,
          "smaller: a regression would have "
              + rows
              + " inputs, at most "
              + ModelSpec.MAXIMUM_ROWS
              + " are allowed");
    }
  }

  private int squareUnits() {
    return SquareReadout.units(model.dimension(), model.response().outputs(), horizon > 0);
  }

  /** Rows of the published read-out: 1, x if direct, h. */
  private long features() {
    return 1L + (direct ? model.dimension() : 0) + hidden;
  }

  /** The read-out of the modes that draw: ridge regression on the features, from 0. */
  RlsSpec linearReadout() {
    int features = (int) features();
    double[] prior = new double[features];
    Arrays.fill(prior, ridge);
    LinearResponse response = new LinearResponse(features, model.response().outputs(), false);
    return new RlsSpec(
        ModelSpec.inner(response, new InitialWeights.Zeros(), featureNames()),
        1,
        false,
        PriorPrecision.of(prior));
  }

  /** The names of 1 and x in messages. */
  List<String> inputNames() {
    List<String> names = new ArrayList<>();
    names.add("the bias");
    for (int j = 0; j < model.dimension(); j++) {
      names.add(model.column(j));
    }
    return names;
  }

  private List<String> featureNames() {
    List<String> names = direct ? inputNames() : new ArrayList<>(List.of("the bias"));
    for (int unit = 0; unit < hidden; unit++) {
      names.add("hidden unit " + unit);
    }
    return names;
  }

  /** The drawn hidden layer, row-major. */
  double[] drawn() {
    return TanhLayer.drawn(model.dimension(), hidden, scale, seed);
  }

  @Override
  public String learner() {
    return NAME;
  }

  @Override
  public StateFormat<OnlineNetState> format() {
    return OnlineNetState.FORMAT;
  }

  @Override
  public Learner<OnlineNetState> newLearner() {
    Learner<OnlineNetState> net = mode.learner(this);
    return horizon > 0 ? new Forecast(net, horizon) : net;
  }

  @Override
  public long maximumStateBytes() {
    int inputs = model.dimension();
    int outputs = model.response().outputs();
    long readout =
        mode.square() ? RlsState.bytes(hidden, hidden) : RlsState.bytes((int) features(), outputs);
    long layer = mode.trains() ? RlsState.bytes(1 + inputs, hidden) : 0;
    return OnlineNetState.bytes(readout, layer, mode.square() ? hidden : 0, horizon, inputs);
  }

  @Override
  public long weights() {
    return (1L + model.dimension()) * hidden + features() * model.response().outputs();
  }

  /**
   * Converts both layers, which take x after a row of biases; without direct links, only the hidden
   * layer takes x.
   */
  @Override
  public Publication raw(Publication published) {
    if (!model.scaled()) {
      return published;
    }
    Scaling scaling = model.features().scaling();
    HiddenLayer layer = published.details().hidden();
    double[][] columns = Columns.of(layer.w(), layer.columns());
    return new Publication(
        direct ? scaling.raw(published.columns(), 1, 0) : published.columns(),
        TanhLayer.published(scaling.raw(columns, 1, 0)));
  }

  @Override
  public Target target() {
    return horizon > 0 ? Target.NOTHING : Target.NUMBERS;
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
    if (horizon > 0) {
      return "online-net with a horizon " + what + ": the target of an input is a later one";
    }
    return mode.trains()
        ? "online-net of mode "
            + mode.label()
            + " "
            + what
            + ": its hidden layer depends on the order of samples; use mode random"
        : null;
  }

  @Override
  public String recallObstacle() {
    if (horizon > 0) {
      return "online-net with a horizon: the target of an input is a later one";
    }
    return mode.trains()
        ? "online-net of mode "
            + mode.label()
            + ": its hidden layer moves, so that earlier inputs have other features at each"
            + " version; use mode random"
        : null;
  }

  @Override
  public Design design() {
    return new FrozenDesign(this, (int) features(), USUAL_DIRECTIONS);
  }

  @Override
  public List<String> warnings() {
    if (!mode.square() || hidden == squareUnits()) {
      return List.of();
    }
    return List.of(
        "hidden "
            + hidden
            + " has "
            + (hidden - squareUnits())
            + " units that stay 0 in mode inverse; set hidden to "
            + squareUnits());
  }

  @Override
  public void describe(Map<String, Object> fields) {
    fields.put("hidden", hidden);
    fields.put("mode", mode.label());
    if (!mode.square()) {
      fields.put("scale", scale);
      fields.put("seed", seed);
    }
    fields.put("ridge", ridge);
    fields.put("direct", direct);
    fields.put("horizon", horizon);
  }
}
