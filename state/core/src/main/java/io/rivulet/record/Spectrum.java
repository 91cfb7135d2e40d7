package io.rivulet.record;

/**
 * How far a matrix flow has learned each component of its target. Arrays are not copied and never
 * modified.
 *
 * @param eigenvalues of the target, descending
 * @param learned what the flow has reached of each, in the same order
 * @param rank how many positive eigenvalues are learned by more than half
 * @param nextLearningTime when the next one will be, or NaN when there is none
 */
public record Spectrum(double[] eigenvalues, double[] learned, int rank, double nextLearningTime) {}
