package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.kernel.Sketch;
import io.rivulet.kernel.TriangularFactor;
import io.rivulet.learner.sketch.OrfitSeveralGradientsTest;
import io.rivulet.record.Limits;
import io.rivulet.record.Prediction;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.state.LaplaceState;
import io.rivulet.state.LedgerState;
import io.rivulet.state.LofiState;
import io.rivulet.state.OnlineNetState;
import io.rivulet.state.OrfitState;
import io.rivulet.state.RlsState;
import io.rivulet.state.RootLedgerState;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.state.evidence.EvidenceState;
import io.rivulet.wire.SpecJson;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers at the ends of float64: accepted or refused, never half learned. */
@Execution(ExecutionMode.CONCURRENT)
class HostileSamplesTest {

  private static final double[] EXTREMES = {
    0,
    1e300,
    -1e300,
    1e200,
    -1e155,
    1.3e154,
    1e154,
    1e150,
    1e100,
    -1e77,
    1e16,
    1,
    1e-8,
    1e-77,
    1e-154,
    1e-160,
    1e-200,
    1e-310,
    -4.9e-324,
    Double.MAX_VALUE,
    Double.MIN_NORMAL
  };

  static LongStream seeds() {
    return Draw.seeds(400);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_hostileStream_refusesWholeOrStaysFinite(long seed) throws Exception {
    requireSound(new RestoreTest.RandomSpec(seed));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_hostileStreamOfUnknownNoise_refusesWholeOrStaysFinite(long seed) throws Exception {
    requireSound(RestoreTest.RandomSpec.auto(seed));
  }

  /** Weights whose sum has no finite inverse among them. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_hostileStreamOfMatrices_refusesWholeOrStaysFinite(long seed) throws Exception {
    requireSound(RestoreTest.RandomSpec.flow(seed));
  }

  private static void requireSound(RestoreTest.RandomSpec random) throws Exception {
    Specs specs = Specs.forEveryModel(random.json(), Limits.DEFAULT);
    Model<?> model = specs.newModel("m");
    int refused = 0;

    for (int i = 0; i < 50; i++) {
      byte[] before = RestoreTest.stored(model);
      try {
        model.accept(hostile(random), new PublishPolicy(1)).emit(new FiniteOnly());
        assertSound(model);
      } catch (RejectedException e) {
        assertThat(e.reason()).isIn(Reason.NUMERIC, Reason.UNSUPPORTED);
        assertThat(RestoreTest.stored(model)).isEqualTo(before);
        refused++;
      }
    }

    // The comparison above is not empty; greedy refuses only what a difference overflows.
    assertThat(refused).isGreaterThan(random.json().contains("greedy") ? -1 : 0);
  }

  @Test
  void accept_energyThatOverflows_isRefusedBeforeItIsStored() throws Exception {
    for (String summary : new String[] {"ipca", "fd"}) {
      Trial<OrfitState> orfit =
          Trial.orfit(Fields.of("dimension", 4).with("memory", 1).with("summary", summary));
      int refused = 0;
      for (int i = 0; i < 12; i++) {
        double[] x = new double[4];
        x[i % 4] = 1.2e154;
        byte[] before = orfit.bytes();
        try {
          orfit.learn(x, 1);
        } catch (RejectedException e) {
          assertThat(orfit.bytes()).isEqualTo(before);
          refused++;
        }
        assertFinite(orfit.state().sketch());
      }
      assertThat(refused).as(summary).isPositive();
    }
  }

  @Test
  void accept_tinyInputs_keepTheBasisOrthonormal() throws Exception {
    for (int c : new int[] {1, 3}) {
      for (double scale : new double[] {1e-140, 1e-155, 1e-158, 1e-160, 1e-161, 1e-310}) {
        Draw draw = new Draw(c);
        Trial<OrfitState> orfit =
            Trial.orfit(
                Fields.of("dimension", 6)
                    .with("memory", 6)
                    .with("outputs", c)
                    .with("model", Map.of("kind", "shared")));
        for (int i = 0; i < 6; i++) {
          double factor = i % 2 == 0 ? scale : 1;
          double[] x = Arrays.stream(draw.normal(6 * c)).map(v -> v * factor).toArray();
          orfit.learn(x, new double[c]);

          assertThat(OrfitSeveralGradientsTest.deviation(orfit.state().basis()))
              .as("c = %d, scale %s", c, scale)
              .isLessThan(1e-12);
        }
      }
    }
  }

  private static Sample hostile(RestoreTest.RandomSpec random) {
    Draw draw = random.draw;
    Sample sample = random.sample();
    int kind = draw.between(0, 5);
    double[] x = sample.values().clone();
    double[] y = draw.normal(random.outputs);
    double weight = sample.weight();
    if (kind == 0) {
      x[draw.between(0, x.length - 1)] = extreme(draw);
    } else if (kind == 1) {
      y[draw.between(0, y.length - 1)] = extreme(draw);
    } else if (kind == 2) {
      weight = Math.abs(extreme(draw));
    } else if (kind == 3) {
      double scale = extreme(draw);
      Arrays.setAll(x, i -> finite(scale * sample.values()[i]));
    } else if (kind == 4) {
      Arrays.setAll(x, i -> extreme(draw));
      Arrays.setAll(y, i -> extreme(draw));
    }
    return random.sample(sample.op(), x, y, weight);
  }

  private static double extreme(Draw draw) {
    return EXTREMES[draw.between(0, EXTREMES.length - 1)];
  }

  private static double finite(double v) {
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, v));
  }

  private static void assertSound(Model<?> model) {
    StoredModel stored = StateFrame.read(StoredModel.FORMAT, RestoreTest.stored(model));
    String learner = String.valueOf(SpecJson.read(stored.spec()).get("learner"));
    if (learner.equals("rls")) {
      RlsState state = StateFrame.read(RlsState.FORMAT, stored.state());
      assertThat(state.inversePrecision().sound(false)).isTrue();
    } else if (learner.equals("online-net")) {
      OnlineNetState state = StateFrame.read(OnlineNetState.FORMAT, stored.state());
      for (RlsState node : new RlsState[] {state.readout(), state.hidden()}) {
        if (node != null) {
          assertThat(node.inversePrecision().sound(false)).isTrue();
        }
      }
      if (state.cross() != null && state.cross().inverse() != null) {
        for (double[] row : state.cross().inverse()) {
          assertThat(Arrays.stream(row).allMatch(Double::isFinite)).isTrue();
        }
      }
    } else if (learner.equals("ekf")) {
      RlsState state = StateFrame.read(RlsState.FORMAT, stored.state());
      assertThat(
              state.triangle() == null
                  ? state.inversePrecision().sound(true)
                  : state.triangle().finite())
          .isTrue();
    } else if (stored.spec().contains("\"noise\":\"auto\"")) {
      assertFinite(StateFrame.read(EvidenceState.FORMAT, stored.state()).sketch());
    } else if (learner.equals("orfit") || learner.equals("ogd")) {
      assertFinite(StateFrame.read(OrfitState.FORMAT, stored.state()).sketch());
    } else if (learner.equals("lofi-diagonal")) {
      LofiState state = StateFrame.read(LofiState.FORMAT, stored.state());
      assertFinite(state.sketch());
      assertThat(Arrays.stream(state.diagonal()).allMatch(v -> v > 0 && v < 1 / 0.0)).isTrue();
    } else if (learner.equals("laplace")) {
      LaplaceState state = StateFrame.read(LaplaceState.FORMAT, stored.state());
      if (state.precision() == null) {
        assertFinite(state.sketch());
        return;
      }
      TriangularFactor factor = state.precision().factor();
      for (int i = 0; i < factor.size(); i++) {
        assertThat(Arrays.stream(factor.row(i)).allMatch(Double::isFinite)).isTrue();
        assertThat(factor.entry(i, i)).isPositive();
      }
    } else if (stored.spec().contains("square-root")) {
      assertThat(StateFrame.read(RootLedgerState.FORMAT, stored.state()).estimate().sound())
          .isTrue();
    } else if (learner.equals("ledger")) {
      assertFinite(StateFrame.read(LedgerState.FORMAT, stored.state()));
    }
  }

  private static void assertFinite(LedgerState state) {
    assertThat(state.moments().finite()).isTrue();
    if (state.estimate() != null) {
      assertThat(state.estimate().sound()).isTrue();
      return;
    }
    for (int i = 0; i < state.factor().size(); i++) {
      assertThat(Arrays.stream(state.factor().row(i)).allMatch(Double::isFinite)).isTrue();
      assertThat(state.factor().entry(i, i) > 0).isEqualTo(state.regular());
    }
  }

  private static void assertFinite(Sketch state) {
    assertThat(state.discardedEnergy()).isFinite();
    assertThat(Arrays.stream(state.singularValues()).allMatch(Double::isFinite)).isTrue();
    for (int k = 0; k < state.basis().rank(); k++) {
      assertThat(Oracle.norm(state.basis().column(k))).isBetween(1 - 1e-12, 1 + 1e-12);
    }
  }

  private static final class FiniteOnly implements Emitter {
    @Override
    public void prediction(Prediction prediction) {
      double[][] parts = {
        prediction.y(),
        prediction.error(),
        prediction.variance(),
        prediction.leverage(),
        prediction.looResidual()
      };
      for (double[] part : parts) {
        assertThat(part == null || Arrays.stream(part).allMatch(Double::isFinite)).isTrue();
      }
    }

    @Override
    public void weights(WeightRecord record) {
      assertThat(record.w())
          .as("%s", record)
          .matches(w -> Arrays.stream(w).allMatch(Double::isFinite));
      if (record.details().spectrum() != null) {
        assertThat(Arrays.stream(record.details().spectrum().learned()).allMatch(Double::isFinite))
            .isTrue();
        assertThat(record.details().spectrum().eigenvalues()).doesNotContain(Double.NaN);
      }
    }
  }
}
