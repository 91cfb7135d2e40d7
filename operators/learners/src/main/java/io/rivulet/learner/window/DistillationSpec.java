package io.rivulet.learner.window;

import io.rivulet.learner.spec.ModelKind;
import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.spec.SpecFields;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Learner;
import io.rivulet.state.DistillationState;
import io.rivulet.state.StateFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Settings of {@link Distillation}.
 *
 * @param window the window, at whose close the samples so far are learned
 * @param strength λ, at least 0; empty for the number of samples in closed windows
 * @param reservoir the most inputs that are kept, from 1; empty for every past input
 * @param ridge r, positive, in units of 1/weight²
 * @param seed the seed of the reservoir
 */
public record DistillationSpec(
    ModelSpec model,
    WindowLength window,
    OptionalDouble strength,
    OptionalInt reservoir,
    double ridge,
    long seed)
    implements WindowSpec<DistillationState> {

  public static final String NAME = "distillation";

  /** The name of the strength that grows with the number of samples. */
  private static final String SAMPLES = "samples";

  public static DistillationSpec read(SpecFields fields) {
    ModelSpec model = ModelSpec.readClasses(fields, ModelKind.LINEAR);
    Newton.requireSolvable(NAME, model);
    double ridge = fields.positive("ridge", fields.number("ridge", 0.001));
    return new DistillationSpec(
        model,
        WindowLength.read(fields),
        strength(fields),
        fields.has("reservoir") ? OptionalInt.of(fields.count("reservoir")) : OptionalInt.empty(),
        ridge,
        fields.integer("seed", 0));
  }

  private static OptionalDouble strength(SpecFields fields) {
    Object value = fields.has("strength") ? fields.value("strength") : SAMPLES;
    if (value.equals(SAMPLES)) {
      return OptionalDouble.empty();
    }
    if (value instanceof Number n && n.doubleValue() >= 0 && Double.isFinite(n.doubleValue())) {
      return OptionalDouble.of(n.doubleValue());
    }
    throw fields.fault("strength", value, "'" + SAMPLES + "' or a number, at least 0");
  }

  @Override
  public String learner() {
    return NAME;
  }

  @Override
  public StateFormat<DistillationState> format() {
    return DistillationState.FORMAT;
  }

  @Override
  public Learner<DistillationState> newLearner() {
    return new WindowLearner<>(model, window, new Distillation(this));
  }

  @Override
  public long maximumStateBytes() {
    return bytes(reservoir.orElse(0), window.room());
  }

  @Override
  public long stateBytes(DistillationState state, Example example) {
    long kept = state.support().size();
    if (window.closes(state.window(), example.ts())) {
      kept = Math.min(reservoir.orElse(Integer.MAX_VALUE), kept + state.window().size() + 1);
    }
    return bytes(kept, window.buffered(state.window(), example.ts()));
  }

  private long bytes(long kept, long buffered) {
    return DistillationState.bytes(
        model.response().rows(),
        model.response().columns(),
        model.response().inputs(),
        kept,
        buffered);
  }

  @Override
  public List<String> warnings() {
    return reservoir.isPresent()
        ? List.of()
        : List.of(
            "without reservoir every past input is kept: once the state is at limits.model-bytes,"
                + " further samples are refused");
  }

  @Override
  public Map<String, Double> configurable() {
    return Map.of("strength", ANY);
  }

  @Override
  public void describe(Map<String, Object> fields) {
    fields.put("window", window.describe());
    fields.put("strength", strength.isPresent() ? (Object) strength.getAsDouble() : SAMPLES);
    if (reservoir.isPresent()) {
      fields.put("reservoir", reservoir.getAsInt());
    }
    fields.put("ridge", ridge);
    fields.put("seed", seed);
  }
}
