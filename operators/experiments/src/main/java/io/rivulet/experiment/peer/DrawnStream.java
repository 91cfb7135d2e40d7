package io.rivulet.experiment.peer;

import java.util.List;

/**
 * A regression drawn from a seed.
 *
 * @param train to learn, in the order of the stream, with noise
 * @param test what was not learned, without noise
 * @param noise the standard deviation of the noise
 */
public record DrawnStream(List<Measured> train, List<Measured> test, double noise) {

  public DrawnStream {
    train = List.copyOf(train);
    test = List.copyOf(test);
  }
}
