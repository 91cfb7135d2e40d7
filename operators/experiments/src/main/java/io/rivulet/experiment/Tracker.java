package io.rivulet.experiment;

import io.rivulet.experiment.spec.SpecBuilder;
import java.util.Arrays;
import java.util.List;

/** A learner of weights that change, and the values of a field among which a hand picks. */
@SuppressWarnings("ImmutableEnumChecker")
enum Tracker {
  TRACK("orfit-track", orfit().with("objective", "track"), "decays"),
  KALMAN(
      "ekf",
      SpecBuilder.learner("ekf").with("noise", WalkingWeights.NOISE * WalkingWeights.NOISE),
      "processNoise",
      1e-6,
      1e-5,
      1e-4,
      3e-4,
      1e-3,
      3e-3,
      1e-2,
      3e-2,
      1e-1),
  RLS(
      "rls",
      SpecBuilder.learner("rls"),
      "forgetting",
      0.7,
      0.8,
      0.85,
      0.9,
      0.93,
      0.95,
      0.97,
      0.98,
      0.99,
      0.995,
      1),
  SGD(
      "sgd",
      SpecBuilder.learner("sgd"),
      "rate",
      5e-4,
      1e-3,
      2e-3,
      3e-3,
      5e-3,
      7e-3,
      1e-2,
      1.5e-2,
      2e-2,
      3e-2),
  NOISE("orfit-noise", orfit(), "noise", 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000),
  ORFIT("orfit", orfit(), "noise");

  private static final int MEMORY = 10;

  private final String label;
  private final SpecBuilder learner;
  private final String field;
  private final double[] grid;

  /**
   * @param grid values of the field; none when it has its default
   */
  Tracker(String label, SpecBuilder learner, String field, double... grid) {
    this.label = label;
    this.learner = learner;
    this.field = field;
    this.grid = grid;
  }

  private static SpecBuilder orfit() {
    return SpecBuilder.learner("orfit").with("memory", MEMORY);
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(tracker -> tracker.label).toList();
  }

  /** Its spec for digits or other inputs, without the shape of the model. */
  SpecBuilder learner() {
    return learner;
  }

  /** Its name in the figure. */
  String label() {
    return label;
  }

  /** The value whose error is least over some systems; NaN when there is nothing to pick. */
  double picked(List<OneStepAhead> systems) {
    double picked = Double.NaN;
    double least = Double.POSITIVE_INFINITY;
    for (double value : grid) {
      double error = 0;
      for (OneStepAhead system : systems) {
        error += errors(value, system, WalkingWeights.SAMPLES)[0];
      }
      if (error < least) {
        least = error;
        picked = value;
      }
    }
    return picked;
  }

  /** Root mean square errors over windows of as many samples. */
  double[] errors(double value, OneStepAhead system, int window) {
    SpecBuilder spec = learner.with("dimension", WalkingWeights.INPUTS);
    return system.errors((Double.isNaN(value) ? spec : spec.with(field, value)).json(), window);
  }

  /** {@code rls forgetting 0.95}. */
  String words(double value) {
    return label + " " + field + " " + value;
  }
}
