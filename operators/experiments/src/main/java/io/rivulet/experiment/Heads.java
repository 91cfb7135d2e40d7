package io.rivulet.experiment;

import io.rivulet.experiment.digits.LabelledDigit;
import io.rivulet.experiment.digits.LabelledDigits;
import io.rivulet.experiment.figure.Axis;
import io.rivulet.experiment.figure.Mark;
import io.rivulet.experiment.figure.Panel;
import io.rivulet.experiment.figure.Sheet;
import io.rivulet.experiment.figure.Trace;
import io.rivulet.experiment.spec.SpecBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Heads over frozen features, which stand for a deep network that was trained elsewhere: 1,000
 * random ReLU features of 8 x 8 digits, computed here and carried by the samples. The classes
 * arrive one after the other, in one pass. Accuracy on all ten classes (left) beside the bytes of
 * the model's state (right), by learners that keep m directions, one that keeps all sums, and one
 * that keeps its weights only.
 *
 * <p>The marks are what an independent implementation came to on real digits ({@code
 * operators/learners/docs/reference-figures.md}), and are drawn beside real digits only.
 */
final class Heads implements Reproduction {

  static final int UNITS = 1000;

  private static final int[] MEMORIES = {10, 32, 64};

  private static final int LAST = LabelledDigits.TRAIN * LabelledDigit.CLASSES;

  private static final List<Mark> MARKS =
      List.of(
          Mark.at("orfit-auto-10", LAST, .926),
          Mark.at("orfit-auto-32", LAST, .971),
          Mark.at("orfit-auto-64", LAST, .977),
          Mark.at("ledger", LAST, .987),
          Mark.at("sgd", LAST, .095));

  private final int[] steps;

  Heads() {
    this(LabelledDigit.CLASSES);
  }

  /**
   * @param last after how many classes, the last ones, heads are measured
   */
  Heads(int last) {
    this.steps =
        IntStream.rangeClosed(LabelledDigit.CLASSES - last + 1, LabelledDigit.CLASSES)
            .map(classes -> classes * LabelledDigits.TRAIN)
            .toArray();
  }

  @Override
  public String name() {
    return "heads";
  }

  @Override
  public String description() {
    return "heads over 1,000 frozen features, class after class: accuracy and memory";
  }

  @Override
  public boolean takesImages() {
    return true;
  }

  @Override
  public Sheet compute(Setup setup, ProgressListener progress) {
    List<Head> heads = heads();
    List<List<List<double[]>>> runs =
        Runs.compute(
            setup,
            progress,
            name() + ": " + setup.runs() + " runs of " + heads.size() + " heads",
            heads.size(),
            (seed, advance) -> run(heads, setup, seed, advance));
    return new Sheet(
        name(),
        "Heads over 1,000 frozen features, one class after the other",
        List.of(
            panel(
                "accuracy",
                "Accuracy on all ten classes",
                Axis.unit("test accuracy"),
                traces(heads, runs, 0),
                setup.images() == null ? List.of() : MARKS),
            panel(
                "memory",
                "State of the model",
                Axis.logarithmic("bytes"),
                traces(heads, runs, 1),
                List.of())),
        notes(setup),
        "independent runs on real digits");
  }

  private static Panel panel(
      String name, String title, Axis y, List<Trace> traces, List<Mark> marks) {
    return new Panel(
        name, title, Axis.linear("samples learned"), y, traces, marks, OptionalDouble.empty());
  }

  /**
   * The curves of one kind.
   *
   * @param kind 0 for scores and 1 for bytes
   */
  private List<Trace> traces(List<Head> heads, List<List<List<double[]>>> runs, int kind) {
    return Trace.of(
        heads.stream().map(Head::label).toList(),
        IntStream.of(steps).asDoubleStream().toArray(),
        runs.stream().map(run -> run.stream().map(head -> head.get(kind)).toList()).toList());
  }

  private List<List<double[]>> run(List<Head> heads, Setup setup, long seed, Runnable advance) {
    Lesson pixels = Lesson.digits(setup.images(), seed).byClass();
    RandomFeatures features = new RandomFeatures(pixels.inputs(), UNITS, seed);
    OnePass pass =
        new OnePass(
            features.of(pixels.train()).stream().map(Observation::withNumbers).toList(),
            features.of(pixels.test()),
            Score.ACCURACY);
    return heads.stream()
        .parallel()
        .map(
            head -> {
              List<double[]> measured = pass.scoresAndBytes(head.label, head.spec(), steps);
              advance.run();
              return measured;
            })
        .toList();
  }

  private static List<Head> heads() {
    return Stream.of(
            bounded("orfit-auto", SpecBuilder.learner("orfit").with("noise", "auto")),
            bounded("lofi-diagonal", SpecBuilder.learner("lofi-diagonal").with("noise", 0.1)),
            Stream.of(
                new Head("ledger", SpecBuilder.learner("ledger").with("ridge", 0.1)),
                new Head("sgd", SpecBuilder.learner("sgd").with("rate", 1e-3))))
        .flatMap(same -> same)
        .toList();
  }

  private static Stream<Head> bounded(String name, SpecBuilder learner) {
    return Arrays.stream(MEMORIES)
        .mapToObj(memory -> new Head(name + "-" + memory, learner.with("memory", memory)));
  }

  private static List<String> notes(Setup setup) {
    String digits =
        setup.images() == null
            ? "Drawn 8 x 8 digits (--images takes a CSV of real ones)"
            : "The 8 x 8 digits of " + setup.images().getFileName();
    return List.of(
        digits
            + ": 120 of each class to learn, class after class, the others to test. "
            + setup.sentence("splits and features"),
        "Every head is linear with a bias, over 1,000 random ReLU features of the pixels that are"
            + " never learned. orfit-auto: noise auto, with memory 10, 32 and 64; lofi-diagonal:"
            + " noise 0.1; ledger: ridge 0.1; sgd: rate 0.001. The state is what a checkpoint"
            + " keeps of the model."
            + (setup.images() == null
                ? " Accuracies of independent runs are left out: they are of real digits."
                : ""));
  }

  /** A head and its name. */
  private record Head(String label, SpecBuilder learner) {

    String spec() {
      return learner
          .with("bias", true)
          .with("dimension", UNITS)
          .with("outputs", LabelledDigit.CLASSES)
          .json();
    }
  }
}
