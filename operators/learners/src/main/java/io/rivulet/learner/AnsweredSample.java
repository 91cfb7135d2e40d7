package io.rivulet.learner;

import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.record.Prediction;
import io.rivulet.record.Sample;

/**
 * A sample that a model has answered, before learning it or only so.
 *
 * @param answered the version that had answered when the target was not known yet, or {@link
 *     Prediction#NOT_ASKED}
 * @param frozen whether the sample was to be learned and was not
 */
record AnsweredSample(Sample sample, Example example, long answered, boolean frozen) {

  /**
   * The prediction record, or null when the learner answers nothing. It has copies of what a
   * learner may overwrite with its next answer.
   *
   * @param answering the version of the weights that answered
   */
  Prediction prediction(Answer answer, long answering, Model<?> model) {
    return answer.y() == null
        ? null
        : new Prediction(
            model.id(),
            sample.id(),
            sample.ts(),
            example.op(),
            example.batch() ? example.rows() : 0,
            answer.y().clone(),
            answer.error() == null ? null : answer.error().clone(),
            answer.variance(),
            answer.leverage(),
            answer.looResidual(),
            model.spec().axes().classes(),
            model.incarnation(),
            answering,
            answered,
            frozen);
  }
}
