package io.rivulet.experiment;

import io.rivulet.experiment.digits.Draws;
import io.rivulet.experiment.figure.Axis;
import io.rivulet.experiment.figure.Mark;
import io.rivulet.experiment.figure.Panel;
import io.rivulet.experiment.figure.Sheet;
import io.rivulet.experiment.figure.Trace;
import io.rivulet.experiment.lesson.Observation;
import io.rivulet.experiment.spec.SpecBuilder;
import io.rivulet.kernel.OrthonormalBasis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The staircase: gradient flow on a symmetric factorisation learns one component of its target
 * after the other, the more clearly apart the smaller it starts. The target is Q diag(4, 2, 1, 0,
 * 0) Qᵀ with a Q of its own in each run, the start W₀ = a G of {@value #WIDTH} columns with entries
 * of G from N(0, 1 / {@value #WIDTH}), so that W₀ W₀ᵀ is about a² I.
 *
 * <p>Reference: H. Min, R. Vidal, <i>Understanding incremental learning with closed-form solution
 * to gradient flow on overparameterized matrix factorization</i>, arXiv 2508.20344. The marks are
 * the half-times ln((μ - a²) / a²) / (2 μ) of a start a² I.
 */
final class MatrixFlowStaircase implements Reproduction {

  static final double[] COMPONENTS = {4, 2, 1};

  private static final int SIZE = 5;
  private static final int WIDTH = 30;
  private static final int TIMES = 200;
  private static final double SETTLING = 4;
  private static final int HALVINGS = 50;

  private static final List<Start> STARTS =
      List.of(
          new Start("1e-8", "10⁻⁸", 1e-8, 4.778, 9.384, 18.421),
          new Start("1e-4", "10⁻⁴", 1e-4, 2.476, 4.778, 9.210),
          new Start("1e-2", "10⁻²", 1e-2, 1.325, 2.476, 4.605),
          new Start("1e-1", "10⁻¹", 1e-1, 0.749, 1.323, 2.298));

  @Override
  public String name() {
    return "matrix-flow";
  }

  @Override
  public String description() {
    return "the staircase: components learned one after the other";
  }

  @Override
  public boolean takesImages() {
    return false;
  }

  @Override
  public Sheet compute(Setup setup, ProgressListener progress) {
    List<List<Staircase>> runs =
        Runs.compute(
            setup,
            progress,
            name() + ": " + setup.runs() + " runs of " + STARTS.size() + " starts",
            STARTS.size(),
            MatrixFlowStaircase::run);
    List<Panel> panels = new ArrayList<>();
    for (int s = STARTS.size() - 1; s >= 0; s--) {
      int start = s;
      panels.add(staircase(STARTS.get(s), runs.stream().map(run -> run.get(start)).toList()));
    }
    panels.add(halfTimes(runs));
    return new Sheet(
        name(),
        "Gradient flow on a matrix factorisation: one component after the other",
        panels,
        notes(setup),
        "closed form: half-time from a² I");
  }

  private static Panel staircase(Start start, List<Staircase> runs) {
    double[] times = start.times();
    return new Panel(
        "scale-" + start.name,
        "Start scale a = " + start.title,
        Axis.linear("time t"),
        Axis.linear("part learned"),
        traces(times, runs.stream().map(Staircase::learned).toList()),
        marks(i -> Mark.timed(method(i), start.halfTime(i), COMPONENTS[i] / 2)),
        OptionalDouble.empty());
  }

  private static Panel halfTimes(List<List<Staircase>> runs) {
    double[] scales = STARTS.stream().mapToDouble(Start::scale).toArray();
    List<double[][]> halves =
        runs.stream()
            .map(run -> run.stream().map(Staircase::halfTimes).toArray(double[][]::new))
            .toList();
    List<Mark> marks = new ArrayList<>();
    STARTS.forEach(
        start -> marks.addAll(marks(i -> Mark.at(method(i), start.scale, start.halfTimes[i]))));
    return new Panel(
        "half-times",
        "When half is learned",
        Axis.logarithmic("start scale a"),
        Axis.linear("time t"),
        traces(scales, halves),
        marks,
        OptionalDouble.empty());
  }

  /**
   * A trace for each component.
   *
   * @param runs of each run, the values of the components at each step
   */
  private static List<Trace> traces(double[] steps, List<double[][]> runs) {
    List<String> methods =
        IntStream.range(0, COMPONENTS.length).mapToObj(MatrixFlowStaircase::method).toList();
    List<Trace> traces =
        Trace.of(methods, steps, runs.stream().map(MatrixFlowStaircase::byComponent).toList());
    return IntStream.range(0, COMPONENTS.length)
        .mapToObj(i -> traces.get(i).labelled("μ = " + (int) COMPONENTS[i]))
        .toList();
  }

  private static List<double[]> byComponent(double[][] steps) {
    return IntStream.range(0, COMPONENTS.length)
        .mapToObj(i -> Arrays.stream(steps).mapToDouble(at -> at[i]).toArray())
        .toList();
  }

  private static List<Mark> marks(IntFunction<Mark> of) {
    return IntStream.range(0, COMPONENTS.length).mapToObj(of).toList();
  }

  private static String method(int component) {
    return "mu-" + (int) COMPONENTS[component];
  }

  private static List<Staircase> run(long seed, Runnable advance) {
    Draws draws = new Draws(seed);
    byte[] record = Observation.target(target(draws));
    double[] factor = normals(draws, SIZE * WIDTH);
    List<Staircase> staircases = new ArrayList<>();
    for (Start start : STARTS) {
      Flow flow = new Flow(record, scaled(factor, start.scale / Math.sqrt(WIDTH)));
      double[] times = start.times();
      staircases.add(
          new Staircase(
              Arrays.stream(times).mapToObj(flow::learned).toArray(double[][]::new),
              IntStream.range(0, COMPONENTS.length)
                  .mapToDouble(i -> flow.halfTime(i, times[TIMES]))
                  .toArray()));
      advance.run();
    }
    return staircases;
  }

  /** Q diag(μ) Qᵀ for orthonormal columns of Q in a random direction, row-major. */
  private static double[] target(Draws draws) {
    OrthonormalBasis basis = OrthonormalBasis.empty(SIZE);
    double[] target = new double[SIZE * SIZE];
    for (double mu : COMPONENTS) {
      double[] q = normals(draws, SIZE);
      basis.project(q, new double[SIZE]);
      double norm = Math.sqrt(IntStream.range(0, SIZE).mapToDouble(i -> q[i] * q[i]).sum());
      double[] column = scaled(q, 1 / norm);
      basis.append(column);
      for (int i = 0; i < SIZE; i++) {
        for (int j = 0; j < SIZE; j++) {
          target[i * SIZE + j] += mu * column[i] * column[j];
        }
      }
    }
    return target;
  }

  private static double[] normals(Draws draws, int count) {
    double[] normals = new double[count];
    Arrays.setAll(normals, i -> draws.normal());
    return normals;
  }

  private static double[] scaled(double[] values, double factor) {
    return Arrays.stream(values).map(value -> factor * value).toArray();
  }

  private static List<String> notes(Setup setup) {
    return List.of(
        "Learner matrix-flow: dW/dt = (Y - W Wᵀ) W in closed form, where Y = Q diag(4, 2, 1, 0, 0)"
            + " Qᵀ with random Q; W starts at random, 30 columns with entries from N(0, a² / 30)."
            + " Shown is qᵢᵀ W Wᵀ qᵢ for each component qᵢ of Y.",
        setup.sentence("target and first factor")
            + " The rise from 10 to 90 % takes ln 9 / μ whatever"
            + " a is, while the time between two rises grows with ln(1 / a).");
  }

  /**
   * A start scale.
   *
   * @param halfTimes of each component from a² I, in three decimals
   */
  private record Start(String name, String title, double scale, double... halfTimes) {

    /** The same without rounding. */
    double halfTime(int component) {
      double mu = COMPONENTS[component];
      double square = scale * scale;
      return StrictMath.log((mu - square) / square) / (2 * mu);
    }

    /** Evenly from 0 until all is learned. */
    double[] times() {
      double until = halfTimes[halfTimes.length - 1] + SETTLING;
      return IntStream.rangeClosed(0, TIMES).mapToDouble(i -> until * i / TIMES).toArray();
    }
  }

  /**
   * What a run comes to from one start.
   *
   * @param learned part of each component at each time
   */
  private record Staircase(double[][] learned, double[] halfTimes) {}

  /** Models of one target and one start, at any time. */
  private record Flow(byte[] record, double[] factor) {

    double[] learned(double time) {
      String spec =
          SpecBuilder.learner("matrix-flow")
              .with("dimension", SIZE)
              .with("time", time)
              .with("initialFactor", factor)
              .json();
      return JobRecords.published(spec, List.of(record)).details().spectrum().learned();
    }

    double halfTime(int component, double until) {
      double low = 0;
      double high = until;
      for (int i = 0; i < HALVINGS; i++) {
        double middle = (low + high) / 2;
        if (learned(middle)[component] < COMPONENTS[component] / 2) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return high;
    }
  }
}
