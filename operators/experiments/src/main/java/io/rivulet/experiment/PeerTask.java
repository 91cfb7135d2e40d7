package io.rivulet.experiment;

import io.rivulet.experiment.digits.DigitSource;
import io.rivulet.experiment.digits.Draws;
import io.rivulet.experiment.digits.LabelledDigit;
import io.rivulet.experiment.figure.Axis;
import io.rivulet.experiment.lesson.Lesson;
import io.rivulet.experiment.lesson.RandomFeatures;
import io.rivulet.experiment.lesson.Score;
import io.rivulet.experiment.peer.FriedmanFeatures;
import io.rivulet.experiment.peer.LaggedInputs;
import io.rivulet.experiment.peer.SparseRegression;
import io.rivulet.experiment.spec.SpecBuilder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * A stream on which learners are compared. On the rotated digits the methods of the ORFit paper
 * start as there, from random weights and without a bias; all else starts from 0, with a bias.
 */
enum PeerTask {
  FIGURE_6("figure-6", "Rotated digits (figure 6)", 1) {
    @Override
    Lesson lesson(Path images, long seed) {
      return Lesson.rotated(new DigitSource(images).isIdx() ? images : null, seed);
    }

    @Override
    double shown(double score) {
      return Math.toDegrees(score);
    }

    @Override
    Axis axis() {
      return Axis.linear("test error (degrees)");
    }

    @Override
    SpecBuilder ofThePaper(SpecBuilder learner, Lesson lesson, long seed) {
      return learner.with(
          "initialWeights", Map.of("uniform", bound(lesson.inputs()), "seed", seed));
    }

    @Override
    double[][] firstWeights(Lesson lesson, long seed) {
      double[] first = new double[lesson.inputs()];
      Draws draws = new Draws(seed);
      Arrays.setAll(first, i -> draws.uniform(-bound(first.length), bound(first.length)));
      return new double[][] {first};
    }

    private double bound(int inputs) {
      return 1 / Math.sqrt(inputs);
    }
  },

  FRIEDMAN("friedman", "Friedman #1, sorted", 1) {
    @Override
    Lesson lesson(Path images, long seed) {
      return Lesson.of(FriedmanFeatures.drawn(seed));
    }
  },

  SPARSE("sparse", "Sparse regression", 1) {
    @Override
    Lesson lesson(Path images, long seed) {
      return Lesson.of(SparseRegression.drawn(seed));
    }
  },

  LAGS("lags", "120 lags", 1) {
    @Override
    Lesson lesson(Path images, long seed) {
      return Lesson.of(LaggedInputs.drawn(seed));
    }
  },

  DIGITS("digits", "8 x 8 digits, sorted by class", LabelledDigit.CLASSES) {
    @Override
    Lesson lesson(Path images, long seed) {
      Path labelled = new DigitSource(images).isIdx() ? null : images;
      Lesson pixels = Lesson.digits(labelled, seed).byClass();
      RandomFeatures features = new RandomFeatures(pixels.inputs(), UNITS, seed);
      return new Lesson(features.of(pixels.train()), features.of(pixels.test()));
    }

    @Override
    Score score() {
      return Score.ACCURACY;
    }

    @Override
    Axis axis() {
      return Axis.unit("test accuracy");
    }
  };

  static final int UNITS = 200;

  private final String label;
  private final String title;
  private final int outputs;

  PeerTask(String label, String title, int outputs) {
    this.label = label;
    this.title = title;
    this.outputs = outputs;
  }

  String label() {
    return label;
  }

  String title() {
    return title;
  }

  /**
   * The data of a seed, in the order of the stream.
   *
   * @param images a file of digits, taken by the task whose digits it holds; null for drawn ones
   */
  abstract Lesson lesson(Path images, long seed);

  Score score() {
    return Score.ERROR;
  }

  /** A score in the unit that is shown. */
  double shown(double score) {
    return score;
  }

  Axis axis() {
    return Axis.logarithmic("test error");
  }

  /** A learner of the paper, without its shape, with the start that it has here. */
  SpecBuilder ofThePaper(SpecBuilder learner, Lesson lesson, long seed) {
    return learner.with("bias", true);
  }

  /**
   * The first weights of a learner of the paper: of each output, one for each input, and one more
   * where it has a bias.
   */
  double[][] firstWeights(Lesson lesson, long seed) {
    return new double[outputs][lesson.inputs() + 1];
  }

  /** The spec as JSON of a learner without its shape. */
  String spec(SpecBuilder learner, Lesson lesson) {
    return learner.with("dimension", lesson.inputs()).with("outputs", outputs).json();
  }
}
