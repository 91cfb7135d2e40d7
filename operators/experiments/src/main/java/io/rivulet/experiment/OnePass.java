package io.rivulet.experiment;

import io.rivulet.experiment.lesson.Observation;
import io.rivulet.experiment.lesson.Score;
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
import java.util.stream.DoubleStream;

/**
 * Samples to learn in one pass, and inputs to ask on the way. Both are records that go through
 * decoder, validator and learners of the job.
 */
final class OnePass {

  /** Rows that a question may have of up to ten outputs. */
  private static final int ROWS = 100;

  /** Numbers that a question may have, of up to 22 bytes each in a record of 1 MiB. */
  private static final int NUMBERS = 40_000;

  /** Answers are asked for, so weights need not be published. */
  private static final PublishPolicy NEVER = new PublishPolicy(Long.MAX_VALUE);

  private final List<Sample> stream;
  private final List<Observation> asked;
  private final List<Sample> questions;
  private final Score score;

  /**
   * @param stream records to learn, in order
   * @param asked what is asked on the way, of at most ten outputs
   */
  OnePass(List<byte[]> stream, List<Observation> asked, Score score) {
    this.stream = JobRecords.decoded(stream);
    this.asked = asked;
    this.questions = JobRecords.decoded(questions(asked));
    this.score = score;
  }

  /**
   * What a learner scores after each of some numbers of samples.
   *
   * @param method its name in messages
   * @param spec its spec, as JSON
   * @param steps ascending, from 0 to the length of the stream
   */
  double[] scores(String method, String spec, int... steps) {
    double[] scores = new double[steps.length];
    walk(method, spec, steps, (step, replay, right) -> scores[step] = right);
    return scores;
  }

  /** What a learner scores at the end, and the bytes of its model's state. */
  Weighed weighed(String method, String spec) {
    Weighed[] end = new Weighed[1];
    walk(
        method,
        spec,
        new int[] {stream.size()},
        (step, replay, right) ->
            replay.export(state -> end[0] = new Weighed(right, state.state().length)));
    return end[0];
  }

  private void walk(String method, String spec, int[] steps, Stop stop) {
    Answers answers = new Answers();
    Replay replay = JobRecords.job(spec, NEVER, false, answers);
    try {
      int learned = 0;
      for (int i = 0; i < steps.length; i++) {
        for (; learned < steps[i]; learned++) {
          replay.learn(stream.get(learned));
        }
        for (Sample question : questions) {
          replay.learn(question);
        }
        stop.at(i, replay, score.of(answers.taken(), asked));
      }
    } catch (RejectedException e) {
      throw new ExperimentException(method + " refused a sample: " + e.getMessage(), e);
    }
  }

  /** A score, and the bytes of the state that reached it. */
  record Weighed(double score, long bytes) {}

  /** What is done where a pass is measured. */
  private interface Stop {
    void at(int step, Replay replay, double score);
  }

  static List<byte[]> questions(List<Observation> asked) {
    int rows = Math.max(1, Math.min(ROWS, NUMBERS / asked.get(0).x().length));
    List<byte[]> questions = new ArrayList<>();
    for (int from = 0; from < asked.size(); from += rows) {
      List<Observation> next = asked.subList(from, Math.min(asked.size(), from + rows));
      questions.add(Observation.question(next));
    }
    return questions;
  }

  /** Collects the answers to questions. */
  private static final class Answers implements Emitter {

    private final List<double[]> answers = new ArrayList<>();

    @Override
    public void prediction(Prediction prediction) {
      if (prediction.op() == Op.PREDICT) {
        answers.add(prediction.y());
      }
    }

    @Override
    public void weights(WeightRecord record) {}

    double[] taken() {
      double[] all = answers.stream().flatMapToDouble(DoubleStream::of).toArray();
      answers.clear();
      return all;
    }
  }
}
