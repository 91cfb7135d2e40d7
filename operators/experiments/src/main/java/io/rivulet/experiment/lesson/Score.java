package io.rivulet.experiment.lesson;

import java.util.List;

/** How good answers are: 1 at best, or 0 for an error. */
public enum Score {

  /** √(Σ ‖a - y‖² / n) over n observations. */
  ERROR {
    @Override
    public double of(double[] answers, List<Observation> asked) {
      int width = asked.get(0).y().length;
      double wrong = 0;
      for (int i = 0; i < answers.length; i++) {
        double difference = answers[i] - asked.get(i / width).y()[i % width];
        wrong += difference * difference;
      }
      return Math.sqrt(wrong / asked.size());
    }

    @Override
    public boolean better(double score, double than) {
      return score < than;
    }
  },

  /** R² = 1 - Σ ‖a - y‖² / Σ ‖y - ȳ‖², below 0 when the mean ȳ were the better answer. */
  R_SQUARED {
    @Override
    public double of(double[] answers, List<Observation> asked) {
      int width = asked.get(0).y().length;
      double wrong = 0;
      double spread = 0;
      for (int j = 0; j < width; j++) {
        double mean = mean(asked, j);
        for (int i = 0; i < asked.size(); i++) {
          double y = asked.get(i).y()[j];
          wrong += (answers[i * width + j] - y) * (answers[i * width + j] - y);
          spread += (y - mean) * (y - mean);
        }
      }
      return 1 - wrong / spread;
    }
  },

  /** The part of the inputs whose largest answer is that of their class. */
  ACCURACY {
    @Override
    public double of(double[] answers, List<Observation> asked) {
      int right = 0;
      for (int i = 0; i < asked.size(); i++) {
        Observation observation = asked.get(i);
        int width = observation.y().length;
        if (Observation.largest(answers, i * width, width) == observation.label()) {
          right++;
        }
      }
      return (double) right / asked.size();
    }
  };

  /**
   * Of answers, one after the other, to observations in their order.
   *
   * @param asked at least one
   */
  public abstract double of(double[] answers, List<Observation> asked);

  /** Whether a score is better than another; NaN is not. */
  public boolean better(double score, double than) {
    return score > than;
  }

  private static double mean(List<Observation> asked, int j) {
    double sum = 0;
    for (Observation observation : asked) {
      sum += observation.y()[j];
    }
    return sum / asked.size();
  }
}
