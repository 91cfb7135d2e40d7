package io.rivulet.learner;

import io.rivulet.kernel.Cholesky;
import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.Sketch;
import io.rivulet.model.Response;
import io.rivulet.record.RejectedException;
import io.rivulet.state.LofiState;

/**
 * The low-rank filter with a diagonal: the precision of the weights is Λ = diag(υ) + V Vᵀ, V = U
 * diag(s) of at most m columns. With gradient columns G (p x c) at W, error E and a sample of
 * weight ω
 *
 * <pre>
 * Λ⁻¹ G = A - B (I + Vᵀ B)⁻¹ Vᵀ A,  A = diag(υ)⁻¹ G,  B = diag(υ)⁻¹ V
 * W ← W + Λ⁻¹ G (Gᵀ Λ⁻¹ G + R/ω I)⁻¹ E
 * SVD of [V  √(ω/R) G]: the m largest are V, the squares of the others' entries join υ
 * </pre>
 *
 * The step is that of the exact gain, also after truncation; while m columns hold every gradient it
 * is the extended Kalman filter. An answer carries the variance of a new target of weight 1, gᵀ Λ⁻¹
 * g + R. A batch is one step over all its columns.
 *
 * <p>O((m + c)² p + (m + c)³) time a sample, (m + q + 1) p doubles of memory.
 *
 * <p>Reference: P. Chang, G. Durán-Martín, A. Shestopaloff, M. Jones, K. Murphy, arXiv 2305.19535,
 * the filter with diagonal plus low-rank precision, without dynamics.
 */
final class LofiDiagonal implements Learner<LofiState> {

  /** Part of a gradient below which it counts as stored: its square is beyond float64. */
  private static final double TOLERANCE = 1e-12;

  private final LofiDiagonalSpec spec;
  private final Linearisation model;
  private final Step step;
  private final IncrementalPca pca;

  LofiDiagonal(LofiDiagonalSpec spec) {
    Response response = spec.model().response();
    this.spec = spec;
    this.model = new Linearisation(response);
    this.step = new Step(response.rows(), response.columns());
    this.pca = new IncrementalPca(Summary.IPCA, spec.memory(), TOLERANCE);
  }

  @Override
  public LofiState initialState() {
    return LofiState.initial(spec.model().startingWeights(), spec.priorPrecision());
  }

  @Override
  public Answer predict(LofiState state, double[][] x) throws RejectedException {
    Answer answer = Answer.of(model.at(state.weights(), x));
    return answer.withVariance(model.variances(solved(state), spec.noise()));
  }

  @Override
  public Answer learn(LofiState state, Example example) throws RejectedException {
    Answer answer = model.at(state.weights(), example);
    double[][] gain = solved(state);
    answer = answer.withVariance(model.variances(gain, spec.noise()));
    double size = Projection.norm(model.gradient());
    if (!Double.isFinite(size)) {
      throw Linearisation.numeric("the norm of the gradient would not be finite");
    }
    if (TOLERANCE * size < Double.MIN_NORMAL || example.weight() == 0) {
      state.countStep();
      return answer;
    }
    double noise = spec.noise() / example.weight();
    step.from(state.weights());
    step.add(1, gain, Gain.solve(model.gradient(), gain, noise, model.error()), gain.length);
    step.check();
    remember(state, size, 1 / Math.sqrt(noise));
    step.commit(state.weights());
    state.countStep();
    IncrementalPca.tidy(state.sketch(), state.steps());
    return answer;
  }

  @Override
  public Publication publish(LofiState state) {
    return Publication.of(state.weights());
  }

  private void remember(LofiState state, double size, double root) throws RejectedException {
    Sketch sketch = state.sketch();
    Projection projection = Projection.of(model.gradient(), sketch.basis(), TOLERANCE * size);
    IncrementalPca.Ranking ranking = pca.rank(sketch, sketch.singularValues(), projection, root);
    double[] dropped = ranking.droppedDiagonal();
    for (int i = 0; i < dropped.length; i++) {
      if (!Double.isFinite(state.diagonal()[i] + dropped[i])) {
        throw Linearisation.numeric("the diagonal of the precision would not be finite");
      }
    }
    state.move(dropped);
    ranking.store();
  }

  /** Λ⁻¹ G as fresh columns, by Woodbury's identity. */
  private double[][] solved(LofiState state) throws RejectedException {
    double[][] gradient = model.gradient();
    double[] diagonal = state.diagonal();
    double[][] columns = new double[gradient.length][];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = quotient(gradient[k], diagonal);
    }
    Sketch sketch = state.sketch();
    int r = sketch.rank();
    if (r == 0) {
      return columns;
    }
    double[][] v = new double[r][];
    double[][] scaled = new double[r][];
    double[][] capacitance = new double[r][r];
    double[][] right = new double[r][columns.length];
    for (int i = 0; i < r; i++) {
      v[i] = sketch.basis().column(i).clone();
      Lanes.scale(sketch.singularValues()[i], v[i], v[i].length);
      scaled[i] = quotient(v[i], diagonal);
      for (int j = 0; j <= i; j++) {
        capacitance[i][j] = (i == j ? 1 : 0) + Lanes.dot(v[j], scaled[i], v[j].length);
      }
      for (int k = 0; k < columns.length; k++) {
        right[i][k] = Lanes.dot(v[i], columns[k], v[i].length);
      }
    }
    if (!Cholesky.factor(capacitance)) {
      throw Linearisation.numeric("the precision would not be finite and positive");
    }
    Cholesky.forward(capacitance, right, columns.length);
    Cholesky.backward(capacitance, right, columns.length);
    for (int k = 0; k < columns.length; k++) {
      for (int i = 0; i < r; i++) {
        Lanes.axpy(-right[i][k], scaled[i], columns[k], columns[k].length);
      }
    }
    return columns;
  }

  private static double[] quotient(double[] x, double[] divisor) {
    double[] quotient = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      quotient[i] = x[i] / divisor[i];
    }
    return quotient;
  }
}
