package io.rivulet.learner;

import io.rivulet.kernel.OrthonormalBasis;
import io.rivulet.kernel.SymmetricMatrix;
import io.rivulet.kernel.UdFactor;
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
import io.rivulet.wire.SpecJson;

/** A learner and one state, fed directly. */
final class Trial<S extends LearnedState> {

  private final LearnerSpec<S> spec;
  private final Learner<S> learner;
  private final S state;

  private Trial(LearnerSpec<S> spec) {
    this.spec = spec;
    this.learner = spec.newLearner();
    this.state = learner.initialState();
  }

  static Trial<OrfitState> orfit(String fields, Object... arguments) {
    return new Trial<>((OrfitSpec) spec("orfit", fields, arguments));
  }

  static Trial<RlsState> rls(String fields, Object... arguments) {
    return new Trial<>((RlsSpec) spec("rls", fields, arguments));
  }

  static Trial<RlsState> ekf(String fields, Object... arguments) {
    return new Trial<>((EkfSpec) spec("ekf", fields, arguments));
  }

  static Trial<LofiState> lofi(String fields, Object... arguments) {
    return new Trial<>((LofiDiagonalSpec) spec("lofi-diagonal", fields, arguments));
  }

  static Trial<OrfitState> ogd(String fields, Object... arguments) {
    return new Trial<>((OgdSpec) spec("ogd", fields, arguments));
  }

  static Trial<OnlineNetState> net(String fields, Object... arguments) {
    return new Trial<>((OnlineNetSpec) spec("online-net", fields, arguments));
  }

  static Trial<LedgerState> ledger(String fields, Object... arguments) {
    return ledgerOf("'form':'normal'," + fields, arguments);
  }

  static Trial<RootLedgerState> rootLedger(String fields, Object... arguments) {
    return ledgerOf("'form':'square-root'," + fields, arguments);
  }

  @SuppressWarnings("unchecked")
  private static <L extends LearnedState> Trial<L> ledgerOf(String fields, Object... arguments) {
    return new Trial<>((LedgerSpec<L>) spec("ledger", fields, arguments));
  }

  static Trial<MatrixFlowState> matrixFlow(String fields, Object... arguments) {
    return new Trial<>((MatrixFlowSpec) spec("matrix-flow", fields, arguments));
  }

  static Trial<LaplaceState> laplace(String fields, Object... arguments) {
    return new Trial<>((LaplaceSpec) spec("laplace", fields, arguments));
  }

  static Trial<DistillationState> distillation(String fields, Object... arguments) {
    return new Trial<>((DistillationSpec) spec("distillation", fields, arguments));
  }

  static Trial<?> of(String learner, String fields, Object... arguments) {
    return new Trial<>(spec(learner, fields, arguments));
  }

  /** The spec of a learner whose fields are JSON with single quotes. */
  @SuppressWarnings("AnnotateFormatMethod")
  static LearnerSpec<?> spec(String learner, String fields, Object... arguments) {
    String json = "{'learner':'" + learner + "'," + String.format(fields, arguments) + "}";
    return Catalogue.read(SpecJson.read(json.replace('\'', '"')));
  }

  /** Learns a sample and gives the prediction made before. */
  double[] learn(double[] x, double... y) throws RejectedException {
    return learnWeighted(1, x, y);
  }

  double[] learnWeighted(double weight, double[] x, double... y) throws RejectedException {
    return learner.learn(state, example(Op.LEARN, weight, new double[][] {x}, y)).y();
  }

  Answer learn(Example example) throws RejectedException {
    return learner.learn(state, example);
  }

  void unlearn(double weight, double[] x, double... y) throws RejectedException {
    learner.unlearn(state, example(Op.UNLEARN, weight, new double[][] {x}, y));
  }

  Publication published() {
    return learner.publish(state);
  }

  /** Learns the rows of a batch as one step; y has one row for each row of x. */
  Answer learnBatch(double weight, double[][] x, double[]... y) throws RejectedException {
    return learner.learn(state, example(Op.LEARN, weight, x, y));
  }

  /** Unlearns the rows of a batch as one step. */
  void unlearnBatch(double weight, double[][] x, double[]... y) throws RejectedException {
    learner.unlearn(state, example(Op.UNLEARN, weight, x, y));
  }

  static Example example(Op op, double weight, double[][] x, double[]... y) {
    return new Example(op, x, y, Sample.NO_LABEL, null, weight, Sample.NO_TIME, x.length > 1);
  }

  Answer learnClass(double[] x, int label) throws RejectedException {
    return learnClass(1, x, label, Sample.NO_TIME);
  }

  Answer learnClass(double weight, double[] x, int label, long ts) throws RejectedException {
    double[][] rows = {x};
    return learner.learn(state, new Example(Op.LEARN, rows, null, label, null, weight, ts, false));
  }

  void merge(Trial<S> other) throws RejectedException {
    learner.merge(state, other.state);
  }

  /** All that the learner says to inputs. */
  Answer answer(double[]... x) throws RejectedException {
    return learner.predict(state, x);
  }

  double[] predict(double[] x) throws RejectedException {
    return answer(x).y();
  }

  S state() {
    return state;
  }

  /** All weights, row-major. */
  double[] weights() {
    return Columns.rowMajor(learner.publish(state).columns());
  }

  /** Column j of the weights, copied. */
  double[] weights(int j) {
    return learner.publish(state).columns()[j].clone();
  }

  byte[] bytes() {
    return StateFrame.write(spec.format(), state);
  }

  /** U Uᵀ as rows. */
  static double[][] projector(OrthonormalBasis basis) {
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
  static double[][] dense(SymmetricMatrix matrix) {
    double[][] dense = new double[matrix.size()][matrix.size()];
    for (int i = 0; i < dense.length; i++) {
      for (int j = 0; j < dense.length; j++) {
        dense[i][j] = matrix.entry(i, j);
      }
    }
    return dense;
  }

  /** Λ of the weights in row-major order as rows, without what holds shifts of all classes. */
  static double[][] dense(ClassPrecision precision) {
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
  static double[][] inverse(RlsState state) {
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
