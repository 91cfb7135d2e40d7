package io.rivulet.experiment;

import io.rivulet.experiment.digits.LabelledDigit;
import io.rivulet.experiment.figure.Axis;
import io.rivulet.experiment.figure.Mark;
import io.rivulet.experiment.figure.Panel;
import io.rivulet.experiment.figure.Point;
import io.rivulet.experiment.figure.Sheet;
import io.rivulet.experiment.figure.Trace;
import io.rivulet.experiment.lesson.Lesson;
import io.rivulet.experiment.lesson.Observation;
import io.rivulet.experiment.lesson.RandomFeatures;
import io.rivulet.experiment.lesson.Score;
import io.rivulet.experiment.spec.SpecBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Heads over frozen features, which stand for a deep network that was trained elsewhere: 1,000
 * random ReLU features of 8 x 8 digits, computed here and carried by the samples. The classes
 * arrive one after the other, in one pass. Drawn is the accuracy on all ten classes at the end over
 * the bytes of the model's state, which is the step of each point: of learners that keep m
 * directions, of one that keeps all sums, and of one that keeps its weights only.
 *
 * <p>The marks are what an independent implementation came to on real digits ({@code
 * operators/learners/docs/peers.md}), and are drawn beside real digits only.
 */
final class FrozenHeads implements Reproduction {

  static final int UNITS = 1000;

  private static final int[] MEMORIES = {10, 32, 64};

  private static final Map<String, Double> INDEPENDENT =
      Map.of(
          "orfit-auto-10", .926,
          "orfit-auto-32", .971,
          "orfit-auto-64", .977,
          "ledger", .987);

  @Override
  public String name() {
    return "heads";
  }

  @Override
  public String description() {
    return "heads over frozen features, class after class: accuracy and bytes";
  }

  @Override
  public boolean takesImages() {
    return true;
  }

  @Override
  public Sheet compute(Setup setup, ProgressListener progress) {
    List<Head> heads = heads();
    List<List<OnePass.Weighed>> runs =
        Runs.compute(
            setup,
            progress,
            name() + ": " + setup.runs() + " runs of " + heads.size() + " heads",
            heads.size(),
            (seed, advance) -> run(heads, setup, seed, advance));
    List<Trace> right = traces(heads, runs, score -> score);
    List<Trace> wrong = traces(heads, runs, score -> 1 - score);
    return new Sheet(
        name(),
        "Heads over 1,000 frozen features, one class after the other",
        List.of(
            panel(
                "accuracy",
                "Right on all ten classes",
                Axis.unit("test accuracy"),
                right,
                setup.images() == null ? List.of() : marks(right)),
            panel("wrong", "Wrong", Axis.logarithmic("1 - test accuracy"), wrong, List.of())),
        notes(setup),
        "independent runs on real digits");
  }

  private static Panel panel(
      String name, String title, Axis y, List<Trace> traces, List<Mark> marks) {
    Axis bytes = Axis.logarithmic("bytes of the model's state");
    return new Panel(name, title, bytes, y, traces, marks, OptionalDouble.empty());
  }

  private static List<Trace> traces(
      List<Head> heads, List<List<OnePass.Weighed>> runs, DoubleUnaryOperator shown) {
    return IntStream.range(0, heads.size())
        .mapToObj(i -> point(heads.get(i), runs.stream().map(run -> run.get(i)).toList(), shown))
        .toList();
  }

  private static Trace point(Head head, List<OnePass.Weighed> runs, DoubleUnaryOperator shown) {
    double bytes = runs.stream().mapToLong(OnePass.Weighed::bytes).average().orElseThrow();
    double[] values = runs.stream().mapToDouble(OnePass.Weighed::score).map(shown).toArray();
    return new Trace(head.label, List.of(Point.of(Math.rint(bytes), values)));
  }

  private static List<Mark> marks(List<Trace> traces) {
    return traces.stream()
        .filter(trace -> INDEPENDENT.containsKey(trace.method()))
        .map(trace -> mark(trace, INDEPENDENT.get(trace.method())))
        .toList();
  }

  private static Mark mark(Trace trace, double value) {
    return Mark.at(trace.method(), trace.last().orElseThrow().step(), value);
  }

  private static List<OnePass.Weighed> run(
      List<Head> heads, Setup setup, long seed, Runnable advance) {
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
              OnePass.Weighed weighed = pass.weighed(head.label, head.spec());
              advance.run();
              return weighed;
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
    return List.of(
        setup.smallDigits()
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
