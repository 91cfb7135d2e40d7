package io.rivulet.learner;

import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.WeightRecord;
import java.util.List;

/**
 * What an accepted sample led to. A refused one has no outcome: {@link Model#accept} throws, and
 * the model is as it was. Arrays are not copied and never modified.
 *
 * @param model the model's id
 * @param op what was done
 * @param born whether the model came to be with this sample
 * @param conflicts targets of the sample that contradict what was learned and could not be fitted
 * @param residualRatio the part of the last learned gradient that was new to the model, or NaN
 * @param prediction the answer, given before learning; null where there is none
 * @param weights what is to be published now, or null
 * @param warnings what is allowed but hardly meant, in words, each once for all models of a spec
 */
public record Outcome(
    String model,
    Op op,
    boolean born,
    long conflicts,
    double residualRatio,
    Prediction prediction,
    WeightRecord weights,
    List<String> warnings) {

  /** Whether the sample made a version: it was learned or unlearned, not only answered. */
  public boolean learned() {
    return op != Op.PREDICT;
  }

  /** Whether the model differs from what it was before. */
  public boolean changed() {
    return born || learned();
  }

  /** Says what there is to say: the prediction, the weights, the warnings. */
  public void emit(Emitter out) {
    if (prediction != null) {
      out.prediction(prediction);
    }
    if (weights != null) {
      out.weights(weights);
    }
    warnings.forEach(warning -> out.warning(model, warning));
  }
}
