package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.answer.RecordPredictor;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.WeightRecord;
import io.rivulet.state.LearnedState;
import io.rivulet.state.StateFrame;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A spec with features is the same spec over the columns that one makes of them by hand. */
class FeatureLawsTest {

  private static final List<String> LEARNERS =
      List.of(
          "'learner':'rls','forgetting':0.95",
          "'learner':'rls','priorPrecision':0.5",
          "'learner':'orfit','memory':3",
          "'learner':'orfit','memory':4,'noise':0.5",
          "'learner':'orfit','memory':4,'noise':'auto'",
          "'learner':'ekf','noise':0.2,'processNoise':0.01",
          "'learner':'lofi-diagonal','memory':3,'noise':0.3",
          "'learner':'ogd','rate':0.01,'steps':2",
          "'learner':'one-step-sgd'",
          "'learner':'sgd','rate':0.005",
          "'learner':'greedy'",
          "'learner':'ledger','ridge':0.5",
          "'learner':'ledger','ridge':0.5,'form':'square-root'",
          "'learner':'online-net','hidden':9,'seed':3",
          "'learner':'online-net','hidden':5,'mode':'observe','direct':false",
          "'learner':'online-net','hidden':24,'mode':'inverse','ridge':1",
          "'learner':'laplace','window':5,'decay':0.9",
          "'learner':'distillation','window':4,'reservoir':3,'seed':7");

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_namesAndTexts_areTheColumnsByHand(long seed) throws Exception {
    Pair pair = new Pair(seed, false, 1);

    pair.run(15);

    assertThat(pair.named.published()).isPositive();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_centerAndScale_areThoseColumnsScaledByHand(long seed) throws Exception {
    Pair pair = new Pair(seed, true, 1);

    pair.run(15);
  }

  /** Units in which numbers come change no answer, and weights by as much: to the bit. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_otherUnits_changeNoAnswer(long seed) throws Exception {
    Pair pair = new Pair(seed, true, Math.scalb(1.0, (int) (seed % 41) - 20));

    pair.run(15);
  }

  /** The record alone answers raw numbers as the job does, whose model sees scaled ones. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void weights_ofScaledFeatures_answerRawNumbers(long seed) throws Exception {
    Pair pair = new Pair(seed, true, 1);
    pair.run(10);
    if (pair.named.published() == 0) {
      return;
    }
    pair.learn();
    WeightRecord record = pair.named.lastWeights();

    Plant.Input input = pair.plant.input();
    pair.named.accept("{'op':'predict','x':" + input.named(1) + "}");

    double[] expected = pair.named.lastPrediction().y();
    if (record.version() == pair.named.lastPrediction().version()) {
      assertThat(RecordPredictor.of(record, true).ofColumns(input.raw()))
          .containsExactly(expected, within(1e-9));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void merge_ofNamedStreams_isThatOfTheColumns(long seed) throws Exception {
    Pair first = new Pair(seed, true, 1);
    if (first.spec.spec().mergeObstacle() != null) {
      return;
    }
    Pair second = new Pair(seed, true, 1);
    first.learn();
    second.learn();
    second.learn();

    assertThat(merged(first.spec, first.named, second.named))
        .isEqualTo(merged(first.manualSpec, first.manual, second.manual));
  }

  private static <S extends LearnedState> byte[] merged(
      CompiledSpec<S> spec, Listened into, Listened other) throws RejectedException {
    S state = StateFrame.read(spec.spec().format(), into.model().store().state());
    spec.learner()
        .merge(state, StateFrame.read(spec.spec().format(), other.model().store().state()));
    return spec.write(state);
  }

  /** One stream, told by name and by hand. */
  private static final class Pair {

    private final Draw draw;
    private final Plant plant;
    private final double units;
    private final String learner;
    private final int outputs;
    private final boolean net;
    private final CompiledSpec<?> spec;
    private final CompiledSpec<?> manualSpec;
    private final Listened named;
    private final Listened manual;

    Pair(long seed, boolean scaled, double units) {
      this.draw = new Draw(seed);
      this.plant = new Plant(draw, scaled, seed % 3 > 0);
      this.units = units;
      this.learner = LEARNERS.get((int) (seed % LEARNERS.size()));
      this.outputs = draw.between(1, 3) + (classifies() ? 1 : 0);
      this.net = learner.contains("online-net");
      double[] start = draw.normal((plant.columns() + 1) * outputs);
      Fields target = Fields.read(learner).with(classifies() ? "classes" : "outputs", outputs);
      Fields fields = net ? target : target.with("bias", true);
      this.spec =
          Listened.compiled(
              fields.with(start(inUnits(start))).with("features", plant.features(units)));
      this.manualSpec =
          Listened.compiled(
              fields
                  .with(start(plant.scaledWeights(start, outputs)))
                  .with("dimension", plant.columns()));
      this.named = new Listened(spec);
      this.manual = new Listened(manualSpec);
    }

    private boolean classifies() {
      return learner.contains("window");
    }

    private Fields start(double[] weights) {
      return net || learner.contains("greedy")
          ? Fields.none()
          : Fields.of("initialWeights", weights);
    }

    /** Weights per other unit; a column of a category or a hash has none. */
    private double[] inUnits(double[] weights) {
      double[] converted = weights.clone();
      for (int j = 0; j < plant.columns(); j++) {
        for (int k = 0; plant.number(j) && k < outputs; k++) {
          converted[j * outputs + k] /= units;
        }
      }
      return converted;
    }

    void run(int samples) throws Exception {
      for (int i = 0; i < samples; i++) {
        step();
        named.reload();
        assertSame();
      }
    }

    void learn() throws Exception {
      for (int i = 0; i < 5; i++) {
        tell("'op':'learn','x':%s," + target(1), plant.input());
      }
    }

    private void step() throws Exception {
      int kind = draw.between(0, 9);
      if (kind == 0) {
        tell("'op':'predict','x':%s", plant.input());
      } else if (kind == 1) {
        tell("'op':'unlearn','x':%s," + target(1), plant.input());
      } else if (kind == 2 && !classifies()) {
        tell("'x':[%s,%s]," + target(2), plant.input(), plant.input());
      } else {
        tell("'weight':" + draw.uniform(0.1, 1) + ",'x':%s," + target(1), plant.input());
      }
    }

    private String target(int rows) {
      if (classifies()) {
        return "'label':" + draw.between(0, outputs - 1);
      }
      double[][] y = draw.normal(rows, outputs);
      return "'y':" + (rows == 1 ? Arrays.toString(y[0]) : Arrays.deepToString(y));
    }

    private void tell(String sample, Plant.Input... inputs) throws Exception {
      Object[] names = Arrays.stream(inputs).map(input -> input.named(units)).toArray();
      Object[] columns =
          Arrays.stream(inputs).map(input -> Arrays.toString(plant.scaled(input.raw()))).toArray();

      Reason refused = named.accept("{" + sample.formatted(names) + "}");

      assertThat(refused).isEqualTo(manual.accept("{" + sample.formatted(columns) + "}"));
    }

    private void assertSame() {
      assertThat(named.model().born()).isEqualTo(manual.model().born());
      if (named.model().born()) {
        assertThat(named.model().store().state()).isEqualTo(manual.model().store().state());
      }
      assertThat(named.told()).isEqualTo(manual.told());
      assertThat(named.published()).isEqualTo(manual.published());
      if (named.published() > 0) {
        assertRaw(named.lastWeights(), manual.lastWeights());
      }
    }

    private void assertRaw(WeightRecord raw, WeightRecord scaled) {
      double[] expected = scaled.w();
      if (net) {
        double[] hidden =
            plant.raw(scaled.details().hidden().w(), scaled.details().hidden().columns(), 1, 0);
        assertThat(inUnits(raw.details().hidden().w(), scaled.details().hidden().columns(), 1))
            .containsExactly(hidden);
        expected =
            learner.contains("direct") || learner.contains("inverse")
                ? expected
                : plant.raw(expected, outputs, 1, 0);
        assertThat(expected == scaled.w() ? raw.w() : inUnits(raw.w(), outputs, 1))
            .containsExactly(expected);
      } else if (learner.contains("greedy")) {
        assertThat(raw.w()).containsExactly(expected);
      } else {
        assertThat(inUnits(raw.w(), outputs, 0))
            .containsExactly(plant.raw(expected, outputs, 0, plant.columns()));
      }
    }

    /** Published weights of numbers, back in the units of the columns by hand. */
    private double[] inUnits(double[] w, int width, int first) {
      double[] converted = w.clone();
      for (int j = 0; j < plant.columns(); j++) {
        for (int k = 0; plant.number(j) && k < width; k++) {
          converted[(first + j) * width + k] *= units;
        }
      }
      return converted;
    }
  }
}
