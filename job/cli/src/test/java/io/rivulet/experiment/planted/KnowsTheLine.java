package io.rivulet.experiment.planted;

import io.rivulet.cli.console.Age;

/** Breaks the rule by which modules point one way. */
final class KnowsTheLine {

  private KnowsTheLine() {}

  static String age() {
    return Age.of(1);
  }
}
