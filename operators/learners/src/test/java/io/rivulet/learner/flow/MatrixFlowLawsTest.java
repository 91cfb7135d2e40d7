package io.rivulet.learner.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.learner.spectral.SmallEigen;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Publication;
import io.rivulet.record.Op;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.Spectrum;
import io.rivulet.state.MatrixFlowState;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The stream under the flow: a second moment that adds, fades and is centered as defined. */
class MatrixFlowLawsTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void publish_anyStream_isTheFlowToItsSecondMoment(long seed) throws Exception {
    Stream stream = new Stream(seed);
    Trial<MatrixFlowState> flow = stream.flow();

    stream.learnAll(flow);

    RealMatrix y = stream.secondMoment();
    assertPublishes(flow, RiccatiFlow.isotropic(SmallEigen.of(y.getData()), 0.1, stream.time), y);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_anotherOrder_publishesTheSame(long seed) throws Exception {
    Stream stream = new Stream(seed, 1);
    Trial<MatrixFlowState> forward = stream.flow();
    Trial<MatrixFlowState> backward = stream.flow();

    stream.learnAll(forward);
    for (int i = stream.n - 1; i >= 0; i--) {
      stream.learn(backward, i);
    }

    assertSame(forward, backward);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void merge_partials_equalsTheJointStream(long seed) throws Exception {
    Stream stream = new Stream(seed, 1);
    Trial<MatrixFlowState> joint = stream.flow();
    Trial<MatrixFlowState> left = stream.flow();
    Trial<MatrixFlowState> right = stream.flow();
    Trial<MatrixFlowState> turned = stream.flow();

    stream.learnAll(joint);
    for (int i = 0; i < stream.n; i++) {
      stream.learn(i % 3 == 0 ? left : right, i);
      if (i % 3 != 0) {
        stream.learn(turned, i);
      }
    }
    turned.merge(left);
    left.merge(right);

    assertSame(left, joint);
    assertThat(turned.bytes()).isEqualTo(left.bytes());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_batch_equalsItsRowsOneByOne(long seed) throws Exception {
    Stream stream = new Stream(seed);
    Trial<MatrixFlowState> batch = stream.flow();
    Trial<MatrixFlowState> single = stream.flow();

    batch.learn(example(stream.x, null, 0.75));
    for (double[] x : stream.x) {
      single.learn(example(new double[][] {x}, null, 0.75));
    }

    assertThat(batch.bytes()).isEqualTo(single.bytes());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_matrix_servesThisRecordOnly(long seed) throws Exception {
    Stream stream = new Stream(seed);
    Trial<MatrixFlowState> flow = stream.flow();
    Trial<MatrixFlowState> undisturbed = stream.flow();
    RealMatrix m = Oracle.matrix(new Draw(~seed).normal(stream.p, stream.p));
    RealMatrix y = m.add(m.transpose());
    double[] flat = Arrays.stream(y.getData()).flatMapToDouble(Arrays::stream).toArray();

    stream.learnAll(flow);
    stream.learnAll(undisturbed);
    flow.learn(example(new double[0][], flat, 1));
    assertPublishes(flow, RiccatiFlow.isotropic(SmallEigen.of(y.getData()), 0.1, stream.time), y);

    stream.learn(flow, 0);
    stream.learn(undisturbed, 0);
    assertThat(flow.bytes()).isEqualTo(undisturbed.bytes());
  }

  @Test
  void publish_beforeTheFirstSample_isTheStart() throws Exception {
    Trial<MatrixFlowState> scaled =
        Trial.matrixFlow(Fields.of("dimension", 2).with("time", 3).with("initialScale", 0.5));
    Trial<MatrixFlowState> factored =
        Trial.matrixFlow(
            Fields.of("dimension", 2).with("time", 3).with("initialFactor", List.of(1, 2, 3, 4)));

    assertThat(scaled.published().columns()).isDeepEqualTo(new double[][] {{0.25, 0}, {0, 0.25}});
    double[][] start = factored.published().columns();
    assertThat(start[0]).containsExactly(new double[] {5, 11}, within(1e-14));
    assertThat(start[1]).containsExactly(new double[] {11, 25}, within(1e-14));
    assertThat(scaled.published().details().spectrum().rank()).isZero();
    assertThat(scaled.published().details().spectrum().eigenvalues()).containsExactly(0, 0);
    assertThat(scaled.published().details().spectrum().learned()).containsExactly(0.25, 0.25);
    assertThat(scaled.published().details().spectrum().nextLearningTime()).isNaN();
    scaled.learn(example(new double[][] {{3, 4}}, null, 0));
    assertThat(scaled.published().columns()).isDeepEqualTo(new double[][] {{0.25, 0}, {0, 0.25}});
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_whatCannotBeATarget_isRefusedAndChangesNothing(long seed) throws Exception {
    Stream stream = new Stream(seed);
    Trial<MatrixFlowState> flow = stream.flow();
    stream.learnAll(flow);
    byte[] before = flow.bytes();
    int p = stream.p;
    double[] askew = new double[p * p];
    askew[p * p - 2] = 1;
    double[] huge = new double[p * p];
    huge[seed % 2 == 0 ? 0 : p * p - 1] = 1e301;
    double[] ten = new double[p];
    Arrays.fill(ten, 10);
    double[] large = new double[p];
    large[p - 1] = 1e154;

    for (Example refused :
        new Example[] {
          example(new double[0][], askew, 1),
          example(new double[0][], huge, 1),
          example(new double[][] {stream.x[0], large}, null, 1),
          example(new double[][] {ten}, null, 1e308)
        }) {
      assertThatThrownBy(() -> flow.learn(refused))
          .isInstanceOf(RejectedException.class)
          .hasFieldOrPropertyWithValue("reason", Reason.NUMERIC);
      assertThat(flow.bytes()).isEqualTo(before);
    }
  }

  @Test
  void merge_fadingStates_isRefused() {
    Fields spec =
        Fields.of("dimension", 2).with("time", 3).with("initialScale", 0.5).with("decay", 0.9);

    assertThat(Trial.spec("matrix-flow", spec).mergeObstacle()).contains("decay below 1");
    assertThatThrownBy(() -> Trial.matrixFlow(spec).merge(Trial.matrixFlow(spec)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("its age");
  }

  private static Example example(double[][] x, double[] matrix, double weight) {
    return new Example(
        Op.LEARN, x, null, Sample.NO_LABEL, matrix, weight, Sample.NO_TIME, x.length > 1);
  }

  private static void assertPublishes(
      Trial<MatrixFlowState> flow, RiccatiFlow expected, RealMatrix y) {
    Publication published = flow.published();
    Spectrum spectrum = published.details().spectrum();
    double tolerance = 1e-12 * (1 + y.getNorm()) * Math.exp(2);
    assertThat(Oracle.largestDifference(published.columns(), expected.x())).isLessThan(tolerance);
    assertThat(spectrum.eigenvalues()).containsExactly(expected.eigenvalues(), within(tolerance));
    assertThat(Arrays.stream(spectrum.learned()).sum())
        .isCloseTo(Oracle.matrix(published.columns()).getTrace(), within(tolerance));
    assertThat(spectrum.rank()).isEqualTo(expected.rank());
    double next = expected.nextLearningTime();
    if (next < 1e6) {
      assertThat(spectrum.nextLearningTime()).isCloseTo(next, within(1e-9 * next));
    }
  }

  private static void assertSame(Trial<MatrixFlowState> actual, Trial<MatrixFlowState> expected) {
    double[][] sums = Trial.dense(expected.state().moments().second());
    double size = Oracle.matrix(sums).getNorm();
    assertThat(Oracle.largestDifference(Trial.dense(actual.state().moments().second()), sums))
        .isLessThanOrEqualTo(1e-12 * size);
    assertThat(actual.state().moments().first()[0])
        .containsExactly(expected.state().moments().first()[0], within(1e-12 * size));
    assertThat(
            Oracle.largestDifference(actual.published().columns(), expected.published().columns()))
        .isLessThan(1e-10 * (1 + size));
  }

  /** Weighted inputs with a mean, faded and centered in some seeds. */
  private static final class Stream {
    final int p;
    final int n;
    final double time;
    final double decay;
    final boolean centered;
    final double[][] x;
    final double[] weight;

    Stream(long seed) {
      this(seed, seed % 2 == 0 ? 1 : 0.9);
    }

    Stream(long seed, double decay) {
      Draw draw = new Draw(seed);
      this.p = draw.between(2, 8);
      this.n = draw.between(p + 1, 3 * p);
      this.time = draw.uniform(0, 4);
      this.decay = decay;
      this.centered = seed % 3 == 0;
      this.x = draw.normal(n, p);
      double[] mean = draw.normal(p);
      for (double[] row : x) {
        Oracle.add(1, mean, row);
      }
      this.weight = new double[n];
      Arrays.setAll(weight, i -> draw.uniform(0.2, 3));
    }

    Trial<MatrixFlowState> flow() {
      return Trial.matrixFlow(
          Fields.of("dimension", p)
              .with("time", time)
              .with("initialScale", 0.1)
              .with("decay", decay)
              .with("centered", centered));
    }

    void learn(Trial<MatrixFlowState> flow, int i) throws RejectedException {
      flow.learn(example(new double[][] {x[i]}, null, weight[i]));
    }

    void learnAll(Trial<MatrixFlowState> flow) throws RejectedException {
      for (int i = 0; i < n; i++) {
        learn(flow, i);
      }
    }

    /** Σ ω (x - m)(x - m)ᵀ / Σ ω with faded weights, m the mean or zero. */
    RealMatrix secondMoment() {
      double[] faded = new double[n];
      double total = 0;
      double[] mean = new double[p];
      for (int i = 0; i < n; i++) {
        faded[i] = weight[i] * Math.pow(decay, n - 1 - i);
        total += faded[i];
        Oracle.add(faded[i], x[i], mean);
      }
      double[][] rows = new double[n][];
      for (int i = 0; i < n; i++) {
        rows[i] = x[i].clone();
        Oracle.add(centered ? -1 / total : 0, mean, rows[i]);
        faded[i] /= total;
      }
      return Oracle.information(rows, faded, new double[p]);
    }
  }
}
