package io.rivulet.experiment;

import io.rivulet.experiment.digits.Draws;
import io.rivulet.experiment.figure.Axis;
import io.rivulet.experiment.figure.Panel;
import io.rivulet.experiment.figure.RunSpread;
import io.rivulet.experiment.figure.Sheet;
import io.rivulet.experiment.figure.Trace;
import io.rivulet.experiment.lesson.Observation;
import io.rivulet.experiment.spec.SpecBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What parts learned alone are worth together: their sum, their mean, and their minima weighted by
 * curvature, which is exact for least squares and not for a logistic loss, where one Newton step of
 * all parts at once makes up for most of it (first two panels). Then how exactly samples are taken
 * out again (last panel).
 *
 * <p>Reference: the sample-vector idea ({@code operators/learners/docs/sample-vectors.md}), which
 * has no plots. What an independent implementation came to ({@code
 * operators/learners/docs/reference-figures.md}) is not shown beside the curves, because the
 * scaling of its data is not known.
 */
final class SampleVectors implements Reproduction {

  private static final int SAMPLES = 4000;
  private static final int KEPT = 1000;
  private static final int[] PARTS = {2, 8, 32};
  private static final int[] REMOVED = {1, 2, 5, 10, 20, 50, 100, 200, 500};

  private static final String SUM = "sum";
  private static final String MEAN = "mean";
  private static final String CURVATURE = "curvature";
  private static final String NEWTON = "curvature-newton";
  private static final List<String> MERGES = List.of(SUM, MEAN, CURVATURE, NEWTON);

  /** For least squares there is nothing left for one more step. */
  private static final List<String> EXACT = MERGES.subList(0, MERGES.indexOf(NEWTON));

  private static final List<Unlearner> UNLEARNERS =
      List.of(
          new Unlearner("ledger", Regression.LEDGER),
          new Unlearner(
              "ledger-square-root",
              SpecBuilder.learner("ledger")
                  .with("form", "square-root")
                  .with("ridge", Regression.RIDGE)
                  .with("dimension", Regression.INPUTS)
                  .json()),
          new Unlearner(
              "rls",
              SpecBuilder.learner("rls")
                  .with("priorPrecision", Regression.RIDGE)
                  .with("dimension", Regression.INPUTS)
                  .json()));

  private static final String INFLUENCE = "influence";

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public String description() {
    return "parts learned alone: sum, mean and merge by curvature; unlearning";
  }

  @Override
  public boolean takesImages() {
    return false;
  }

  @Override
  public Sheet compute(Setup setup, ProgressListener progress) {
    List<Results> runs =
        Runs.compute(
            setup,
            progress,
            name() + ": " + setup.runs() + " runs",
            Regression.values().length + 1,
            SampleVectors::run);
    double[] parts = IntStream.of(PARTS).asDoubleStream().toArray();
    double[] removed = IntStream.of(REMOVED).asDoubleStream().toArray();
    List<String> unlearners =
        Stream.concat(Stream.of(INFLUENCE), UNLEARNERS.stream().map(Unlearner::method)).toList();
    return new Sheet(
        name(),
        "Parts learned alone, put together; samples taken out again",
        List.of(
            merges(
                "least-squares",
                "Least squares: merging parts",
                Trace.of(EXACT, parts, runs.stream().map(Results::leastSquares).toList())),
            merges(
                "logistic",
                "Logistic loss: merging parts",
                Trace.of(MERGES, parts, runs.stream().map(Results::logistic).toList())),
            new Panel(
                "unlearning",
                "Least squares: unlearning",
                Axis.logarithmic("samples taken out"),
                Axis.logarithmic("distance to the refit"),
                Trace.of(unlearners, removed, runs.stream().map(Results::unlearning).toList()),
                List.of(),
                OptionalDouble.empty())),
        notes(setup),
        "");
  }

  private static Panel merges(String name, String title, List<Trace> traces) {
    return new Panel(
        name,
        title,
        Axis.linear("parts"),
        Axis.logarithmic("distance to the joint fit"),
        traces,
        List.of(),
        OptionalDouble.empty());
  }

  private static Results run(long seed, Runnable advance) {
    Draws draws = new Draws(seed);
    List<double[]> leastSquares = merged(Regression.LEAST_SQUARES, draws);
    advance.run();
    List<double[]> logistic = merged(Regression.LOGISTIC, draws);
    advance.run();
    List<double[]> unlearning = unlearned(Regression.LEAST_SQUARES.data(KEPT, draws));
    advance.run();
    return new Results(leastSquares, logistic, unlearning);
  }

