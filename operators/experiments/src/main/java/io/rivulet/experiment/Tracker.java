package io.rivulet.experiment;

import io.rivulet.experiment.spec.SpecBuilder;
import io.rivulet.record.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** A learner of weights that change, and the settings among which a hand picks. */
enum Tracker {
  TRACK("orfit-track", Double.NaN) {
    @Override
    SpecBuilder learner(double setting) {
      return orfit().with("objective", "track");
    }
  },
  KALMAN("ekf", 1e-6, 1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1) {
    @Override
    SpecBuilder learner(double setting) {
      return SpecBuilder.learner("ekf")
          .with("noise", WalkingWeights.NOISE * WalkingWeights.NOISE)
          .with("processNoise", setting);
    }
  },
  RLS("rls", 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 0.995, 1) {
    @Override
    SpecBuilder learner(double setting) {
      return SpecBuilder.learner("rls").with("forgetting", setting);
    }
  },
  SGD("sgd", 0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.15, 0.2) {
    @Override
    SpecBuilder learner(double setting) {
      return SpecBuilder.learner("sgd").with("rate", setting);
    }
  },
  NOISE("orfit-noise", 0.01, 0.1, 0.3, 1, 3, 10, 30, 100) {
    @Override
    SpecBuilder learner(double setting) {
      return orfit().with("noise", setting);
    }
  },
  ORFIT("orfit", Double.NaN) {
    @Override
    SpecBuilder learner(double setting) {
      return orfit();
    }
  };

  private static final int MEMORY = 10;

  private final String label;
  private final double[] grid;

  Tracker(String label, double... grid) {
    this.label = label;
    this.grid = grid;
  }

  abstract SpecBuilder learner(double setting);

  private static SpecBuilder orfit() {
    return SpecBuilder.learner("orfit").with("memory", MEMORY);
  }

  /** Its name in the figure. */
  String label() {
    return label;
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(Tracker::label).toList();
  }

  /** Whether there is anything to pick. */
  boolean picked() {
    return grid.length > 1;
  }

  String spec(double setting) {
    return learner(setting).with("dimension", WalkingWeights.INPUTS).json();
  }

  /** The setting whose error is least over some systems. */
  double best(List<WalkingWeights> systems) {
    List<List<Sample>> samples =
        systems.stream().map(system -> JobRecords.decoded(system.records())).toList();
    double best = grid[0];
    double least = Double.POSITIVE_INFINITY;
    for (double setting : picked() ? grid : new double[0]) {
      double error = 0;
      for (int i = 0; i < systems.size(); i++) {
        error += error(setting, systems.get(i), samples.get(i));
      }
      if (error < least) {
        least = error;
        best = setting;
      }
    }
    return best;
  }

  private double error(double setting, WalkingWeights system, List<Sample> samples) {
    double[] truth = system.truth();
    return DoubleStream.of(OneStepAhead.errors(answers(setting, samples), truth, truth.length))
        .sum();
  }

  /** The answers before each sample is learned. */
  double[] answers(double setting, List<Sample> samples) {
    return OneStepAhead.answers(spec(setting), samples);
  }

  /** {@code rls 0.95}. */
  String words(double setting) {
    return String.format(Locale.ROOT, "%s %s", label, Double.toString(setting));
  }
}
