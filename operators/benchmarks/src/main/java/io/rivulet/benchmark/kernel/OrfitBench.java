package io.rivulet.benchmark.kernel;

import com.sun.management.ThreadMXBean;
import io.rivulet.benchmark.Bench;
import io.rivulet.benchmark.BenchRow;
import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.OrthonormalBasis;
import io.rivulet.learner.Catalogue;
import io.rivulet.learner.sketch.OrfitSpec;
import io.rivulet.learner.spectral.SmallSvd;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Learner;
import io.rivulet.record.Op;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.state.OrfitState;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A sample of {@code orfit} with a full memory of m columns of p weights, beside two passes over as
 * many columns (their products with a vector, and a combination of them: what one projection reads
 * and computes, in the same loops) or, in a JVM of its own, beside the plain form: the core
 * [diag(s) h; 0 ρ] by the singular value decomposition of Commons Math and the whole basis rotated
 * in each sample. Interleaved rounds on one thread, by its CPU time; the median of the ratios of
 * the rounds.
 */
final class OrfitBench implements Bench {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 15;
  private static final int WARM_UP = 3;
  private static final double ENTRIES_PER_ROUND = 4e7;
  private static final int PLAIN_SAMPLES = 8;
  private static final int PLAIN_WARM_UP = 400;
  private static final int MOST_INPUTS = 1024;
  private static final double INPUT_ENTRIES = 6e7;

  private final int memory;
  private final int dimension;
  private final boolean plain;
  private final SplittableRandom random = new SplittableRandom(1);

  private Learner<OrfitState> learner;
  private OrfitState state;
  private double[][] inputs;
  private double[][] columns;
  private double[] vector;
  private OrthonormalBasis basis;

  /**
   * @param plain whether to compare with the plain form instead
   */
  OrfitBench(int memory, int dimension, boolean plain) {
    this.memory = memory;
    this.dimension = dimension;
    this.plain = plain;
  }

  /** The sizes that are compared. */
  static List<Bench> all() {
    return List.of(
        new OrfitBench(10, 784, false),
        new OrfitBench(64, 784, false),
        new OrfitBench(64, 784, true),
        new OrfitBench(64, 7840, false),
        new OrfitBench(64, 100_000, false));
  }

  @Override
  public String name() {
    return size() + (plain ? "-svd" : "");
  }

  private String size() {
    return "orfit-" + memory + "x" + dimension;
  }

  @Override
  public void run(Consumer<BenchRow> rows) throws RejectedException {
    prepare();
    int repeats = (int) Math.max(4, ENTRIES_PER_ROUND / memory / dimension);
    double[] ours = new double[ROUNDS];
    double[] limit = new double[ROUNDS];
    double[] rotated = new double[ROUNDS];
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      int round = Math.max(0, i);
      long start = THREADS.getCurrentThreadCpuTime();
      twoPasses(repeats);
      long between = THREADS.getCurrentThreadCpuTime();
      learn(repeats);
      long end = THREADS.getCurrentThreadCpuTime();
      limit[round] = (between - start) / 1e3 / repeats;
      ours[round] = (end - between) / 1e3 / repeats;
      if (plain) {
        plainForm(PLAIN_SAMPLES);
        rotated[round] = (THREADS.getCurrentThreadCpuTime() - end) / 1e3 / PLAIN_SAMPLES;
      }
    }
    rows.accept(plain ? row("svd-core", ours, rotated) : row("two-pass-limit", ours, limit));
  }

  private BenchRow row(String of, double[] ours, double[] other) {
    double[] ratios = new double[ROUNDS];
    Arrays.setAll(ratios, i -> other[i] / ours[i]);
    return new BenchRow(size() + "/" + of, median(ours), "us", median(ratios), of);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Fills the memory. Inputs excite the first coordinates more than the others. */
  private void prepare() throws RejectedException {
    Map<String, Object> fields =
        Map.of("learner", "orfit", "dimension", dimension, "memory", memory);
    OrfitSpec spec = (OrfitSpec) Catalogue.read(fields);
    learner = spec.newLearner();
    state = learner.initialState();
    inputs = normal((int) Math.min(MOST_INPUTS, INPUT_ENTRIES / dimension));
    for (double[] input : inputs) {
      for (int i = 0; i < dimension; i++) {
        input[i] *= 1 + 10.0 / (1 + i);
      }
    }
    learn(memory + memory / 2);
    columns = normal(memory);
    vector = normal(1)[0];
    basis = new OrthonormalBasis(dimension, normal(plain ? memory : 0));
    basis.reorthonormalise();
    plainForm(plain ? PLAIN_WARM_UP : 0);
  }

  private double[][] normal(int rows) {
    double[][] matrix = new double[rows][dimension];
    for (double[] row : matrix) {
      Arrays.setAll(row, i -> random.nextGaussian());
    }
    return matrix;
  }

  private void learn(int count) throws RejectedException {
    for (int i = 0; i < count; i++) {
      double[][] x = {inputs[random.nextInt(inputs.length)]};
      double[][] y = {{random.nextGaussian()}};
      learner.learn(
          state, new Example(Op.LEARN, x, y, Sample.NO_LABEL, null, 1, Sample.NO_TIME, false));
    }
  }

  private void twoPasses(int count) {
    for (int i = 0; i < count; i++) {
      double sum = 0;
      for (double[] column : columns) {
        sum += Lanes.dot(column, vector, dimension);
      }
      for (double[] column : columns) {
        Lanes.axpy(sum * 1e-30, column, vector, dimension);
      }
    }
  }

  private void plainForm(int count) {
    double[] h = new double[memory];
    for (int i = 0; i < count; i++) {
      double[] residual = inputs[random.nextInt(inputs.length)].clone();
      basis.project(residual, h);
      double norm = Lanes.norm(residual);
      Lanes.scale(1 / norm, residual, dimension);
      double[][] core = new double[memory + 1][memory + 1];
      for (int k = 0; k < memory; k++) {
        core[k][k] = state.singularValues()[k];
        core[k][memory] = h[k];
      }
      core[memory][memory] = norm;
      basis.rotate(new double[][] {residual}, 1, new SmallSvd(core).u(), memory);
    }
  }
}
