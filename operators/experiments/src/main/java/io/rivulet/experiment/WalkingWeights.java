package io.rivulet.experiment;

import io.rivulet.experiment.digits.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
  static final double NOISE = 1;

  private static final double STEP = 0.1;

  /** The way in which weights change; they start from N(0, 1). */
  enum Change {

    /** Each by N(0, 0.01) before every sample. */
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
          Arrays.setAll(weights, j -> draws.normal());
        }
      }
    };

    abstract void of(double[] weights, int sample, Draws draws);
  }

  /**
   * Inputs x of 60 numbers of which the j-th is from N(0, 1 / j), and y = w·x + N(0, 1).
   *
   * @param seed fixes all of it
   */
  static WalkingWeights of(Change change, long seed) {
    Draws draws = new Draws(seed);
    double[] weights = new double[INPUTS];
    Arrays.setAll(weights, j -> draws.normal());
    List<Observation> stream = new ArrayList<>();
    double[] truth = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      change.of(weights, i, draws);
      double[] x = new double[INPUTS];
      Arrays.setAll(x, j -> draws.normal() / Math.sqrt(j + 1));
      truth[i] = Regression.dot(weights, x);
      stream.add(new Observation(x, new double[] {truth[i] + NOISE * draws.normal()}));
    }
    return new WalkingWeights(stream, truth);
  }

  /** Their records in the samples topic. */
  List<byte[]> records() {
    return stream.stream().map(Observation::withNumbers).toList();
  }
}
