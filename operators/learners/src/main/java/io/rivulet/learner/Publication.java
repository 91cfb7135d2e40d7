package io.rivulet.learner;

import io.rivulet.record.HiddenLayer;
import io.rivulet.record.Spectrum;

/**
 * What a weight record carries of a state.
 *
 * @param columns the weights as columns; not copied
 * @param hidden first layer of a net, or null
 * @param spectrum what a matrix flow has learned, or null
 */
public record Publication(double[][] columns, HiddenLayer hidden, Spectrum spectrum) {

  static Publication of(double[][] columns) {
    return new Publication(columns, null, null);
  }
}