  /** The distance of each merge, for each number of parts. */
  private static List<double[]> merged(Regression regression, Draws draws) {
    List<Observation> all =
        regression.data(SAMPLES, draws).stream()
            .sorted(Comparator.comparingDouble(observation -> observation.x()[0]))
            .toList();
    double[] joint = regression.fit(all);
    double[][] distances = new double[MERGES.size()][PARTS.length];
    for (int i = 0; i < PARTS.length; i++) {
      List<double[]> merges = merges(regression, all, PARTS[i]);
      for (int m = 0; m < merges.size(); m++) {
        distances[m][i] = Regression.distance(merges.get(m), joint);
      }
    }
    return List.of(distances);
  }

  /** Weights by each merge, in their order. The last part comes first. */
  private static List<double[]> merges(Regression regression, List<Observation> all, int parts) {
    double[] sum = new double[Regression.INPUTS];
    List<byte[]> quadratics = new ArrayList<>();
    int size = SAMPLES / parts;
    for (int from = SAMPLES - size; from >= 0; from -= size) {
      List<Observation> part = all.subList(from, from + size);
      double[] alone = regression.fit(part);
      Arrays.setAll(sum, j -> sum[j] + alone[j]);
      quadratics.addAll(regression.expanded(part, alone));
    }
    double[] mean = DoubleStream.of(sum).map(value -> value / parts).toArray();
    double[] curvature = Regression.solved(quadratics);
    double[] newton = Regression.solved(regression.expanded(all, curvature));
    return List.of(sum, mean, curvature, newton);
  }

  /** The distance of each way to unlearn, for each number of samples taken out. */
  private static List<double[]> unlearned(List<Observation> data) {
    double[] all = Regression.LEAST_SQUARES.fit(data);
    double[][] distances = new double[UNLEARNERS.size() + 1][REMOVED.length];
    for (int i = 0; i < REMOVED.length; i++) {
      List<Observation> removed = data.subList(0, REMOVED[i]);
      double[] without = Regression.LEAST_SQUARES.fit(data.subList(REMOVED[i], KEPT));
      distances[0][i] = Regression.distance(influence(data, removed, all), without);
      for (int u = 0; u < UNLEARNERS.size(); u++) {
        double[] left = UNLEARNERS.get(u).without(data, removed);
        distances[u + 1][i] = Regression.distance(left, without);
      }
    }
    return List.of(distances);
  }

  /** To first order, w - (A + ridge I)⁻¹ Σ xᵢ (yᵢ - w·xᵢ) over the samples taken out. */
  private static double[] influence(List<Observation> data, List<Observation> removed, double[] w) {
    List<byte[]> residuals = new ArrayList<>();
    for (int i = 0; i < data.size(); i++) {
      double[] x = data.get(i).x();
      double residual = i < removed.size() ? data.get(i).y()[0] - Regression.dot(w, x) : 0;
      residuals.add(new Observation(x, new double[] {residual}).withNumbers());
    }
    double[] shift = Regression.solved(residuals);
    double[] left = w.clone();
    Arrays.setAll(left, j -> w[j] - shift[j]);
    return left;
  }

  private static List<String> notes(Setup setup) {
    return List.of(
        "4,000 samples of ten inputs, they and their weights from N(0, 1), sorted by the first input into parts of"
            + " equal size, each learned alone; ridge 0.1 throughout. Distances are ‖w - w*‖ / ‖w*‖. "
            + setup.sentence("samples")
            + (RunSpread.of(setup.runs()) == RunSpread.DEVIATION
                ? " Shading ends at the least run where it would reach below."
                : ""),
        "curvature: one ledger takes the quadratics of all parts, each around its own minimum;"
            + " curvature-newton: one more fit, around what that gave. Distances of independent runs"
            + " are left out: the inputs and the ridge of their data are not known.",
        "Where parts are many and small, each has its minimum far from the others: curvature is then"
            + " about as far off as the mean, and which is nearer depends on the data.",
        "Unlearning, of 1,000 samples by the operation of that name, is exact but for rounding: it"
            + " comes to a fit without them. influence is first-order removal, which leaves the curvature as it was.");
  }

  /** Curves by method and step. */
  private record Results(
      List<double[]> leastSquares, List<double[]> logistic, List<double[]> unlearning) {}

  /** A learner that takes samples out again. */
  private record Unlearner(String method, String spec) {

    double[] without(List<Observation> data, List<Observation> removed) {
      List<byte[]> records =
          Stream.concat(
                  data.stream().map(Observation::withNumbers),
                  removed.stream().map(Observation::unlearned))
              .toList();
      return JobRecords.published(spec, records).w();
    }
  }
}
