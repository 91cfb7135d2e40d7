package io.rivulet.learner.planted;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/** Randomness that no seed governs. */
final class DrawsAnything {

  double math() {
    return Math.random();
  }

  double random() {
    return new Random().nextDouble();
  }

  double local() {
    return ThreadLocalRandom.current().nextDouble();
  }

  double splittable() {
    return new SplittableRandom().nextDouble();
  }
}
