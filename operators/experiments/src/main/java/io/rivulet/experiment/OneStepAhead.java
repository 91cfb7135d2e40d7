package io.rivulet.experiment;

import io.rivulet.experiment.lesson.Observation;
import io.rivulet.learner.Emitter;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.replay.Replay;
import java.util.ArrayList;
import java.util.List;

/** A system, asked before each of its samples is learned, through the job. */
final class OneStepAhead {

  private static final PublishPolicy NEVER = new PublishPolicy(Long.MAX_VALUE);

  private final double[] truth;
  private final List<Sample> samples;
  private final List<Sample> questions;

  OneStepAhead(WalkingWeights system) {
    List<Observation> stream = system.stream();
    this.truth = system.truth();
    this.samples = JobRecords.decoded(stream.stream().map(Observation::withNumbers).toList());
    this.questions =
        JobRecords.decoded(
            stream.stream().map(each -> Observation.question(List.of(each))).toList());
  }

  /**
   * The errors of answers, root mean squares over consecutive windows. A sample that is refused is
   * left out, as in a job: {@code sgd} refuses those that it would overshoot on.
   *
   * @param spec of the learner, as JSON
   * @param window how many samples
   */
  double[] errors(String spec, int window) {
    Answers answers = new Answers();
    Replay replay = JobRecords.job(spec, NEVER, false, answers);
    for (int i = 0; i < samples.size(); i++) {
      ask(replay, questions.get(i));
      try {
        replay.learn(samples.get(i));
      } catch (RejectedException e) {
        // a job goes on
      }
    }
    double[] errors = new double[truth.length / window];
    for (int i = 0; i < errors.length * window; i++) {
      double error = answers.all.get(i) - truth[i];
      errors[i / window] += error * error / window;
    }
    for (int i = 0; i < errors.length; i++) {
      errors[i] = Math.sqrt(errors[i]);
    }
    return errors;
  }

  private static void ask(Replay replay, Sample question) {
    try {
      replay.learn(question);
    } catch (RejectedException e) {
      throw new ExperimentException("a question was refused: " + e.getMessage(), e);
    }
  }

  /** Collects the answers to questions, of one output. */
  private static final class Answers implements Emitter {

    private final List<Double> all = new ArrayList<>();

    @Override
    public void prediction(Prediction prediction) {
      if (prediction.op() == Op.PREDICT) {
        all.add(prediction.y()[0]);
      }
    }

    @Override
    public void weights(WeightRecord record) {}
  }
}
