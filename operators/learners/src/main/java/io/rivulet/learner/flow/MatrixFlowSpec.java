package io.rivulet.learner.flow;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.spec.ModelKind;
import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.spec.SpecFields;
import io.rivulet.learner.spectral.SmallEigen;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.learner.step.Target;
import io.rivulet.model.Response;
import io.rivulet.state.MatrixFlowState;
import io.rivulet.state.StateFormat;
import java.util.Arrays;
import java.util.Map;

/**
 * Settings of {@link MatrixFlow}.
 *
 * @param model linear with one output; only its dimension p and features count
 * @param time t at which the flow is published, in [0, 1e100]
 * @param initialScale a, the flow starts from a² I; NaN with a factor
 * @param initialFactor W₀ as p rows of r entries, the flow starts from W₀ W₀ᵀ; null with a scale
 * @param centered whether the mean is removed from the second moment
 * @param decay γ, weight of earlier samples relative to the next one, in (0, 1]
 */
public record MatrixFlowSpec(
    ModelSpec model,
    double time,
    double initialScale,
    double[][] initialFactor,
    boolean centered,
    double decay)
    implements LearnerSpec<MatrixFlowState> {

  public static final String NAME = "matrix-flow";

  private static final double LARGEST = 1e100;

  public static MatrixFlowSpec read(SpecFields fields) {
    ModelSpec model = ModelSpec.read(fields, ModelKind.LINEAR);
    requireBare(fields, model);
    double time = fields.number("time");
    if (!(time >= 0 && time <= LARGEST)) {
      throw fields.fault("time", time, "in [0, " + LARGEST + "]");
    }
    if (fields.has("initialScale") == fields.has("initialFactor")) {
      throw new IllegalArgumentException(
          "matrix-flow starts from one of the spec fields 'initialScale' and 'initialFactor', got "
              + (fields.has("initialScale") ? "both" : "none"));
    }
    double scale = fields.number("initialScale", Double.NaN);
    if (fields.has("initialScale") && !(scale >= 1 / LARGEST && scale <= LARGEST)) {
      throw fields.refused("initialScale", scale, "in [" + 1 / LARGEST + ", " + LARGEST + "]");
    }
    double decay = fields.keptShare("decay");
    return new MatrixFlowSpec(
        model,
        time,
        scale,
        factor(fields, model.dimension()),
        fields.flag("centered", false),
        decay);
  }

  private static void requireBare(SpecFields fields, ModelSpec model) {
    Response response = model.response();
    if (response.outputs() != 1 || response.rows() != response.inputs()) {
      throw new IllegalArgumentException(
          "matrix-flow learns a matrix over x: leave out the spec fields 'outputs' and 'bias'");
    }
    if (model.scaled()) {
      throw new IllegalArgumentException(
          "matrix-flow takes no spec field '"
              + model.features().scaledField()
              + "': the flow of scaled inputs is not a scaled flow; scale x before it is sent");
    }
    if (fields.has("initialWeights")) {
      throw new IllegalArgumentException(
          "matrix-flow has no 'initialWeights'; use initialScale or initialFactor");
    }
  }

  private static double[][] factor(SpecFields fields, int p) {
    double[] flat = fields.numbers("initialFactor");
    if (flat == null) {
      return null;
    }
    if (flat.length == 0 || flat.length % p != 0) {
      throw fields.refused("initialFactor", flat, "p x r numbers, row-major, with p = " + p);
    }
    double largest = Lanes.largest(flat);
    if (!(largest >= 1 / LARGEST && largest <= LARGEST)) {
      throw fields.refused(
          "initialFactor",
          largest,
          "numbers with a largest entry in [" + 1 / LARGEST + ", " + LARGEST + "]");
    }
    int r = flat.length / p;
    double[][] rows = new double[p][];
    for (int i = 0; i < p; i++) {
      rows[i] = Arrays.copyOfRange(flat, i * r, (i + 1) * r);
    }
    return rows;
  }

  /** The flow to a target. */
  RiccatiFlow flow(SmallEigen target, double until) {
    return initialFactor == null
        ? RiccatiFlow.isotropic(target, initialScale, until)
        : RiccatiFlow.from(target, initialFactor, until);
  }

  @Override
  public String learner() {
    return NAME;
  }

  @Override
  public StateFormat<MatrixFlowState> format() {
    return MatrixFlowState.FORMAT;
  }

  @Override
  public Learner<MatrixFlowState> newLearner() {
    return new MatrixFlow(this);
  }

  @Override
  public long maximumStateBytes() {
    return MatrixFlowState.bytes(model.dimension(), true);
  }

  /** X and the two lists of its spectrum. */
  @Override
  public long weights() {
    return (long) model.dimension() * (model.dimension() + 2L);
  }

  @Override
  public Target target() {
    return Target.MATRIX;
  }

  @Override
  public boolean predicts() {
    return false;
  }

  @Override
  public String unlearnObstacle() {
    return "matrix-flow cannot unlearn; keep samples that may have to be unlearned in a model of their own";
  }

  @Override
  public String mergeObstacle() {
    return decay == 1
        ? null
        : "matrix-flow with decay below 1 does not merge: a sample's weight depends on its age; use"
            + " decay 1";
  }

  @Override
  public Map<String, Double> configurable() {
    return Map.of("decay", 1.0);
  }

  @Override
  public void describe(Map<String, Object> fields) {
    fields.put("time", time);
    if (initialFactor == null) {
      fields.put("initialScale", initialScale);
    } else {
      fields.put(
          "initialFactor", Arrays.stream(initialFactor).flatMapToDouble(Arrays::stream).toArray());
    }
    fields.put("centered", centered);
    fields.put("decay", decay);
  }
}
