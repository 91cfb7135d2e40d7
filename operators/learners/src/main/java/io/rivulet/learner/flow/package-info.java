/**
 * The point that gradient flow on a symmetric factorisation reaches at a time on its way to the
 * second moment of the inputs ({@code matrix-flow}).
 *
 * <p>Reference: H. Min, R. Vidal, arXiv 2508.20344.
 */
package io.rivulet.learner.flow;
