package io.rivulet.cli.reproduce;

import io.rivulet.cli.Progress;
import io.rivulet.cli.report.Axis;
import io.rivulet.cli.report.Mark;
import io.rivulet.cli.report.Panel;
import io.rivulet.cli.report.Sheet;
import io.rivulet.cli.report.Trace;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What is left of earlier classes when digits come two classes at a time, in five windows, each
 * learned for good before the next one opens.
 *
 * <p>{@code fine-tuning} goes on from the weights before until the window's own loss is minimal,
 * which is {@code distillation} of strength 0: its minimum is the same wherever it starts.
 *
 * <p>References: P. Yun's note on regularisation-based incremental learning; Q. Liu et al., arXiv
 * 2002.04162. They have no such plot; the marks are what an independent implementation came to on
 * real digits, and stand beside real digits only.
 */
final class Penalties implements Reproduction {

  private static final int WINDOW = 240;

  private static final int WINDOWS = 5;
  private static final int UNITS = 500;

  private static final String HEAD =
      "{\"learner\": \"ledger\", \"ridge\": 0.1, \"bias\": true, \"dimension\": "
          + UNITS
          + ", \"outputs\": 10}";

  private static final String DISTILLATION = "\"learner\": \"distillation\"";

  /** From the first that is drawn on top. */
  private static final List<String> METHODS =
      List.of(
          "ledger-head",
          "distillation",
          "joint",
          "laplace",
          "distillation-reservoir-100",
          "fine-tuning");

  private static final List<Mark> MARKS =
      List.of(
          Mark.at("ledger-head", WINDOWS, .982),
          Mark.at("distillation", WINDOWS, .946),
          Mark.at("joint", WINDOWS, .946),
          Mark.at("laplace", WINDOWS, .91),
          Mark.at("distillation-reservoir-100", WINDOWS, .89));

  private final int[] windows;

  Penalties() {
    this(WINDOWS);
  }

  /**
   * @param last after how many windows, the last ones, accuracy is measured
   */
  Penalties(int last) {
    this.windows = IntStream.rangeClosed(WINDOWS - last + 1, WINDOWS).toArray();
  }

  @Override
  public String name() {
    return "penalties";
  }

  @Override
  public String description() {
    return "digits two classes at a time: Laplace, distillation, a ledger head";
  }

  @Override
  public boolean takesImages() {
    return true;
  }

  @Override
  public Sheet compute(Setup setup, Progress progress) {
    List<List<double[]>> scores =
        Runs.compute(
            setup,
            progress,
            name() + ": " + setup.runs() + " runs of " + METHODS.size() + " methods",
            METHODS.size(),
            (seed, advance) ->
                METHODS.parallelStream().map(method -> run(setup, seed, method, advance)).toList());
    double[] steps = IntStream.of(windows).asDoubleStream().toArray();
    Panel panel =
        new Panel(
            "a",
            "Accuracy on all ten classes",
            Axis.linear("windows learned, two classes each"),
            Axis.unit("test accuracy"),
            Trace.of(METHODS, steps, scores),
            setup.images() == null ? List.of() : MARKS,
            OptionalDouble.empty());
    return new Sheet(
        name(),
        "Digits two classes at a time, in five windows",
        List.of(panel),
        notes(setup),
        "independent runs on real digits");
  }

  private double[] run(Setup setup, long seed, String method, Runnable advance) {
    double[] scores = scores(setup, seed, method);
    advance.run();
    return scores;
  }

  private double[] scores(Setup setup, long seed, String method) {
    int[] closed = IntStream.of(windows).map(window -> window * WINDOW).toArray();
    Lesson digits = byClass(Lesson.digits(setup.images(), seed));
    if (method.equals("ledger-head")) {
      RandomFeatures features = new RandomFeatures(digits.inputs(), UNITS, seed);
      Lesson seen = new Lesson(features.of(digits.train()), features.of(digits.test()));
      return pass(seen, seen.train().stream().map(Observation::withNumbers).toList())
          .scores(method, HEAD, closed);
    }
    Standardisation standard = new Standardisation(digits.train());
    Lesson lesson = new Lesson(standard.of(digits.train()), standard.of(digits.test()));
    OnePass pass = pass(lesson, lesson.train().stream().map(Observation::withLabel).toList());
    return method.equals("joint")
        ? IntStream.of(closed)
            .mapToDouble(n -> pass.scores(method, spec(DISTILLATION, lesson, n), n)[0])
            .toArray()
        : pass.scores(method, spec(learner(method, seed), lesson, WINDOW), closed);
  }

  private static String learner(String method, long seed) {
    return switch (method) {
      case "laplace" -> "\"learner\": \"laplace\", \"priorPrecision\": 10";
      case "fine-tuning" -> DISTILLATION + ", \"strength\": 0, \"reservoir\": 1";
      case "distillation-reservoir-100" -> DISTILLATION + ", \"reservoir\": 100, \"seed\": " + seed;
      default -> DISTILLATION;
    };
  }

  private static String spec(String learner, Lesson lesson, int window) {
    return "{"
        + learner
        + ", \"dimension\": "
        + lesson.inputs()
        + ", \"classes\": 10, \"window\": "
        + window
        + "}";
  }

  private static OnePass pass(Lesson lesson, List<byte[]> stream) {
    return new OnePass(stream, lesson.test(), Score.ACCURACY);
  }

  private static Lesson byClass(Lesson lesson) {
    return new Lesson(
        lesson.train().stream().sorted(Comparator.comparingInt(Observation::label)).toList(),
        lesson.test());
  }

  private static List<String> notes(Setup setup) {
    String digits =
        setup.images() == null
            ? "Drawn 8 x 8 digits (--images takes a CSV of real ones)"
            : "The 8 x 8 digits of " + setup.images().getFileName();
    return List.of(
        digits
            + ": 120 of each class to learn, the others to test; each pixel of mean 0 and deviation"
            + " 1, of the ledger head in [0, 1]. "
            + setup.sentence("splits and draws"),
        "laplace: prior 10; distillation: on all earlier inputs, or on 100 of them; fine-tuning:"
            + " distillation of strength 0, each window to the minimum of its own loss; joint: one fit to all windows so far,"
            + " which no stream allows; ledger-head: ridge regression (0.1) on 500 frozen random"
            + " ReLU features, in one pass and in any order."
            + (setup.images() == null
                ? " Accuracies of independent runs are left out: they are of real digits."
                : ""));
  }
}
