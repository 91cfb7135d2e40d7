package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.step.Softmax;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.Prediction;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.wire.PredictionJson;
import io.rivulet.wire.WeightRecordJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Storing and loading a model at any point changes no bit of what it says and becomes. */
public class RestoreTest {

  static LongStream seeds() {
    return Draw.seeds(400);
  }

  static LongStream fewerSeeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void restore_betweenAnyTwoSamples_changesNoBit(long seed) throws Exception {
    requireUnchanged(new RandomSpec(seed), seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewerSeeds")
  void restore_whileNoiseIsFound_changesNoBit(long seed) throws Exception {
    requireUnchanged(RandomSpec.auto(seed), seed);
  }

  private static void requireUnchanged(RandomSpec random, long seed) throws Exception {
    Specs specs = Specs.forEveryModel(random.json(), Limits.DEFAULT);
    PublishPolicy policy = new PublishPolicy(1 + seed % 3);
    Model<?> straight = specs.newModel("m");
    Model<?> stored = specs.newModel("m");
    Transcript expected = new Transcript();
    Transcript actual = new Transcript();

    for (int i = 0; i < 40; i++) {
      Sample sample = random.sample();
      accept(straight, sample, policy, expected);
      accept(stored, sample, policy, actual);
      stored = reloaded(specs, stored);

      assertThat(actual.bytes()).isEqualTo(expected.bytes());
      assertThat(stored(stored)).isEqualTo(stored(straight));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_throughOneLearner_keepsModelsApart(long seed) throws Exception {
    RandomSpec random = new RandomSpec(seed);
    Specs specs = Specs.forEveryModel(random.json(), Limits.DEFAULT);
    Specs others = Specs.forEveryModel(random.json(), Limits.DEFAULT);
    PublishPolicy policy = new PublishPolicy(1);
    Model<?> neighbour = specs.newModel("n");
    Model<?> shared = specs.newModel("m");
    Model<?> alone = others.newModel("m");
    Transcript ignored = new Transcript();

    for (int i = 0; i < 15; i++) {
      Sample sample = random.sample();
      accept(neighbour, random.sample(), policy, ignored);
      accept(shared, sample, policy, ignored);
      accept(alone, sample, policy, ignored);
    }

    assertThat(shared.born()).isEqualTo(alone.born());
    if (alone.born()) {
      assertThat(stored(shared)).isEqualTo(stored(alone));
    }
  }

  public static byte[] stored(Model<?> model) {
    return model.born() ? StateFrame.write(StoredModel.FORMAT, model.store()) : new byte[0];
  }

  static Model<?> reloaded(Specs specs, Model<?> model) {
    return model.born()
        ? specs.restore("m", StateFrame.read(StoredModel.FORMAT, stored(model)))
        : model;
  }

  private static void accept(Model<?> model, Sample sample, PublishPolicy policy, Transcript out) {
    try {
      model.accept(sample, policy).emit(out);
    } catch (RejectedException e) {
      out.refusal(e);
    }
  }

  /** Everything that a model says, as the bytes that would be written. */
  public static final class Transcript implements Emitter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void prediction(Prediction prediction) {
      bytes.writeBytes(PredictionJson.write(prediction));
    }

    @Override
    public void weights(WeightRecord record) {
      bytes.writeBytes(WeightRecordJson.write(record));
    }

    void refusal(RejectedException e) {
      bytes.writeBytes(e.reason().name().getBytes(StandardCharsets.US_ASCII));
    }

    public byte[] bytes() {
      return bytes.toByteArray();
    }
  }

  /** A spec of any learner, and samples for it: small inputs, repetitions, zeros, all ops. */
  static final class RandomSpec {
    private static final List<String> LEARNERS =
        List.of(
            "'learner':'rls','forgetting':0.95",
            "'learner':'rls','priorPrecision':0.5",
            "'learner':'rls','forgetting':0.9,'forgettingMode':'directional'",
            "'learner':'orfit','memory':3",
            "'learner':'orfit','memory':4,'summary':'fd','noise':0.5,'memoryDecay':0.9",
            "'learner':'orfit','memory':2,'summary':'random','seed':7",
            "'learner':'orfit','memory':2,'summary':'latest'",
            "'learner':'ekf','noise':0.2,'processNoise':0.01",
            "'learner':'ekf','noise':0,'priorPrecision':2",
            "'learner':'lofi-diagonal','memory':3,'noise':0.3",
            "'learner':'ogd','rate':0.05,'steps':2",
            "'learner':'one-step-sgd'",
            "'learner':'sgd','rate':0.05",
            "'learner':'greedy'",
            "'learner':'online-net','hidden':9,'seed':3",
            "'learner':'online-net','hidden':5,'mode':'observe','direct':false",
            "'learner':'online-net','hidden':16,'mode':'inverse','ridge':1",
            "'learner':'online-net','hidden':13,'mode':'inverse','ridge':1,'horizon':2",
            "'learner':'online-net','hidden':4,'horizon':1",
            "'learner':'ledger','ridge':0.5",
            "'learner':'ledger','ridge':0",
            "'learner':'ledger','ridge':0.5,'form':'square-root'",
            "'learner':'ledger','ridge':0.5,'decay':0.9",
            "'learner':'ledger','ridge':0.5,'decay':0.9,'form':'square-root'",
            "'learner':'ledger','ridge':0,'form':'square-root'",
            "'learner':'matrix-flow','time':0.8,'initialScale':0.1,'decay':0.9",
            "'learner':'matrix-flow','time':2,'initialScale':1e-3,'centered':true",
            "'learner':'laplace','window':5,'decay':0.9",
            "'learner':'laplace','window':{'seconds':2},'priorPrecision':0.1",
            "'learner':'laplace','window':4,'memory':3,'model':{'kind':'mlp','hidden':[3]}",
            "'learner':'distillation','window':4,'reservoir':3,'seed':7",
            "'learner':'distillation','window':{'seconds':2},'strength':3");

    private static final List<String> FLOWS =
        LEARNERS.stream().filter(learner -> learner.contains("matrix-flow")).toList();

    private static final List<String> AUTO =
        List.of(
            "'learner':'orfit','memory':3,'noise':'auto'",
            "'learner':'orfit','memory':9,'noise':'auto'",
            "'learner':'orfit','memory':3,'noise':'auto','mergeable':true",
            "'learner':'orfit','memory':2,'noise':'auto','summary':'fd'",
            "'learner':'orfit','noise':'auto','summary':'full'");

    final Draw draw;
    final String learner;
    final int dimension;
    final int outputs;
    final boolean shared;
    private double[] last;
    private long ts;

    RandomSpec(long seed) {
      this(seed, LEARNERS);
    }

    private RandomSpec(long seed, List<String> learners) {
      this.draw = new Draw(seed);
      this.learner = learners.get((int) (seed % learners.size()));
      this.dimension = draw.between(1, 12);
      this.outputs = is("matrix-flow") ? 1 : is("horizon") ? dimension : draw.between(1, 3);
      this.shared =
          draw.between(0, 1) == 0 && !is("online-net", "ledger", "matrix-flow", "window", "auto");
      this.last = new double[inputs()];
    }

    /** One that finds its noise. */
    static RandomSpec auto(long seed) {
      return new RandomSpec(seed, AUTO);
    }

    /** One of a flow on matrices. */
    static RandomSpec flow(long seed) {
      return new RandomSpec(seed, FLOWS);
    }

    String json() {
      String bias = is("online-net", "matrix-flow", "mlp") ? "" : ",'bias':" + (dimension % 2 == 0);
      String start =
          is("online-net", "matrix-flow", "greedy")
              ? ""
              : ",'initialWeights':{'uniform':1,'seed':3}";
      return String.format(
              "{%s,'dimension':%d,'%s':%d%s%s}",
              learner,
              dimension,
              is("window") ? "classes" : "outputs",
              is("window") ? outputs + 1 : outputs,
              shared ? ",'model':{'kind':'shared'}" : bias,
              start)
          .replace('\'', '"');
    }

    /** Whether the learner's fields name one of these. */
    private boolean is(String... words) {
      return Arrays.stream(words).anyMatch(learner::contains);
    }

    int inputs() {
      return shared ? dimension * outputs : dimension;
    }

    Sample sample() {
      int kind = draw.between(0, 9);
      last = kind == 0 ? new double[inputs()] : kind == 1 ? last : draw.normal(inputs());
      Op op = kind == 2 ? Op.PREDICT : kind == 3 ? Op.UNLEARN : null;
      double weight = kind == 4 ? 0 : kind == 5 ? draw.uniform(0.1, 2) : 1;
      return sample(op, last, draw.normal(outputs), weight);
    }

    /** For a classifier the largest target is the class; its clock now and then goes back. */
    Sample sample(Op op, double[] x, double[] y, double weight) {
      ts += is("window") ? draw.between(-500, 1500) : 0;
      double[] target = is("window", "matrix-flow", "horizon") ? null : y;
      return Sample.of("m")
          .op(op)
          .x(x)
          .y(target)
          .label(is("window") ? Softmax.mostProbable(y) : Sample.NO_LABEL)
          .weight(weight)
          .ts(is("window") ? ts : Sample.NO_TIME)
          .origin(new Origin("test", 0, 0, 0, null, null))
          .build();
    }
  }
}
