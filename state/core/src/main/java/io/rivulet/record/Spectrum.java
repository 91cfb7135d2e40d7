package io.rivulet.record;

/**
 * The spectrum of a matrix flow: how far it has learned each component of its target. Arrays are
 * not copied and never modified.
 *
 * @param eigenvalues the eigenvalues of the target, descending
 * @param learned the value that the flow has reached for each of them, in the same order
 * @param rank the number of positive eigenvalues that are learned by more than half
 * @param nextLearningTime the time at which the next one will be, or NaN when there is none
 */
public record Spectrum(double[] eigenvalues, double[] learned, int rank, double nextLearningTime) {}
