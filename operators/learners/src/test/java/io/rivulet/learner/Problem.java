package io.rivulet.learner;

import io.rivulet.learner.sketch.OrfitSeveralGradientsTest;
import io.rivulet.record.RejectedException;
import io.rivulet.state.RlsState;
import java.util.Arrays;
import java.util.Map;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A weighted least-squares problem, all of it drawn from a seed: the weights of output j minimise Σ
 * λᵃ ωᵢ (yᵢⱼ - xᵢᵀ w)² + λᵇ ‖w - w₀ⱼ‖²_Π, a the steps that came after that of row i, b all steps. A
 * step learns one row, or a block of rows as the outputs of one shared model. A law takes a problem
 * as its parameter and so prints it when it fails.
 */
public final class Problem {

  final long seed;
  public final int p;
  final int q;
  public final int n;
  public final double forgetting;

  /** Diagonal of Π. */
  public final double[] prior;

  /** A row for each output. */
  public final double[][] start;

  public final double[][] x;
  public final double[][] y;
  public final double[] weight;

  /** For what a law draws besides. */
  public final Draw draw;

  private final int block;

  Problem(Problems kind, long seed) {
    Draw draw = new Draw(seed);
    this.seed = seed;
    this.draw = draw;
    this.p = kind.least() + (int) (seed % (kind.most() - kind.least() + 1));
    this.q = kind.outputs();
    this.block = kind.block();
    this.n = block * draw.between(1, Math.max(1, kind.samples() * p / block));
    double least = kind.leastForgetting();
    this.forgetting = least == 1 || seed % 5 == 0 ? 1 : draw.uniform(least, 1);
    this.prior = new double[p];
    Arrays.setAll(prior, i -> draw.uniform(0.1, 10));
    if (kind.commonPrior()) {
      Arrays.fill(prior, prior[0]);
    }
    this.start = draw.normal(q, p);
    this.x = draw.normal(n, p);
    this.y = draw.normal(n, q);
    this.weight = new double[n];
    for (int i = 0; i < n; i++) {
      weight[i] = i % block == 0 ? draw.uniform(0.2, 3) : weight[i - 1];
    }
  }

  @Override
  public String toString() {
    return "p %d, n %d, forgetting %s, seed %d".formatted(p, n, forgetting, seed)
        + (q == 1 ? "" : ", outputs " + q)
        + (block == 1 ? "" : ", blocks of " + block);
  }

  /** Fields of a spec: the shape and the start. */
  public Fields shape() {
    double[] rowMajor = new double[p * q];
    Arrays.setAll(rowMajor, i -> start[i % q][i / q]);
    return Fields.of("dimension", p)
        .with("outputs", q * block)
        .with("model", Map.of("kind", block == 1 ? "linear" : "shared"))
        .with("initialWeights", rowMajor);
  }

  /** {@link #shape} and the prior. */
  public Fields fields() {
    return shape().with("priorPrecision", prior);
  }

  public Trial<RlsState> rls() {
    return Trial.rls(fields().with("forgetting", forgetting));
  }

  public int steps() {
    return n / block;
  }

  public void learn(Trial<?> trial, int step) throws RejectedException {
    double[][] targets = rows(y, step);
    double[] target = block == 1 ? targets[0] : Oracle.matrix(targets).getColumn(0);
    trial.learnWeighted(weight[step * block], OrfitSeveralGradientsTest.flat(inputs(step)), target);
  }

  public void learnAll(Trial<?> trial) throws RejectedException {
    for (int step = 0; step < steps(); step++) {
      learn(trial, step);
    }
  }

  /** The inputs of a step, not copied. */
  public double[][] inputs(int step) {
    return rows(x, step);
  }

  private double[][] rows(double[][] all, int step) {
    return Arrays.copyOfRange(all, step * block, (step + 1) * block);
  }

  /** The targets of an output. */
  public double[] targets(int output) {
    return Arrays.stream(y).mapToDouble(row -> row[output]).toArray();
  }

  /** The minimum, by the normal equations. */
  public double[] solution(int output) {
    return Oracle.ridge(x, targets(output), aged(), agedPrior(), start[output]);
  }

  /** λᵇ Π + Σ λᵃ ωᵢ xᵢ xᵢᵀ. */
  public RealMatrix information() {
    return Oracle.information(x, aged(), agedPrior());
  }

  /** n updates that each round by ε times the spread of the information. */
  public double tolerance() {
    return 1e-14 * n * Math.max(10, Oracle.spread(information()));
  }

  private double[] aged() {
    double[] aged = weight.clone();
    for (int i = 0; i < n; i++) {
      int later = (n - 1 - i) / block;
      aged[i] *= Math.pow(forgetting, later);
    }
    return aged;
  }

  private double[] agedPrior() {
    return Arrays.stream(prior).map(v -> v * Math.pow(forgetting, steps())).toArray();
  }
}
