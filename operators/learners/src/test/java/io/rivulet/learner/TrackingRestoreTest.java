package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.kernel.Lanes;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.state.track.TrackingState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models that follow a system: stored between any two samples, and fed with what is hostile. */
class TrackingRestoreTest {

  private static final List<Fields> SPECS =
      List.of(
          Fields.of("memory", 3),
          Fields.of("memory", 9).with("decays", new double[] {0.9, 1}),
          Fields.of("memory", 2).with("summary", "fd").with("noise", 0.5),
          Fields.of("summary", "full").with("decays", new double[] {0.7}));

  private static final double[] EXTREMES = {
    0,
    1e300,
    -1e155,
    1.3e154,
    1e100,
    1e16,
    1,
    1e-8,
    1e-154,
    1e-200,
    1e-310,
    4.9e-324,
    Double.MAX_VALUE,
    Double.MIN_NORMAL
  };

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void restore_betweenAnyTwoSamples_changesNoBit(long seed) throws Exception {
    Shape shape = new Shape(seed);
    Specs specs = Specs.forEveryModel(shape.json(), Limits.DEFAULT);
    PublishPolicy policy = new PublishPolicy(1 + seed % 3);
    Model<?> straight = specs.newModel("m");
    Model<?> stored = specs.newModel("m");
    var expected = new RestoreTest.Transcript();
    var actual = new RestoreTest.Transcript();

    for (int i = 0; i < 40; i++) {
      Sample sample = shape.sample();
      straight.accept(sample, policy).emit(expected);
      stored.accept(sample, policy).emit(actual);
      stored = RestoreTest.reloaded(specs, stored);

      assertThat(actual.bytes()).isEqualTo(expected.bytes());
      assertThat(RestoreTest.stored(stored)).isEqualTo(RestoreTest.stored(straight));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_hostileStream_refusesWholeOrStaysFinite(long seed) throws Exception {
    Shape shape = new Shape(seed);
    Model<?> model = Specs.forEveryModel(shape.json(), Limits.DEFAULT).newModel("m");
    int refused = 0;

    for (int i = 0; i < 50; i++) {
      byte[] before = RestoreTest.stored(model);
      try {
        model.accept(shape.hostile(), new PublishPolicy(1));
        assertFinite(model);
      } catch (RejectedException e) {
        assertThat(e.reason()).isEqualTo(Reason.NUMERIC);
        assertThat(RestoreTest.stored(model)).isEqualTo(before);
        refused++;
      }
    }

    assertThat(refused).isPositive();
  }

  private static void assertFinite(Model<?> model) {
    StoredModel stored = StateFrame.read(StoredModel.FORMAT, RestoreTest.stored(model));
    TrackingState state = StateFrame.read(TrackingState.FORMAT, stored.state());
    assertThat(state.size()).isFinite().isNotNegative();
    assertThat(state.weight()).isFinite().isNotNegative();
    for (int k = 0; k < state.memories(); k++) {
      assertThat(Lanes.finite(state.errors(k))).isTrue();
      assertThat(Lanes.finite(state.memory(k).singularValues())).isTrue();
      assertThat(state.memory(k).discardedEnergy()).isFinite();
      for (double[] column : state.memory(k).weights()) {
        assertThat(Lanes.finite(column)).isTrue();
      }
      for (double[] column : state.memory(k).basis().columns()) {
        assertThat(Oracle.norm(column)).isBetween(1 - 1e-12, 1 + 1e-12);
      }
    }
  }

  /** A spec, and samples for it: repetitions, zeros, weights, questions. */
  private static final class Shape {

    private final Draw draw;
    private final Fields spec;
    private final int dimension;
    private final int outputs;
    private final boolean shared;
    private double[] last;

    Shape(long seed) {
      draw = new Draw(seed);
      spec = SPECS.get((int) (seed % SPECS.size()));
      dimension = draw.between(1, 12);
      outputs = draw.between(1, 3);
      shared = draw.between(0, 2) == 0;
      last = new double[inputs()];
    }

    String json() {
      return Fields.of("objective", "track")
          .with(spec)
          .with("dimension", dimension)
          .with("outputs", outputs)
          .with("bias", !shared && dimension % 2 == 0)
          .with("model", Map.of("kind", shared ? "shared" : "linear"))
          .with("initialWeights", Map.of("uniform", 1, "seed", 3))
          .json("orfit");
    }

    private int inputs() {
      return shared ? dimension * outputs : dimension;
    }

    Sample sample() {
      int kind = draw.between(0, 9);
      last = kind == 0 ? new double[inputs()] : kind == 1 ? last : draw.normal(inputs());
      double weight = kind == 4 ? 0 : kind == 5 ? draw.uniform(0.1, 2) : 1;
      return sample(kind == 2 ? Op.PREDICT : null, last, draw.normal(outputs), weight);
    }

    Sample hostile() {
      double[] y = draw.normal(outputs);
      double weight = draw.between(0, 3) == 0 ? extreme() : 1;
      double[] x = draw.normal(inputs());
      if (draw.between(0, 2) > 0) {
        x = Arrays.stream(x).map(v -> extreme()).toArray();
      } else {
        Arrays.fill(y, extreme());
      }
      return sample(Op.LEARN, x, y, weight);
    }

    private double extreme() {
      return EXTREMES[draw.between(0, EXTREMES.length - 1)];
    }

    private static Sample sample(Op op, double[] x, double[] y, double weight) {
      return Sample.of("m")
          .op(op)
          .x(x)
          .y(y)
          .weight(Math.abs(weight))
          .origin(new Origin("test", 0, 0, 0, null, null))
          .build();
    }
  }
}
