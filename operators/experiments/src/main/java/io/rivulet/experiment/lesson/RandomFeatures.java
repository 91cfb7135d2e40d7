package io.rivulet.experiment.lesson;

import io.rivulet.kernel.SplitMix;
import java.util.List;

/** A layer that is drawn once and never learned: h = max(0, [1, x] V), V from N(0, 1 / d). */
public final class RandomFeatures {

  private final double[][] columns;

  /**
   * @param inputs d
   * @param units how many features there are
   */
  public RandomFeatures(int inputs, int units, long seed) {
    this.columns = new double[units][1 + inputs];
    SplitMix numbers = new SplitMix(seed);
    for (double[] column : columns) {
      numbers.normals(1 / Math.sqrt(inputs), column, 0);
    }
  }

  public List<Observation> of(List<Observation> observations) {
    return observations.stream().map(o -> new Observation(features(o.x()), o.y())).toList();
  }

  private double[] features(double[] x) {
    double[] features = new double[columns.length];
    for (int j = 0; j < columns.length; j++) {
      double sum = columns[j][0];
      for (int i = 0; i < x.length; i++) {
        sum += x[i] * columns[j][i + 1];
      }
      features[j] = Math.max(0, sum);
    }
    return features;
  }
}
