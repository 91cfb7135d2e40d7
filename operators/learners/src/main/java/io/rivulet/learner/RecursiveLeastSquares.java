package io.rivulet.learner;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.SymmetricMatrix;
import io.rivulet.model.Response;
import io.rivulet.record.RejectedException;
import io.rivulet.state.RlsState;
import java.util.Arrays;

/**
 * Exponentially weighted recursive least squares: after n samples the weights minimise Σ λⁿ⁻ⁱ ωᵢ
 * ‖yᵢ - Gᵢᵀ w‖² + λⁿ ‖w - w₀‖²_Π. With gradient columns G (p x c) of one sample
 *
 * <pre>
 * V = P G,  S = (λ/ω) I + Gᵀ V = L D Lᵀ,  Z = V L⁻ᵀ
 * W ← W + Z D⁻¹ L⁻¹ E,  P ← (P - Z D⁻¹ Zᵀ) / λ
 * </pre>
 *
 * A batch of n rows is the same step over all its columns, λⁱ/ω for row i and P over λⁿ: what
 * learning one by one gives. With several outputs over nonlinear weights G is the Jacobian at W
 * (NTK-RLS).
 *
 * <p>O(c p²) time and p (p + 1) / 2 doubles of memory; one P serves every output of a linear model.
 *
 * <p>Directional forgetting forgets only what a sample excites: before the step P ← P + ((1-λ)/λ) G
 * (Gᵀ R G)⁺ Gᵀ, and the step itself has λ = 1. Inputs that never vary cannot wind P up.
 *
 * <p>Unlearning (λ = 1) is the same step with weight -ω.
 *
 * <p>Reference: Y. Min, K. Ahn, N. Azizan, arXiv 2207.13853, equations (2), (3), here normalised: P
 * is the paper's over λⁿ. S. Haykin, <i>Adaptive Filter Theory</i>, ch. 9. Directional forgetting:
 * L. Cao, H. Schwartz, <i>Automatica</i> 36 (2000).
 */
final class RecursiveLeastSquares implements Learner<RlsState> {

  private final RlsSpec spec;
  private final Linearisation model;
  private final Step step;
  private final Gain gain;
  private final RankChange change = new RankChange();
  private int count;
  private double[] noise;
  private double[][] forgotten;
  private double[][] solved;

  RecursiveLeastSquares(RlsSpec spec) {
    Response response = spec.model().response();
    this.spec = spec;
    this.model = new Linearisation(response);
    this.step = new Step(response.rows(), response.columns());
    this.gain = new Gain(response.rows(), response.columns());
    resize(response.gradients());
  }

  /** Makes scratch for as many gradient columns as a sample or a batch has. */
  private void resize(int columns) {
    int p = spec.model().response().rows();
    this.count = columns;
    this.noise = new double[columns];
    this.forgotten = new double[spec.forgetsByDirection() ? columns : 0][p];
    this.solved = new double[spec.forgetsByDirection() ? columns : 0][p];
  }

  @Override
  public RlsState initialState() {
    return RlsState.initial(
        spec.model().startingWeights(),
        spec.priorPrecision().diagonal(),
        spec.forgetsByDirection());
  }

  @Override
  public Answer predict(RlsState state, double[][] x) {
    return Answer.of(model.at(state.weights(), x));
  }

  @Override
  public Answer learn(RlsState state, Example example) throws RejectedException {
    Answer answer = linearise(state, example);
    if (spec.forgetsByDirection()) {
      forgetAndLearn(state, example.weight());
    } else if (example.weight() == 0) {
      forget(state, example.rows());
    } else {
      stage(state, example.weight(), 1);
      commit(state);
    }
    return answer;
  }

  /**
   * Computes and checks the step of an example of positive weight, and leaves it to {@link #commit}
   * or to nobody: learners of several regressions learn with all of them or none.
   */
  Answer prepare(RlsState state, Example example) throws RejectedException {
    Answer answer = linearise(state, example);
    stage(state, example.weight(), 1);
    return answer;
  }

  /** The weights that a prepared step leads to, as columns; not copied. */
  double[][] prepared() {
    return step.next();
  }

  @Override
  public Publication publish(RlsState state) {
    return Publication.of(state.weights());
  }

  @Override
  public void unlearn(RlsState state, Example example) throws RejectedException {
    if (example.weight() == 0) {
      return;
    }
    linearise(state, example);
    stage(state, example.weight(), -1);
    commit(state);
  }

  /** Sums information, the prior once: {@link Pooling}. */
  @Override
  public void merge(RlsState state, RlsState other) throws RejectedException {
    if (spec.mergeObstacle() != null) {
      throw new UnsupportedOperationException(spec.mergeObstacle());
    }
    Pooling.of(state, other, spec).commit(state);
  }

  private Answer linearise(RlsState state, Example example) throws RejectedException {
    Answer answer = model.at(state.weights(), example);
    if (count != model.gradient().length) {
      resize(model.gradient().length);
    }
    return answer;
  }

  private void stage(RlsState state, double weight, double sign) throws RejectedException {
    SymmetricMatrix p = state.inversePrecision();
    double[][] z = gain.columns(count);
    for (int k = 0; k < count; k++) {
      p.multiply(model.gradient()[k], z[k]);
    }
    factor(weight, spec.forgetting(), sign);
    step.from(state.weights());
    step.add(sign, gain.columns(), gain.coefficients(), count);
    step.check();
    change.start(count);
    for (int k = 0; k < count; k++) {
      change.add(z[k], sign / gain.pivot(k));
    }
    change.check(p, growth(), 0);
  }

