/**
 * Learners that keep weights and nothing of earlier samples except, when they standardise, the
 * scale of their inputs: stochastic gradient descent ({@code sgd}), the step that fits each sample
 * exactly ({@code one-step-sgd}), and the last target as the answer ({@code greedy}).
 *
 * <p>Reference: Y. Min, K. Ahn, N. Azizan, arXiv 2207.13853, equation (6) and figure 6.
 */
package io.rivulet.learner.gradient;
