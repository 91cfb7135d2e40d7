package io.rivulet.learner.evidence;

import io.rivulet.learner.sketch.IncrementalPca;
import io.rivulet.learner.sketch.OrfitSpec;
import io.rivulet.learner.sketch.Summary;
import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.step.Design;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.state.StateFormat;
import io.rivulet.state.evidence.EvidenceState;
import java.util.Map;

/**
 * Settings of {@link EvidenceSketch}: {@code orfit} with {@code noise: auto}.
 *
 * @param model linear
 * @param memory m, the most columns of the sketch, at least 1; the number of inputs for {@code
 *     full}
 * @param summary one that ranks its columns
 * @param tolerance τ, the fraction of an input up to which it counts as held by the sketch
 * @param mergeable whether states merge, which goes without the sequential estimate
 */
public record EvidenceSpec(
    ModelSpec model, int memory, Summary summary, double tolerance, boolean mergeable)
    implements LearnerSpec<EvidenceState> {

  @Override
  public String learner() {
    return OrfitSpec.NAME;
  }

  @Override
  public StateFormat<EvidenceState> format() {
    return EvidenceState.FORMAT;
  }

  @Override
  public Learner<EvidenceState> newLearner() {
    return new EvidenceSketch(this);
  }

  /** p, the columns of x. */
  int inputs() {
    return model.response().inputs();
  }

  /** q. */
  int outputs() {
    return model.response().columns();
  }

  /** Whether there is an intercept. */
  boolean centred() {
    return model.bias();
  }

  /** The columns that wait for their rotation, as of {@link IncrementalPca}. */
  int room() {
    return IncrementalPca.room(memory, inputs());
  }

  @Override
  public boolean keptInPieces() {
    return true;
  }

  /** A batch is learned by a copy. */
  @Override
  public int liveStates() {
    return 2;
  }

  @Override
  public long maximumStateBytes() {
    int kept = Math.min(memory, inputs());
    return EvidenceState.bytes(
        inputs(), outputs(), kept, room(), !mergeable, model.initialWeights().largest() > 0);
  }

  @Override
  public String stateArithmetic() {
    int kept = Math.min(memory, inputs());
    int columns = Math.max(kept, room()) + 1 + (mergeable ? 1 : 2) * outputs();
    return " of " + columns + " columns of " + inputs() + " inputs, 8 bytes each,";
  }

  /** Those of W, and R of each output. */
  @Override
  public long weights() {
    return LearnerSpec.super.weights() + outputs();
  }

  @Override
  public String unlearnObstacle() {
    return "orfit cannot unlearn: its sketch holds directions, not samples; use ledger, or rls with"
        + " forgetting 1";
  }

  @Override
  public String mergeObstacle() {
    return mergeable
        ? null
        : "orfit with noise auto merges when its spec has mergeable: true, which goes without the"
            + " sequential half of the estimate";
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
  public void describe(Map<String, Object> fields) {
    if (summary.bounded()) {
      fields.put("memory", memory);
    }
    fields.put("noise", NoiseField.AUTO);
    fields.put("summary", summary.label());
    fields.put("tolerance", tolerance);
    fields.put(NoiseField.MERGEABLE, mergeable);
  }
}
