package io.rivulet.experiment.digits;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * The contenders written straight from their formulas, on plain arrays and without a word of the
 * production learners: one output, linear model, no noise.
 */
public final class ReferenceFit {

  private final Contender contender;
  private final int memory;
  private final Draws draws;
  private final List<double[]> basis = new ArrayList<>();
  private final List<Double> singularValues = new ArrayList<>();
  private double[] weights;

  public ReferenceFit(Contender contender, RotatedDigits digits, long seed) {
    this.contender = contender;
    this.memory =
        switch (contender) {
          case ORFIT, ORFIT_LATEST, ORFIT_RANDOM -> 10;
          case ORFIT_FULL -> RotatedDigits.TRAIN;
          case ONE_STEP_SGD, GREEDY -> 0;
          case ORFIT_AUTO -> throw new IllegalArgumentException(contender + " is not of the paper");
        };
    this.draws = new Draws(seed);
    this.weights = new double[digits.dimension()];
    Draws start = new Draws(seed);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = start.uniform(-digits.initialScale(), digits.initialScale());
    }
  }

  public Errors errors(TestError error) {
    return contender == Contender.GREEDY ? error.constant(weights[0]) : error.linear(weights);
  }

  public void learn(DigitSample sample) {
    if (contender == Contender.GREEDY) {
      weights = new double[] {sample.target()};
      return;
    }
    double[] x = sample.features();
    double[] fresh = x.clone();
    double[] known = new double[basis.size()];
    for (int pass = 0; pass < 2; pass++) {
      for (int j = 0; j < known.length; j++) {
        double part = dot(basis.get(j), fresh);
        known[j] += part;
        add(fresh, -part, basis.get(j));
      }
    }
    add(weights, (sample.target() - dot(weights, x)) / dot(fresh, x), fresh);
    remember(known, fresh);
  }

  private void remember(double[] known, double[] fresh) {
    if (memory == 0) {
      return;
    }
    double length = Math.sqrt(dot(fresh, fresh));
    double[] direction = new double[fresh.length];
    add(direction, 1 / length, fresh);
    basis.add(direction);
    switch (contender) {
      case ORFIT -> rotate(known, length);
      case ORFIT_LATEST -> forget(0);
      case ORFIT_RANDOM -> {
        if (basis.size() > memory) {
          forget((int) draws.uniform(0, basis.size()));
        }
      }
      default -> {}
    }
  }

  private void forget(int column) {
    if (basis.size() > memory) {
      basis.remove(column);
    }
  }

  /** Sequential Karhunen-Loeve: the singular value decomposition of [diag(s) h; 0 |g|]. */
  private void rotate(double[] known, double length) {
    int r = known.length;
    double[][] m = new double[r + 1][r + 1];
    for (int i = 0; i < r; i++) {
      m[i][i] = singularValues.get(i);
      m[i][r] = known[i];
    }
    m[r][r] = length;
    var svd = new SingularValueDecomposition(new Array2DRowRealMatrix(m));
    List<double[]> old = List.copyOf(basis);
    basis.clear();
    singularValues.clear();
    for (int j = 0; j < Math.min(memory, r + 1); j++) {
      double[] rotated = new double[weights.length];
      for (int i = 0; i <= r; i++) {
        add(rotated, svd.getU().getEntry(i, j), old.get(i));
      }
      basis.add(rotated);
      singularValues.add(svd.getSingularValues()[j]);
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] to, double scale, double[] x) {
    for (int i = 0; i < x.length; i++) {
      to[i] += scale * x[i];
    }
  }
}
