/**
 * Singular values and eigenvalues of small matrices, with the digits of the small ones: one-sided
 * Jacobi rotations, and diagonal matrices with one more column by the secular equation.
 *
 * <p>Reference: M. Gu, S. Eisenstat, <i>SIAM J. Matrix Analysis</i> 15 (1994); J. Demmel, K.
 * Veselić, <i>SIAM J. Matrix Analysis</i> 13 (1992).
 */
package io.rivulet.learner.spectral;
