/**
 * Classifiers that learn when a window of samples closes and hold on to earlier windows by the
 * curvature of their loss ({@code laplace}) or by what they answered ({@code distillation}), and
 * the damped Newton steps that minimise what a window asks for.
 *
 * <p>Reference: P. Yun's note on regularisation-based incremental learning; Q. Liu et al., arXiv
 * 2002.04162.
 */
package io.rivulet.learner.window;
