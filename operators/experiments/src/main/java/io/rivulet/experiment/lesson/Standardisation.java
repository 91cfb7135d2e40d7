package io.rivulet.experiment.lesson;

import java.util.List;

/** Gives each input mean 0 and deviation 1 over some observations; a constant one becomes 0. */
public final class Standardisation {

  private final double[] mean;
  private final double[] deviation;

  /**
   * @param like at least one
   */
  public Standardisation(List<Observation> like) {
    this.mean = new double[like.get(0).x().length];
    this.deviation = new double[mean.length];
    for (int j = 0; j < mean.length; j++) {
      int of = j;
      mean[j] = like.stream().mapToDouble(o -> o.x()[of]).sum() / like.size();
      double squares = like.stream().mapToDouble(o -> squared(o.x()[of] - mean[of])).sum();
      deviation[j] = Math.sqrt(squares / like.size());
    }
  }

  public List<Observation> of(List<Observation> observations) {
    return observations.stream().map(o -> new Observation(standard(o.x()), o.y())).toList();
  }

  private double[] standard(double[] x) {
    double[] standard = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      standard[j] = deviation[j] > 0 ? (x[j] - mean[j]) / deviation[j] : 0;
    }
    return standard;
  }

  private static double squared(double value) {
    return value * value;
  }
}