  /** Makes the staged step. Cannot fail. */
  void commit(RlsState state) {
    step.commit(state.weights());
    change.write(state.inversePrecision(), growth());
  }

  /** The factor of P under what the staged step forgets. */
  private double growth() {
    return 1 / forgottenAfter(spec.forgetting(), count / model.columnsPerRow());
  }

  /** λⁿ by n products, so that a batch forgets by the same bits whatever the platform's pow. */
  private static double forgottenAfter(double forgetting, int rows) {
    double product = forgetting;
    for (int i = 1; i < rows; i++) {
      product *= forgetting;
    }
    return product;
  }

  /**
   * The gain from V = P G. N is diagonal, λⁱ/ω for row i of a batch, from 1: a later row counts for
   * more.
   */
  private void factor(double weight, double forgetting, double sign) throws RejectedException {
    for (int i = 0; i < count; i++) {
      noise[i] = forgottenAfter(forgetting, 1 + i / model.columnsPerRow()) / weight;
    }
    gain.factor(model.gradient(), model.error(), noise, sign);
  }

  private void forget(RlsState state, int rows) throws RejectedException {
    double scale = 1 / forgottenAfter(spec.forgetting(), rows);
    state.inversePrecision().settle();
    change.start(0);
    change.check(state.inversePrecision(), scale, 0);
    change.write(state.inversePrecision(), scale);
  }

  private void forgetAndLearn(RlsState state, double weight) throws RejectedException {
    if (weight == 0 || !excites()) {
      return;
    }
    SymmetricMatrix p = state.inversePrecision();
    SymmetricMatrix r = state.precision();
    double[][] z = gain.columns(count);
    for (int k = 0; k < count; k++) {
      p.multiply(model.gradient()[k], z[k]);
      r.multiply(model.gradient()[k], solved[k]);
    }
    whiten();
    for (int k = 0; k < count; k++) {
      for (int j = 0; j < count; j++) {
        double overlap = Lanes.dot(forgotten[j], model.gradient()[k], z[k].length);
        Lanes.axpy(overlap, forgotten[j], z[k], z[k].length);
      }
    }
    factor(weight, 1, 1);
    step.from(state.weights());
    step.add(1, z, gain.coefficients(), count);
    step.check();
    stageInverse();
    change.check(p, 1, 0);
    stagePrecision(weight);
    change.check(r, 1, 0);
    step.commit(state.weights());
    change.write(r, 1);
    stageInverse();
    change.write(p, 1);
  }

  private boolean excites() {
    for (double[] column : model.gradient()) {
      if (Lanes.largest(column) > 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * With (Gᵀ R G)⁺ = F Fᵀ: leaves √((1-λ)/λ) G F in {@code forgotten} and turns R G in {@code
   * solved} into R G F.
   */
  private void whiten() throws RejectedException {
    double[][] factor = inverseRoot();
    double[][] images = new double[count][];
    for (int k = 0; k < count; k++) {
      images[k] = solved[k].clone();
    }
    double root = Math.sqrt((1 - spec.forgetting()) / spec.forgetting());
    for (int k = 0; k < count; k++) {
      Arrays.fill(forgotten[k], 0);
      Arrays.fill(solved[k], 0);
      for (int i = 0; i < count; i++) {
        Lanes.axpy(root * factor[i][k], model.gradient()[i], forgotten[k], forgotten[k].length);
        Lanes.axpy(factor[i][k], images[i], solved[k], solved[k].length);
      }
    }
  }

  /**
   * F with F Fᵀ = (Gᵀ R G)⁺, from R G in {@code solved}. By the SVD, because the eigensolver of
   * Commons Math gives up on some rank-deficient matrices.
   */
  private double[][] inverseRoot() throws RejectedException {
    double[][] energy = new double[count][count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        energy[i][j] = Lanes.dot(model.gradient()[i], solved[j], solved[j].length);
        energy[j][i] = energy[i][j];
      }
      if (!Lanes.finite(energy[i]) || !(energy[i][i] >= 0)) {
        throw Linearisation.numeric("the information of the sample would not be finite");
      }
    }
    if (count == 1) {
      return new double[][] {{energy[0][0] > 0 ? 1 / Math.sqrt(energy[0][0]) : 0}};
    }
    SmallSvd svd = new SmallSvd(energy);
    int rank = svd.rank(1e-12 * svd.values()[0]);
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < count; i++) {
        energy[i][k] = k < rank ? svd.u()[i][k] / Math.sqrt(svd.values()[k]) : 0;
      }
    }
    return energy;
  }

  /** P gains what is forgotten and loses what is learned. */
  private void stageInverse() {
    change.start(2 * count);
    for (int k = 0; k < count; k++) {
      change.add(forgotten[k], -1);
    }
    for (int k = 0; k < count; k++) {
      change.add(gain.columns()[k], 1 / gain.pivot(k));
    }
  }

  /** R loses what is forgotten and gains ω G Gᵀ. */
  private void stagePrecision(double weight) {
    change.start(2 * count);
    for (int k = 0; k < count; k++) {
      change.add(solved[k], 1 - spec.forgetting());
    }
    for (double[] column : model.gradient()) {
      change.add(column, -weight);
    }
  }
}
