/**
 * Classifiers that learn when a window of samples closes and keep the fit to earlier windows by the
 * curvature of their loss ({@code laplace}) or by their earlier answers ({@code distillation}), and
 * the damped Newton steps that minimise the loss of a window.
 *
 * <p>Reference: P. Yun's note on regularisation-based incremental learning; Q. Liu et al., arXiv
 * 2002.04162.
 */
package io.rivulet.learner.window;
