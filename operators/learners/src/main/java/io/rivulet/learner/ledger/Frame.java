package io.rivulet.learner.ledger;

import io.rivulet.state.Moments;

/**
 * Coordinates T x of inputs in which the prior of a {@link NormalForm} is diagonal, so that with
 * the sums A of its samples H = T A Tᵀ + Π. A coordinate that nothing determines and that has no
 * prior is <em>void</em>: its row of H is that of the identity, its inputs are zero, and its weight
 * stays at the start.
 */
interface Frame {

  /** Follows these sums; everything else speaks of them until the next call. */
  void follow(Moments moments);

  /** H, as rows of a lower triangle of 1 to p entries. O(p²). */
  void curvature(double[][] into);

  /** Π, 0 for what is void; not copied. */
  double[] precision();

  /** How many coordinates are void. */
  int voids();

  /** Σ ω (T x)ⱼ². */
  double square(int j);

  /** x ← T x of an input; zero where void. O(p). */
  void enter(double[] x);

  /** T (B - A w) of an output, zero where void: what its weights w leave to learn. O(p²). */
  void remainder(int output, double[] w, double[] into);

  /** c - 2 bᵀ w + wᵀ A w, the squared error of an output with weights w. O(p²). */
  double error(int output, double[] w);

  /** w ← Tᵀ w, from weights of T x to weights of x. O(p). */
  void leave(double[] w);

  /**
   * Lengths of the weights by which the fit nearest to the start is found; null for those in which
   * the scaled matrix has a unit diagonal.
   */
  double[] lengths();

  /**
   * Whether T and Π stay the same whatever is summed, except for void coordinates; otherwise the
   * sums need twice the digits.
   */
  boolean steady();
}
