package io.rivulet.benchmark;

import io.rivulet.learner.Model;
import io.rivulet.learner.Outcome;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time to learn one sample, the prediction made before included, without publishing. Compare rows
 * of one run only: {@code rls} is expected to grow as p², {@code orfit} as m² p, {@code sgd} as p.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LearnBenchmark {

  private static final int SAMPLES = 1 << 10;
  private static final PublishPolicy NEVER = new PublishPolicy(Long.MAX_VALUE);

  @Param({"16", "64", "256"})
  public int dimension;

  @Param({
    "{'learner':'sgd','rate':1e-3}",
    "{'learner':'one-step-sgd'}",
    "{'learner':'greedy'}",
    "{'learner':'rls','forgetting':0.999}",
    "{'learner':'rls','forgetting':0.999,'forgettingMode':'directional'}",
    "{'learner':'orfit','memory':10}",
    "{'learner':'orfit','memory':10,'summary':'fd'}",
    "{'learner':'orfit','memory':10,'noise':1}",
    "{'learner':'orfit','memory':10,'model':{'kind':'mlp','hidden':[16]}}",
    "{'learner':'ekf','noise':1}",
    "{'learner':'lofi-diagonal','memory':10,'noise':1}",
    "{'learner':'ogd','rate':1e-3,'steps':1}",
    "{'learner':'ledger','ridge':0.1}",
    "{'learner':'ledger','ridge':0.1,'form':'square-root'}",
    "{'learner':'online-net','hidden':64}",
    "{'learner':'online-net','hidden':64,'mode':'observe'}",
    "{'learner':'online-net','hidden':d+2,'mode':'inverse'}",
    "{'learner':'laplace','classes':2,'window':100}",
    "{'learner':'distillation','classes':2,'window':100,'reservoir':100}",
    "{'learner':'matrix-flow','time':1,'initialScale':0.1}"
  })
  public String spec;

  private final Sample[] samples = new Sample[SAMPLES];
  private Model<?> model;
  private int next;

  @Setup
  public void prepare() throws RejectedException {
    String sized =
        spec.replace("{'learner'", "{'dimension':" + dimension + ",'learner'")
            .replace("d+2", String.valueOf(dimension + 2));
    String json = sized.replace('\'', '"');
    model = Specs.forEveryModel(json, Limits.DEFAULT).newModel("m");
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < SAMPLES; i++) {
      double[] x = random.doubles(dimension, -1, 1).toArray();
      samples[i] = sample(x, x[0] - 0.5 * x[dimension - 1] + 0.1 * random.nextGaussian());
    }
  }

  @Benchmark
  public Outcome learn() throws RejectedException {
    return model.accept(samples[next++ & (SAMPLES - 1)], NEVER);
  }

  /** The target that the learner takes: a number, its sign as a class, or none. */
  private Sample sample(double[] x, double y) {
    boolean classes = spec.contains("classes");
    boolean none = classes || spec.contains("matrix-flow");
    double[] target = none ? null : new double[] {y};
    return Sample.of("m")
        .op(Op.LEARN)
        .x(x)
        .y(target)
        .label(classes ? (y > 0 ? 1 : 0) : Sample.NO_LABEL)
        .origin(new Origin("t", 0, 0, 0, null, null))
        .build();
  }
}
