package io.rivulet.record;

/**
 * The noise that a regression found in its stream. Units are those of the numbers that the model
 * sees.
 *
 * @param lambda λ, the ridge of the weights, in units of x²
 * @param variances R of each output, in units of y²; null while nothing tells it
 * @param tail what Σ x xᵀ has outside the sketch in the direction of Σ x y, in units of x²
 */
public record FoundNoise(double lambda, double[] variances, double tail) {}
