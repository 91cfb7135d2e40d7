package io.rivulet.learner;

import io.rivulet.kernel.OrthonormalBasis;
import io.rivulet.kernel.SymmetricMatrix;
import io.rivulet.kernel.UdFactor;
import io.rivulet.learner.evidence.EvidenceSpec;
import io.rivulet.learner.flow.MatrixFlowSpec;
import io.rivulet.learner.ledger.LedgerSpec;
import io.rivulet.learner.net.OnlineNetSpec;
import io.rivulet.learner.recursive.EkfSpec;
import io.rivulet.learner.recursive.RlsSpec;
import io.rivulet.learner.sketch.LofiDiagonalSpec;
import io.rivulet.learner.sketch.OgdSpec;
import io.rivulet.learner.sketch.OrfitSpec;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.learner.step.Publication;
import io.rivulet.learner.window.DistillationSpec;
import io.rivulet.learner.window.LaplaceSpec;
import io.rivulet.record.Op;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.state.ClassPrecision;
import io.rivulet.state.Columns;
import io.rivulet.state.Contrasts;
import io.rivulet.state.DistillationState;
import io.rivulet.state.LaplaceState;
import io.rivulet.state.LearnedState;
import io.rivulet.state.LedgerState;
import io.rivulet.state.LofiState;
import io.rivulet.state.MatrixFlowState;
import io.rivulet.state.OnlineNetState;
import io.rivulet.state.OrfitState;
import io.rivulet.state.RlsState;
import io.rivulet.state.RootLedgerState;
import io.rivulet.state.StateFrame;
import io.rivulet.state.evidence.EvidenceState;
import io.rivulet.wire.SpecJson;

/** A learner and one state, fed directly. */
public final class Trial<S extends LearnedState> {

  private final LearnerSpec<S> spec;
  private final Learner<S> learner;
  private final S state;

  private Trial(LearnerSpec<S> spec) {
    this.spec = spec;
    this.learner = spec.newLearner();
    this.state = learner.initialState();
  }

  public static Trial<OrfitState> orfit(Fields fields) {
    return new Trial<>((OrfitSpec) spec("orfit", fields));
  }

  /** {@code orfit} with {@code noise: auto}. */
  public static Trial<EvidenceState> evidence(Fields fields) {
    return new Trial<>((EvidenceSpec) spec("orfit", fields.with("noise", "auto")));
  }

  public static Trial<RlsState> rls(Fields fields) {
    return new Trial<>((RlsSpec) spec("rls", fields));
  }

  public static Trial<RlsState> ekf(Fields fields) {
    return new Trial<>((EkfSpec) spec("ekf", fields));
  }

  public static Trial<LofiState> lofi(Fields fields) {
    return new Trial<>((LofiDiagonalSpec) spec("lofi-diagonal", fields));
  }

  public static Trial<OrfitState> ogd(Fields fields) {
    return new Trial<>((OgdSpec) spec("ogd", fields));
  }

  public static Trial<OnlineNetState> net(Fields fields) {
    return new Trial<>((OnlineNetSpec) spec("online-net", fields));
  }

  public static Trial<LedgerState> ledger(Fields fields) {
    return ledgerOf(fields.with("form", "normal"));
  }

  public static Trial<RootLedgerState> rootLedger(Fields fields) {
    return ledgerOf(fields.with("form", "square-root"));
  }

  @SuppressWarnings("unchecked")
  private static <L extends LearnedState> Trial<L> ledgerOf(Fields fields) {
    return new Trial<>((LedgerSpec<L>) spec("ledger", fields));
  }

  public static Trial<MatrixFlowState> matrixFlow(Fields fields) {
    return new Trial<>((MatrixFlowSpec) spec("matrix-flow", fields));
  }

  public static Trial<LaplaceState> laplace(Fields fields) {
    return new Trial<>((LaplaceSpec) spec("laplace", fields));
  }

  public static Trial<DistillationState> distillation(Fields fields) {
    return new Trial<>((DistillationSpec) spec("distillation", fields));
  }

  public static Trial<?> of(String learner, Fields fields) {
    return new Trial<>(spec(learner, fields));
  }

  /** The spec of a learner with these fields. */
  public static LearnerSpec<?> spec(String learner, Fields fields) {
    return Catalogue.read(SpecJson.read(fields.json(learner)));
  }

  /** Learns a sample and gives the prediction made before. */
  public double[] learn(double[] x, double... y) throws RejectedException {
    return learnWeighted(1, x, y);
  }

