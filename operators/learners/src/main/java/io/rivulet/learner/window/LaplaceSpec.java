package io.rivulet.learner.window;

import io.rivulet.learner.spec.ModelKind;
import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.spec.SpecFields;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Learner;
import io.rivulet.state.LaplaceState;
import io.rivulet.state.StateFormat;
import java.util.List;
import java.util.Map;

/**
 * Settings of {@link Laplace}, and for a net of {@link LowRankLaplace}.
 *
 * @param window the window, at whose close the samples so far are learned
 * @param priorPrecision λ₀ of the initial Λ = λ₀ I, positive, in units of 1/weight²
 * @param memory m of a net, the number of directions of Λ that are kept; 0 keeps Λ whole
 * @param decay γ, weight of closed windows relative to the next one, in (0, 1]
 */
public record LaplaceSpec(
    ModelSpec model, WindowLength window, double priorPrecision, int memory, double decay)
    implements WindowSpec<LaplaceState> {

  public static final String NAME = "laplace";

  public static LaplaceSpec read(SpecFields fields) {
    ModelSpec model = ModelSpec.readClasses(fields, ModelKind.LINEAR, ModelKind.MLP);
    Newton.requireSolvable(NAME, model);
    double priorPrecision = fields.positive("priorPrecision", fields.number("priorPrecision", 1));
    double decay = fields.keptShare("decay");
    int memory = model.response().weighsInputs() ? 0 : fields.count("memory");
    return new LaplaceSpec(model, WindowLength.read(fields), priorPrecision, memory, decay);
  }

  @Override
  public String learner() {
    return NAME;
  }

  @Override
  public StateFormat<LaplaceState> format() {
    return LaplaceState.FORMAT;
  }

  @Override
  public Learner<LaplaceState> newLearner() {
    return new WindowLearner<>(
        model, window, memory == 0 ? new Laplace(this) : new LowRankLaplace(this));
  }

  @Override
  public long maximumStateBytes() {
    return bytes(window.room());
  }

  @Override
  public long stateBytes(LaplaceState state, Example example) {
    return bytes(window.buffered(state.window(), example.ts()));
  }

  private long bytes(long buffered) {
    int rows = model.response().rows();
    int inputs = model.response().inputs();
    return memory == 0
        ? LaplaceState.bytes(rows, model.response().columns(), inputs, buffered)
        : LaplaceState.sketchedBytes(rows, Math.min(memory, rows), inputs, buffered);
  }

  @Override
  public List<String> warnings() {
    return priorPrecision >= 1
        ? List.of()
        : List.of(
            "priorPrecision "
                + priorPrecision
                + " lets windows of few classes saturate, and they are forgotten; use 1 to 10");
  }

  @Override
  public Map<String, Double> configurable() {
    return Map.of("decay", 1.0);
  }

  @Override
  public void describe(Map<String, Object> fields) {
    fields.put("window", window.describe());
    fields.put("priorPrecision", priorPrecision);
    if (memory > 0) {
      fields.put("memory", memory);
    }
    fields.put("decay", decay);
  }
}
