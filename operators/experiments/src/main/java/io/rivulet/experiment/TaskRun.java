package io.rivulet.experiment;

import io.rivulet.experiment.lesson.Lesson;
import io.rivulet.experiment.lesson.Observation;
import io.rivulet.experiment.peer.Rule;
import io.rivulet.experiment.spec.SpecBuilder;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * A task with the data of a seed, for methods to be measured on.
 *
 * @param steps after which numbers of samples, ascending; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
record TaskRun(PeerTask task, Lesson lesson, OnePass pass, int[] steps, long seed) {

  static TaskRun of(PeerTask task, Setup setup, long seed, int exams) {
    Lesson lesson = task.lesson(setup.images(), seed);
    OnePass pass =
        new OnePass(
            lesson.train().stream().map(Observation::withNumbers).toList(),
            lesson.test(),
            task.score());
    return new TaskRun(task, lesson, pass, lesson.steps(exams), seed);
  }

  /** The scores of a learner of this project, without its shape. */
  double[] scores(String method, SpecBuilder learner) {
    return shown(pass.scores(method, task.spec(learner, lesson), steps));
  }

  /**
   * The scores of a learner of the paper, with the start of this task.
   *
   * @param learner without its shape
   */
  double[] scoresOfThePaper(String method, SpecBuilder learner) {
    return scores(method, task.ofThePaper(learner, lesson, seed));
  }

  /** The first weights of a learner of the paper, an output a row. */
  double[][] firstWeights() {
    return task.firstWeights(lesson, seed);
  }

  /** The scores of a rule, which sees a constant 1 last where it has a weight for it. */
  double[] scores(Rule rule) {
    int width = firstWeights()[0].length;
    double[] scores = none();
    int learned = 0;
    for (int i = 0; i < steps.length; i++) {
      for (; learned < steps[i]; learned++) {
        Observation next = lesson.train().get(learned);
        rule.learn(widened(next.x(), width), next.y());
      }
      scores[i] = score(x -> rule.answer(widened(x, width)));
    }
    return scores;
  }

  private static double[] widened(double[] x, int width) {
    double[] widened = Arrays.copyOf(x, width);
    Arrays.fill(widened, x.length, width, 1);
    return widened;
  }

  /** The score of the answers of a model to the test set. */
  double score(UnaryOperator<double[]> model) {
    double[] answers =
        lesson.test().stream().flatMapToDouble(o -> Arrays.stream(model.apply(o.x()))).toArray();
    return task.shown(task.score().of(answers, lesson.test()));
  }

  private double[] shown(double[] scores) {
    return Arrays.stream(scores).map(task::shown).toArray();
  }

  /** Scores of a method that has none at any step. */
  double[] none() {
    double[] none = new double[steps.length];
    Arrays.fill(none, Double.NaN);
    return none;
  }
}