  public double[] learnWeighted(double weight, double[] x, double... y) throws RejectedException {
    return learn(example(Op.LEARN, weight, new double[][] {x}, y)).y();
  }

  public Answer learn(Example example) throws RejectedException {
    return kept(learner.learn(state, example));
  }

  /** What the next answer does not overwrite. */
  private static Answer kept(Answer answer) {
    return new Answer(
        answer.y() == null ? null : answer.y().clone(),
        answer.error() == null ? null : answer.error().clone(),
        answer.variance(),
        answer.leverage(),
        answer.looResidual(),
        answer.closedWindow());
  }

  public void unlearn(double weight, double[] x, double... y) throws RejectedException {
    learner.unlearn(state, example(Op.UNLEARN, weight, new double[][] {x}, y));
  }

  public Publication published() {
    return learner.publish(state);
  }

  /** Learns the rows of a batch as one step; y has one row for each row of x. */
  public Answer learnBatch(double weight, double[][] x, double[]... y) throws RejectedException {
    return learn(example(Op.LEARN, weight, x, y));
  }

  /** Unlearns the rows of a batch as one step. */
  public void unlearnBatch(double weight, double[][] x, double[]... y) throws RejectedException {
    learner.unlearn(state, example(Op.UNLEARN, weight, x, y));
  }

  public static Example example(Op op, double weight, double[][] x, double[]... y) {
    return new Example(op, x, y, Sample.NO_LABEL, null, weight, Sample.NO_TIME, x.length > 1);
  }

  public Answer learnClass(double[] x, int label) throws RejectedException {
    return learnClass(1, x, label, Sample.NO_TIME);
  }

  public Answer learnClass(double weight, double[] x, int label, long ts) throws RejectedException {
    double[][] rows = {x};
    return learn(new Example(Op.LEARN, rows, null, label, null, weight, ts, false));
  }

  public void merge(Trial<S> other) throws RejectedException {
    learner.merge(state, other.state);
  }

  /** All that the learner says to inputs. */
  public Answer answer(double[]... x) throws RejectedException {
    return kept(learner.predict(state, x));
  }

  public double[] predict(double[] x) throws RejectedException {
    return answer(x).y();
  }

  public S state() {
    return state;
  }

  /** All weights, row-major. */
  public double[] weights() {
    return Columns.rowMajor(learner.publish(state).columns());
  }

  /** Column j of the weights, copied. */
  public double[] weights(int j) {
    return learner.publish(state).columns()[j].clone();
  }

  public byte[] bytes() {
    return StateFrame.write(spec.format(), state);
  }

  /** U Uᵀ as rows. */
  public static double[][] projector(OrthonormalBasis basis) {
    double[][] projector = new double[basis.size()][basis.size()];
    for (int k = 0; k < basis.rank(); k++) {
      for (int i = 0; i < basis.size(); i++) {
        for (int j = 0; j < basis.size(); j++) {
          projector[i][j] += basis.column(k)[i] * basis.column(k)[j];
        }
      }
    }
    return projector;
  }

  /** All entries of a symmetric matrix, as rows. */
  public static double[][] dense(SymmetricMatrix matrix) {
    double[][] dense = new double[matrix.size()][matrix.size()];
    for (int i = 0; i < dense.length; i++) {
      for (int j = 0; j < dense.length; j++) {
        dense[i][j] = matrix.entry(i, j);
      }
    }
    return dense;
  }

  /** Λ of the weights in row-major order as rows, without what holds shifts of all classes. */
  public static double[][] dense(ClassPrecision precision) {
    Contrasts contrasts = precision.contrasts();
    int edges = contrasts.edges();
    int size = precision.factor().size();
    double[][] rows = new double[size][size / edges * contrasts.classes()];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        int first = j / edges * contrasts.classes();
        rows[i][first + contrasts.child(j % edges)] += precision.factor().entry(i, j);
        rows[i][first + contrasts.parent(j % edges)] -= precision.factor().entry(i, j);
      }
    }
    return Oracle.matrix(rows).transpose().multiply(Oracle.matrix(rows)).getData();
  }

  /** All entries of P, as rows. */
  public static double[][] inverse(RlsState state) {
    if (state.triangle() != null) {
      return dense(state.triangle());
    }
    UdFactor factor = state.inversePrecision();
    double[][] dense = new double[factor.size()][factor.size()];
    for (int i = 0; i < dense.length; i++) {
      for (int j = 0; j < dense.length; j++) {
        dense[i][j] = factor.entry(i, j);
      }
    }
    return dense;
  }
}
