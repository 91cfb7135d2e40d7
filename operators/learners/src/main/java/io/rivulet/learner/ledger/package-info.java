/**
 * Ridge regression whose samples can be added, removed and merged in any order, with leverages,
 * residuals and variances of its answers ({@code ledger}).
 *
 * <p>Reference: R. Cook, S. Weisberg, <i>Residuals and Influence in Regression</i>, 1982; G. Golub,
 * C. Van Loan, <i>Matrix Computations</i>, 4th ed., sections 5.1 and 6.5.4.
 */
package io.rivulet.learner.ledger;
