package io.rivulet.learner;

import io.rivulet.quality.QualityRecord;
import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.WeightRecord;
import java.util.List;

/**
 * The outcome of an accepted sample. A refused sample has none: {@link Model#accept} throws, and
 * the model stays as it was. Arrays are not copied and never modified.
 *
 * @param model the model's id
 * @param op the operation that was carried out
 * @param born whether the model came into being with this sample
 * @param learned whether the sample produced a version: it was learned or unlearned, and not only
 *     answered
 * @param conflicts the number of targets of the sample that contradict what was learned and could
 *     not be fitted
 * @param residualRatio the fraction of the last learned gradient that was new to the model, or NaN
 * @param prediction the answer, given before learning; null when there is none
 * @param weights the weights to be published now, or null
 * @param quality the figures of the windows that the sample closed, and those of an alarm
 * @param warnings warnings about things that are allowed but probably not intended, each once for
 *     all models of a spec
 */
public record Outcome(
    String model,
    Op op,
    boolean born,
    boolean learned,
    long conflicts,
    double residualRatio,
    Prediction prediction,
    WeightRecord weights,
    List<QualityRecord> quality,
    List<String> warnings) {

  /** The outcome of a learned sample of which there is nothing to tell. */
  static Outcome quiet(String model) {
    return new Outcome(
        model, Op.LEARN, false, true, 0, Double.NaN, null, null, List.of(), List.of());
  }

  /** Whether the errors of the model have drifted. */
  public boolean alarm() {
    for (QualityRecord record : quality) {
      if (record.drift()) {
        return true;
      }
    }
    return false;
  }

  /** Whether the model differs from what it was before. */
  public boolean changed() {
    return born || op != Op.PREDICT;
  }

  /** Emits the prediction, the weights, the figures and the warnings, as far as there are any. */
  public void emit(Emitter out) {
    if (prediction != null) {
      out.prediction(prediction);
    }
    if (weights != null) {
      out.weights(weights);
    }
    quality.forEach(out::quality);
    warnings.forEach(warning -> out.warning(model, warning));
  }
}
