package io.rivulet.experiment;

import io.rivulet.experiment.digits.Draws;
import io.rivulet.experiment.lesson.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A linear system whose weights change while it is learned.
 *
 * @param stream what is learned, in order, with noise
 * @param truth the targets without noise; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
record WalkingWeights(List<Observation> stream, double[] truth) {

  static final int SAMPLES = 600;
  static final int INPUTS = 60;
  static final double NOISE = 0.5;

  private static final double START = 0.5;
  private static final double STEP = 0.035;

  /** The way in which weights change. */
  enum Change {

    /** Each by N(0, 0.035²) before every sample. */
    WALK {
      @Override
      void of(double[] weights, int sample, Draws draws) {
        for (int j = 0; j < weights.length; j++) {
          weights[j] += STEP * draws.normal();
        }
      }
    },

    /** All at once, in the middle of the stream. */
    JUMP {
      @Override
      void of(double[] weights, int sample, Draws draws) {
        if (sample == SAMPLES / 2) {
          Arrays.setAll(weights, j -> START * draws.normal());
        }
      }
    };

    abstract void of(double[] weights, int sample, Draws draws);

    /** Its name in the CSV. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Weights that start from N(0, ¼), inputs x of 60 numbers whose variances fall as 1 / j and are 1
   * on average, and y = w·x + N(0, ¼).
   *
   * @param seed fixes all of it
   */
  static WalkingWeights of(Change change, long seed) {
    Draws draws = new Draws(seed);
    double[] weights = new double[INPUTS];
    Arrays.setAll(weights, j -> START * draws.normal());
    List<Observation> stream = new ArrayList<>();
    double[] truth = new double[SAMPLES];
    double largest = INPUTS / IntStream.rangeClosed(1, INPUTS).mapToDouble(j -> 1.0 / j).sum();
    for (int i = 0; i < SAMPLES; i++) {
      change.of(weights, i, draws);
      double[] x = new double[INPUTS];
      Arrays.setAll(x, j -> Math.sqrt(largest / (j + 1)) * draws.normal());
      truth[i] = Regression.dot(weights, x);
      stream.add(new Observation(x, new double[] {truth[i] + NOISE * draws.normal()}));
    }
    return new WalkingWeights(stream, truth);
  }
}
