package io.rivulet.learner;

import io.rivulet.kernel.Cholesky;
import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.SymmetricMatrix;
import io.rivulet.record.RejectedException;
import io.rivulet.state.RlsState;

/**
 * The least-squares state that saw the samples of two states a and b of one spec, the prior counted
 * once:
 *
 * <pre>
 * Λ = Λa + Λb - Π,  W = Wa + Λ⁻¹ (Λb (Wb - Wa) + Π (Wa - W₀)),  P = Λ⁻¹
 * </pre>
 *
 * Exact up to the rounding of the inversions Λa = Pa⁻¹ and Λb = Pb⁻¹. O(p³) time, 3 p² doubles of
 * scratch.
 *
 * <p>Reference: the quadratic forms of arXiv 2207.13853, equation (2), added.
 */
final class Pooling {

  private final double[][] inverse;
  private final double[][] weights;

  private Pooling(double[][] inverse, double[][] weights) {
    this.inverse = inverse;
    this.weights = weights;
  }

  /**
   * Pools two states, neither of which is modified.
   *
   * @throws RejectedException {@code NUMERIC} when an information matrix is not finite and positive
   */
  static Pooling of(RlsState a, RlsState b, RlsSpec spec) throws RejectedException {
    double[][] information = inverse(lower(a.inversePrecision()));
    double[][] added = inverse(lower(b.inversePrecision()));
    double[][] start = spec.model().startingWeights();
    int p = information.length;
    double[][] right = new double[p][start.length];
    for (int j = 0; j < start.length; j++) {
      double[] between = Lanes.difference(b.weights()[j], a.weights()[j]);
      for (int i = 0; i < p; i++) {
        double pull = spec.priorPrecision().diagonal()[i] * (a.weights()[j][i] - start[j][i]);
        right[i][j] = Lanes.dot(added[i], between, p) + pull;
      }
    }
    for (int i = 0; i < p; i++) {
      double prior = spec.priorPrecision().diagonal()[i];
      Lanes.axpy(1, added[i], information[i], p);
      information[i][i] -= prior;
    }
    factor(information);
    Cholesky.forward(information, right, start.length);
    Cholesky.backward(information, right, start.length);
    double[][] weights = new double[start.length][];
    for (int j = 0; j < start.length; j++) {
      weights[j] = a.weights()[j].clone();
      for (int i = 0; i < p; i++) {
        weights[j][i] += right[i][j];
      }
    }
    double[][] inverse = Cholesky.inverse(information);
    for (int i = 0; i < p; i++) {
      if (!(inverse[i][i] > 0)) {
        throw Linearisation.numeric("the diagonal of the merged P would not be positive");
      }
    }
    require(inverse);
    require(weights);
    return new Pooling(inverse, weights);
  }

  /** Writes what was pooled. Cannot fail. */
  void commit(RlsState state) {
    state.inversePrecision().set(inverse);
    for (int j = 0; j < weights.length; j++) {
      System.arraycopy(weights[j], 0, state.weights()[j], 0, weights[j].length);
    }
  }

  private static double[][] lower(SymmetricMatrix matrix) {
    double[][] rows = new double[matrix.size()][matrix.size()];
    matrix.copyInto(rows);
    return rows;
  }

  private static double[][] inverse(double[][] lower) throws RejectedException {
    factor(lower);
    return Cholesky.inverse(lower);
  }

  private static void factor(double[][] matrix) throws RejectedException {
    if (!Cholesky.factor(matrix)) {
      throw Linearisation.numeric("the merged information would not be finite and positive");
    }
  }

  private static void require(double[][] rows) throws RejectedException {
    for (double[] row : rows) {
      if (!Lanes.finite(row)) {
        throw Linearisation.numeric("the merged state would not be finite");
      }
    }
  }
}
