package io.rivulet.experiment.digits.planted;

import io.rivulet.experiment.report.Curves;
import java.util.List;

/** Breaks a rule: digits that know who shows them. */
final class Reports {

  private Reports() {}

  static Curves curves() {
    return new Curves(List.of("orfit"), 1);
  }
}
