package io.rivulet.experiment;

import io.rivulet.learner.Emitter;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.replay.Replay;
import java.util.Arrays;
import java.util.List;

/** The answers that a learner gives to each sample before it learns it, through the job. */
final class OneStepAhead implements Emitter {

  private final double[] answers;
  private int count;

  private OneStepAhead(int samples) {
    answers = new double[samples];
    Arrays.fill(answers, Double.NaN);
  }

  /**
   * The answers to all samples, of one output; NaN from the first that the learner refuses.
   *
   * @param spec its spec, as JSON
   */
  static double[] answers(String spec, List<Sample> samples) {
    OneStepAhead ahead = new OneStepAhead(samples.size());
    Replay replay = JobRecords.job(spec, new PublishPolicy(Long.MAX_VALUE), false, ahead);
    try {
      for (Sample sample : samples) {
        replay.learn(sample);
      }
    } catch (RejectedException e) {
      return ahead.answers;
    }
    return ahead.answers;
  }

  @Override
  public void prediction(Prediction prediction) {
    if (prediction.op() == Op.LEARN) {
      answers[count++] = prediction.y()[0];
    }
  }

  @Override
  public void weights(WeightRecord record) {}

  /** Root mean squares of answers less truth over consecutive windows of as many samples. */
  static double[] errors(double[] answers, double[] truth, int window) {
    double[] errors = new double[truth.length / window];
    for (int i = 0; i < errors.length; i++) {
      double sum = 0;
      for (int j = i * window; j < (i + 1) * window; j++) {
        sum += (answers[j] - truth[j]) * (answers[j] - truth[j]);
      }
      errors[i] = Math.sqrt(sum / window);
    }
    return errors;
  }
}
