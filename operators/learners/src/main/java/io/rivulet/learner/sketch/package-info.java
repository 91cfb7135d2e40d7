/**
 * Learners that keep a few directions of earlier gradients: orthogonal recursive fitting ({@code
 * orfit}), the low-rank filter with a diagonal ({@code lofi-diagonal}) and orthogonal gradient
 * descent ({@code ogd}).
 *
 * <p>Reference: Y. Min, K. Ahn, N. Azizan, arXiv 2207.13853; P. Chang et al., arXiv 2305.19535; M.
 * Farajtabar et al., AISTATS 2020.
 */
package io.rivulet.learner.sketch;
