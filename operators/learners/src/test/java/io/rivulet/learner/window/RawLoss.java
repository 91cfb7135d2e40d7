package io.rivulet.learner.window;

import io.rivulet.learner.Oracle;
import io.rivulet.state.Contrasts;

/**
 * A loss of the move of the differences of classes, as a function of the weights w, flat and
 * row-major: by the chain rule, t = J (w - w₀).
 */
record RawLoss(Loss loss, Contrasts contrasts, double[] start) implements Loss {

  private double[] move(double[] w) {
    double[] away = w.clone();
    Oracle.add(-1, start, away);
    return contrasts.differences(away);
  }

  /** Entry (i, j) of J. */
  private int slope(int i, int j) {
    int edge = i % contrasts.edges();
    int k = j % contrasts.classes();
    boolean sameInput = i / contrasts.edges() == j / contrasts.classes();
    return !sameInput ? 0 : k == contrasts.child(edge) ? 1 : k == contrasts.parent(edge) ? -1 : 0;
  }

  @Override
  public double value(double[] w) {
    return loss.value(move(w));
  }

  @Override
  public void addGradient(double[] w, double[] gradient) {
    double[] move = move(w);
    double[] ofMove = new double[move.length];
    loss.addGradient(move, ofMove);
    for (int i = 0; i < move.length; i++) {
      for (int j = 0; j < w.length; j++) {
        gradient[j] += ofMove[i] * slope(i, j);
      }
    }
  }

  @Override
  public void addHessian(double[] w, double[][] lower) {
    double[] move = move(w);
    double[][] ofMove = NewtonSystem.triangle(move.length);
    loss.addHessian(move, ofMove);
    for (int a = 0; a < w.length; a++) {
      for (int b = 0; b <= a; b++) {
        for (int i = 0; i < move.length; i++) {
          for (int j = 0; j < move.length; j++) {
            lower[a][b] += slope(i, a) * ofMove[Math.max(i, j)][Math.min(i, j)] * slope(j, b);
          }
        }
      }
    }
  }
}
