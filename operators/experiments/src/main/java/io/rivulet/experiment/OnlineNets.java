package io.rivulet.experiment;

import io.rivulet.experiment.figure.Axis;
import io.rivulet.experiment.figure.Panel;
import io.rivulet.experiment.figure.Sheet;
import io.rivulet.experiment.figure.Trace;
import io.rivulet.experiment.lesson.Lesson;
import io.rivulet.experiment.lesson.Observation;
import io.rivulet.experiment.lesson.Score;
import io.rivulet.experiment.spec.SpecBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  public Sheet compute(Setup setup, ProgressListener progress) {
    List<Slot> slots =
        Stream.of(SHUFFLED, SORTED)
            .flatMap(order -> Arrays.stream(Task.values()).map(task -> new Slot(task, order)))
            .toList();
    List<List<List<double[]>>> runs =
        Runs.compute(
            setup,
            progress,
            name() + ": " + setup.runs() + " runs",
            slots.size() * Rival.values().length,
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
    double[] steps = runs.get(0).get(Rival.values().length);
    return new Panel(
        task.label() + "-" + slot.order,
        task.title + ", " + (slot.sorted() ? task.sortedBy : slot.order),
        Axis.linear("samples learned"),
        Axis.unit(task.score == Score.ACCURACY ? "test accuracy" : "test R²"),
        Trace.of(Rival.labels(), steps, runs),
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
    for (Rival rival : Rival.values()) {
      scores.add(pass.scores(rival.label, rival.spec(task, stream.get(0), seed), steps));
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

    /** The net of its size whose hidden layer is drawn, or drawn and learned. */
    SpecBuilder net(String mode, long seed) {
      return SpecBuilder.learner("online-net")
          .with("mode", mode)
          .with("hidden", hidden)
          .with("scale", scale)
          .with("seed", seed);
    }
  }

  /** What learns a task, from the first that is drawn on top. */
  private enum Rival {
    OBSERVED_NET("online-net-observe") {
      @Override
      SpecBuilder learner(Task task, long seed) {
        return task.net("observe", seed);
      }
    },
    RANDOM_NET("online-net") {
      @Override
      SpecBuilder learner(Task task, long seed) {
        return task.net("random", seed);
      }
    },
    LINEAR("linear") {
      @Override
      SpecBuilder learner(Task task, long seed) {
        return SpecBuilder.learner("rls").with("bias", true).with("priorPrecision", 0.01);
      }
    },
    SGD("sgd") {
      @Override
      SpecBuilder learner(Task task, long seed) {
        return SpecBuilder.learner("sgd")
            .with("rate", 0.01)
            .with("model", Map.of("kind", "mlp", "hidden", List.of(50), "seed", seed));
      }
    };

    private final String label;

    Rival(String label) {
      this.label = label;
    }

    static List<String> labels() {
      return Arrays.stream(values()).map(rival -> rival.label).toList();
    }

    abstract SpecBuilder learner(Task task, long seed);

    /** Its spec as JSON, of the shape of an observation. */
    String spec(Task task, Observation like, long seed) {
      return learner(task, seed)
          .with("dimension", like.x().length)
          .with("outputs", like.y().length)
          .json();
    }
  }
}
