/**
 * Learners that keep the whole inverse precision of their weights as U D Uᵀ: recursive least
 * squares with forgetting ({@code rls}), and extended Kalman filters of weights that stand still or
 * drift ({@code ekf}).
 *
 * <p>Reference: Y. Min, K. Ahn, N. Azizan, arXiv 2207.13853; G. Bierman, <i>Factorization Methods
 * for Discrete Sequential Estimation</i>, 1977.
 */
package io.rivulet.learner.recursive;
