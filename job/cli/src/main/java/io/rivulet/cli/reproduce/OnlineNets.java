package io.rivulet.cli.reproduce;

import io.rivulet.cli.Progress;
import io.rivulet.cli.report.Axis;
import io.rivulet.cli.report.Panel;
import io.rivulet.cli.report.Sheet;
import io.rivulet.cli.report.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Online nets in one pass over three tasks, each in random order (upper panels) and in the order
 * that shows what a learner forgets (lower panels).
 *
 * <p>Reference: the "online nets" note ({@code operators/learners/docs/online-nets-note.md}); it
 * has no plots. What an independent implementation came to ({@code
 * operators/learners/docs/reference-figures.md}) is not shown beside the curves, because the
 * scaling of its data is not known.
 */
final class OnlineNets implements Reproduction {

  private static final int EXAMS = 24;

  private static final List<String> METHODS =
      List.of("online-net-observe", "online-net", "linear", "sgd");

  private static final String SHUFFLED = "shuffled";
  private static final String SORTED = "sorted";

  private final int exams;

  OnlineNets() {
    this(EXAMS);
  }

  /**
   * @param exams how often a pass is measured, from 1; the last time at its end
   */
  OnlineNets(int exams) {
    this.exams = exams;
  }

  @Override
  public String name() {
    return "online-nets";
  }

  @Override
  public String description() {
    return "nets of regressions on shuffled and sorted streams, one pass";
  }

  @Override
  public boolean takesImages() {
    return true;
  }

  @Override
  public Sheet compute(Setup setup, Progress progress) {
    List<Slot> slots =
        Stream.of(SHUFFLED, SORTED)
            .flatMap(order -> Arrays.stream(Task.values()).map(task -> new Slot(task, order)))
            .toList();
    List<List<List<double[]>>> runs =
        Runs.compute(
            setup,
            progress,
            name() + ": " + setup.runs() + " runs",
            slots.size() * METHODS.size(),
            (seed, advance) ->
                slots.stream().map(slot -> run(slot, setup, seed, advance)).toList());
    List<Panel> panels =
        IntStream.range(0, slots.size())
            .mapToObj(i -> panel(slots.get(i), runs.stream().map(run -> run.get(i)).toList()))
            .toList();
    return new Sheet(
        name(),
        "Online nets: one pass over shuffled and over sorted streams",
        panels,
        notes(setup),
        "");
  }

  private static Panel panel(Slot slot, List<List<double[]>> runs) {
    Task task = slot.task;
    double[] steps = runs.get(0).get(METHODS.size());
    return new Panel(
        task.label() + "-" + slot.order,
        task.title + ", " + (slot.sorted() ? task.sortedBy : slot.order),
        Axis.linear("samples learned"),
        Axis.unit(task.score == Score.ACCURACY ? "test accuracy" : "test R²"),
        Trace.of(METHODS, steps, runs),
        List.of(),
        OptionalDouble.empty());
  }

  /** The scores of each method, and then the steps at which they were taken. */
  private List<double[]> run(Slot slot, Setup setup, long seed, Runnable advance) {
    Task task = slot.task;
    Lesson lesson = task.lesson(setup, seed);
    List<Observation> stream = new ArrayList<>(lesson.train());
    if (slot.sorted()) {
      stream.sort(task.order);
    }
    OnePass pass =
        new OnePass(
            stream.stream().map(Observation::withNumbers).toList(), lesson.test(), task.score);
    int[] steps = lesson.steps(exams);
    List<double[]> scores = new ArrayList<>();
    for (String method : METHODS) {
      scores.add(pass.scores(method, task.spec(method, stream.get(0), seed), steps));
      advance.run();
    }
    scores.add(IntStream.of(steps).asDoubleStream().toArray());
    return scores;
  }

  private static List<String> notes(Setup setup) {
    String digits =
        setup.images() == null
            ? "drawn digits of ten classes (--images takes a CSV of real ones)"
            : "the digits of " + setup.images().getFileName();
    return List.of(
        setup.sentence("data and first weights")
            + " Scores below 0 are drawn at 0; the CSV has them.",
        "Friedman #1: 2,000 noisy samples, 1,000 without noise to test, 200 hidden units of scale"
            + " 0.5. 8 x 8 digits: "
            + digits
            + ", 1,200 to learn, the others to test, 300 units of scale 1. Mackey-Glass x(t + 6)"
            + " from four past values: 2,000 and 1,000, 100 units of scale 1.",
        "online-net: drawn hidden layer, never learned, under a ridge regression;"
            + " online-net-observe: its hidden layer learns, too; linear: rls with bias; sgd: a"
            + " perceptron of 50 hidden units, rate 0.01. Scores of an independent"
            + " implementation are left out: the scaling of its data is not known.");
  }

  /** A panel: a task in an order. */
  private record Slot(Task task, String order) {

    boolean sorted() {
      return order.equals(SORTED);
    }
  }

  /** What is learned. Its comparators have no state. */
  @SuppressWarnings("ImmutableEnumChecker")
  private enum Task {
    FRIEDMAN(
        "Friedman #1",
        Score.R_SQUARED,
        "sorted by x₄",
        Comparator.comparingDouble(observation -> observation.x()[3]),
        200,
        0.5) {
      @Override
      Lesson lesson(Setup setup, long seed) {
        return Lesson.friedman(seed);
      }
    },
    DIGITS(
        "8 x 8 digits",
        Score.ACCURACY,
        "sorted by class",
        Comparator.comparingInt(Observation::label),
        300,
        1) {
      @Override
      Lesson lesson(Setup setup, long seed) {
        return Lesson.digits(setup.images(), seed);
      }
    },
    MACKEY_GLASS(
        "Mackey-Glass",
        Score.R_SQUARED,
        "sorted by target",
        Comparator.comparingDouble(observation -> observation.y()[0]),
        100,
        1) {
      @Override
      Lesson lesson(Setup setup, long seed) {
        return Lesson.mackeyGlass(seed);
      }
    };

    private final String title;
    private final Score score;
    private final String sortedBy;
    private final Comparator<Observation> order;
    private final int hidden;
    private final double scale;

    Task(
        String title,
        Score score,
        String sortedBy,
        Comparator<Observation> order,
        int hidden,
        double scale) {
      this.title = title;
      this.score = score;
      this.sortedBy = sortedBy;
      this.order = order;
      this.hidden = hidden;
      this.scale = scale;
    }

    abstract Lesson lesson(Setup setup, long seed);

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String spec(String method, Observation like, long seed) {
      String learner =
          switch (method) {
            case "linear" -> "\"learner\": \"rls\", \"bias\": true, \"priorPrecision\": 0.01";
            case "sgd" ->
                "\"learner\": \"sgd\", \"rate\": 0.01, \"model\": {\"kind\": \"mlp\", \"hidden\":"
                    + " [50], \"seed\": "
                    + seed
                    + "}";
            default ->
                String.format(
                    Locale.ROOT,
                    "\"learner\": \"online-net\", \"mode\": \"%s\", \"hidden\": %d, \"scale\": %s,"
                        + " \"seed\": %d",
                    method.equals("online-net") ? "random" : "observe",
                    hidden,
                    scale,
                    seed);
          };
      return String.format(
          Locale.ROOT,
          "{%s, \"dimension\": %d, \"outputs\": %d}",
          learner,
          like.x().length,
          like.y().length);
    }
  }
}
