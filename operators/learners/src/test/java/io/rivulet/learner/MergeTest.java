package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.recursive.RlsSpec;
import io.rivulet.learner.sketch.OrfitSeveralGradientsTest;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.state.LearnedState;
import io.rivulet.state.RlsState;
import io.rivulet.state.StateFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Merged states against one learner that saw both streams. */
public class MergeTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rls_twoShards_equalTheJointStream(long seed) throws Exception {
    Shards<RlsState> shards = new Shards<>(seed, 3);
    double[] prior = new double[shards.p];
    Arrays.setAll(prior, i -> shards.draw.uniform(0.3, 3));
    shards.open(() -> Trial.rls(shards.fields().with("priorPrecision", prior)));

    shards.learn(true);
    shards.first.merge(shards.second);

    // Three inversions, each within ε times the spread.
    double tolerance = 1e-15 * shards.p * Oracle.spread(shards.information(prior));
    shards.assertJoint(tolerance);
    assertThat(
            Oracle.largestDifference(
                Trial.inverse(shards.first.state()), Trial.inverse(shards.joint.state())))
        .isLessThan(tolerance);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rls_mergedWithTheInitialState_staysWhatItIs(long seed) throws Exception {
    Shards<RlsState> shards = new Shards<>(seed, 3);
    double[] prior = new double[shards.p];
    Arrays.fill(prior, 2);
    shards.open(() -> Trial.rls(shards.fields().with("priorPrecision", 2)));
    shards.learn(true);
    Trial<RlsState> initial = Trial.rls(shards.fields().with("priorPrecision", 2));
    double[] before = shards.joint.weights();

    shards.joint.merge(initial);
    initial.merge(shards.joint);

    // P is inverted and back, twice, within ε times the spread.
    double tolerance = 1e-15 * shards.p * Oracle.spread(shards.information(prior));
    assertThat(shards.joint.weights()).containsExactly(before, within(tolerance));
    assertThat(initial.weights()).containsExactly(before, within(tolerance));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rls   | 'forgetting':0.9                                  | one clock",
        "rls   | 'forgetting':0.9,'forgettingMode':'directional'   | one clock",
        "rls   | 'model':{'kind':'mlp','hidden':[2]}               | other weights",
        "orfit | 'memory':2,'summary':'latest'                     | no singular values",
        "orfit | 'memory':2,'summary':'random'                     | no singular values",
        "orfit | 'memory':2,'memoryDecay':0.9                      | one clock",
        "orfit | 'memory':2,'model':{'kind':'mlp','hidden':[2]}    | other weights",
        "ekf   | 'noise':1                                         | order",
        "ogd   | 'rate':1,'steps':1                                | order",
        "lofi-diagonal | 'noise':1,'memory':2                      | order",
        "sgd   | 'rate':1                                          | order",
        "one-step-sgd | 'outputs':1                                | order",
        "greedy | 'outputs':1                                      | order",
        "laplace | 'classes':2,'window':3                          | order",
        "distillation | 'classes':2,'window':3                     | order",
        "online-net | 'hidden':3,'mode':'observe'                  | order",
        "online-net | 'hidden':4,'mode':'inverse'                  | order",
        "online-net | 'hidden':3,'outputs':2,'horizon':1           | a later one",
        "ledger | 'ridge':1,'decay':0.9                            | its age",
        "matrix-flow | 'time':1,'initialScale':1,'decay':0.9       | its age"
      })
  void merge_whereItIsNoLaw_isRefusedWithTheReason(String learner, String fields, String reason) {
    LearnerSpec<?> spec = Trial.spec(learner, Fields.of("dimension", 2).with(Fields.read(fields)));

    assertThat(spec.mergeObstacle()).startsWith(learner).contains(reason);
    assertThatThrownBy(() -> mergeInitial(spec)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void rls_sumThatIsNotPositive_isRefusedAndChangesNothing() throws Exception {
    // 1 + 1 - 4 is left of two states that hold less than the prior.
    RlsSpec spec = (RlsSpec) Trial.spec("rls", Fields.of("dimension", 1).with("priorPrecision", 4));
    RlsState first = RlsState.initial(new double[][] {{1}}, new double[] {1});
    RlsState second = RlsState.initial(new double[][] {{2}}, new double[] {1});
    byte[] before = StateFrame.write(RlsState.FORMAT, first);

    assertThatThrownBy(() -> spec.newLearner().merge(first, second))
        .isInstanceOf(RejectedException.class)
        .hasFieldOrPropertyWithValue("reason", Reason.NUMERIC);

    assertThat(StateFrame.write(RlsState.FORMAT, first)).isEqualTo(before);
  }

  private static <S extends LearnedState> void mergeInitial(LearnerSpec<S> spec)
      throws RejectedException {
    Learner<S> learner = spec.newLearner();
    learner.merge(learner.initialState(), learner.initialState());
  }

  /** Two shards that start alike, and the learner of both streams; every third seed is shared. */
  public static final class Shards<S extends LearnedState> {
    public final Draw draw;
    public final int p;
    public final int n;
    private final boolean shared;
    private final double[] start;
    private final List<double[]> gradients = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();
    public Trial<S> first;
    public Trial<S> second;
    public Trial<S> joint;

    public Shards(long seed, int most) {
      this.draw = new Draw(seed);
      this.p = 4 + (int) (seed % 20);
      this.shared = seed % 3 == 0;
      this.n = draw.between(2, shared ? most * p / 2 : most * p);
      this.start = draw.normal(shared ? p : 2 * p);
    }

    public Fields fields() {
      return Fields.of("dimension", p)
          .with("outputs", 2)
          .with("initialWeights", start)
          .with("model", Map.of("kind", shared ? "shared" : "linear"));
    }

    public void open(Supplier<Trial<S>> trial) {
      first = trial.get();
      second = trial.get();
      joint = trial.get();
    }

    public void learn(boolean weighted) throws Exception {
      for (int i = 0; i < n; i++) {
        double[][] rows = draw.normal(shared ? 2 : 1, p);
        double[] x = OrfitSeveralGradientsTest.flat(rows);
        double[] y = draw.normal(2);
        double weight = weighted ? draw.uniform(0.2, 3) : 1;
        joint.learnWeighted(weight, x, y);
        (i % 2 == 0 ? first : second).learnWeighted(weight, x, y);
        for (double[] row : rows) {
          gradients.add(row);
          weights.add(weight);
        }
      }
    }

    /** The gradients of all samples, as rows. */
    public double[][] x() {
      return gradients.toArray(double[][]::new);
    }

    RealMatrix information(double[] prior) {
      return Oracle.information(
          x(), weights.stream().mapToDouble(weight -> weight).toArray(), prior);
    }

    public void assertJoint(double tolerance) {
      assertThat(first.weights()).containsExactly(joint.weights(), within(tolerance));
    }
  }
}
