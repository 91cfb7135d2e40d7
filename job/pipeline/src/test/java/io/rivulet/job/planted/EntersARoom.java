package io.rivulet.job.planted;

import io.rivulet.learner.step.Learner;

/** A job that goes past the face of the learners. */
final class EntersARoom {

  Class<?> learner() {
    return Learner.class;
  }
}
