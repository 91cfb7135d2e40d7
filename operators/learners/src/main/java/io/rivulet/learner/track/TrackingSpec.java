package io.rivulet.learner.track;

import io.rivulet.learner.sketch.DecayingMemory;
import io.rivulet.learner.sketch.OrfitSpec;
import io.rivulet.learner.sketch.Summary;
import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.spec.SpecFields;
import io.rivulet.learner.step.Design;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.state.OrfitState;
import io.rivulet.state.StateFormat;
import io.rivulet.state.track.TrackingState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Settings of {@link TrackingOrfit}: {@code orfit} with {@code objective: track}.
 *
 * @param model linear in its weights
 * @param memory m, the most columns of each basis, at least 1; the number of weights for {@code
 *     full}
 * @param summary a ranked one
 * @param decays γ² of each memory, in (0, 1], different; not copied
 * @param noises what the samples are fitted to
 */
public record TrackingSpec(
    ModelSpec model, int memory, Summary summary, double[] decays, Noises noises)
    implements LearnerSpec<TrackingState> {

  static final String DECAYS = "decays";

  private static final double[] DEFAULT_DECAYS = {1, 0.98, 0.92};
  private static final int MOST_DECAYS = 8;

  static TrackingSpec read(SpecFields fields) {
    ModelSpec model = ModelSpec.read(fields);
    if (!model.response().linear()) {
      throw fields.refused(
          "model",
          fields.value("model"),
          "linear or shared with objective 'track', as the weights of each decay and noise of an"
              + " mlp would have gradients of their own");
    }
    Summary summary = Summary.named(fields.text("summary", "ipca", Summary.names()));
    if (!summary.ranked()) {
      throw fields.refused(
          "summary",
          fields.value("summary"),
          "ipca, fd or full with objective 'track', as directions without singular values do not"
              + " fade");
    }
    int memory = summary.bounded() ? fields.count("memory") : model.response().rows();
    fields.has("memory");
    TrackingFields.refuseOthers(fields);
    return new TrackingSpec(model, memory, summary, decays(fields), Noises.read(fields));
  }

  private static double[] decays(SpecFields fields) {
    double[] decays = fields.has(DECAYS) ? fields.numbers(DECAYS) : DEFAULT_DECAYS.clone();
    if (decays.length < 1 || decays.length > MOST_DECAYS) {
      throw fields.fault(
          DECAYS,
          fields.value(DECAYS),
          "an array of 1 to " + MOST_DECAYS + " different numbers in (0, 1]");
    }
    for (int k = 0; k < decays.length; k++) {
      requireDecay(fields, decays, k);
    }
    return decays;
  }

  private static void requireDecay(SpecFields fields, double[] decays, int k) {
    String entry = DECAYS + "[" + k + "]";
    double decay = decays[k];
    if (!(decay > 0 && decay <= 1)) {
      throw fields.fault(entry, decay, "in (0, 1]; 1 never forgets");
    }
    if (DoubleStream.of(decays).limit(k).anyMatch(earlier -> earlier == decay)) {
      throw fields.fault(entry, decay, "another number than those before it");
    }
  }

  @Override
  public String learner() {
    return OrfitSpec.NAME;
  }

  @Override
  public StateFormat<TrackingState> format() {
    return TrackingState.FORMAT;
  }

  @Override
  public Learner<TrackingState> newLearner() {
    return new TrackingOrfit(this);
  }

  @Override
  public boolean keptInPieces() {
    return true;
  }

  @Override
  public long maximumStateBytes() {
    int rows = model.response().rows();
    int columns = noises.count() * model.response().columns();
    int room = DecayingMemory.room(memory, rows);
    long each = OrfitState.bytes(rows, columns, Math.min(memory, rows), room);
    return TrackingState.bytes(each, decays.length, columns);
  }

  @Override
  public String stateArithmetic() {
    int rows = model.response().rows();
    int columns = Math.max(DecayingMemory.room(memory, rows), Math.min(memory, rows));
    return " of "
        + decays.length
        + " decays x ("
        + columns
        + " columns + "
        + noises.count()
        + " noises x "
        + model.response().columns()
        + " outputs) of "
        + rows
        + " weights, 8 bytes each,";
  }

  @Override
  public String unlearnObstacle() {
    return "orfit with objective 'track' cannot unlearn: each step depends on those before; use"
        + " ledger, or rls with forgetting 1";
  }

  @Override
  public String recallObstacle() {
    return model.recallObstacle(OrfitSpec.NAME);
  }

  @Override
  public Design design() {
    return Design.of(model.response(), memory);
  }

  @Override
  public String mergeObstacle() {
    return "orfit with objective 'track' does not merge: what it forgets, and which decay it"
        + " chooses, depends on the order of samples; use objective 'fit'";
  }

  @Override
  public List<String> warnings() {
    return DoubleStream.of(decays).anyMatch(decay -> decay < 1)
        ? List.of()
        : List.of(
            "decays [1.0] never forgets, so that objective 'track' follows no change; add a decay"
                + " below 1, or use objective 'fit'");
  }

  @Override
  public void describe(Map<String, Object> fields) {
    if (summary.bounded()) {
      fields.put("memory", memory);
    }
    fields.put("summary", summary.label());
    fields.put(Objective.FIELD, Objective.TRACK);
    fields.put(DECAYS, decays);
    noises.describe(fields);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrackingSpec spec
        && model.equals(spec.model)
        && memory == spec.memory
        && summary == spec.summary
        && Arrays.equals(decays, spec.decays)
        && noises.equals(spec.noises);
  }

  @Override
  public int hashCode() {
    return 31 * model.hashCode() + Arrays.hashCode(decays);
  }
}
