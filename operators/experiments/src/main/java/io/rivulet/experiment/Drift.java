package io.rivulet.experiment;

import io.rivulet.experiment.WalkingWeights.Change;
import io.rivulet.experiment.digits.Contender;
import io.rivulet.experiment.digits.Errors;
import io.rivulet.experiment.digits.RotatedDigits;
import io.rivulet.experiment.figure.Axis;
import io.rivulet.experiment.figure.Panel;
import io.rivulet.experiment.figure.Sheet;
import io.rivulet.experiment.figure.Trace;
import io.rivulet.experiment.report.Curves;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Systems that change, followed by {@code orfit} with objective {@code track}, which is told
 * nothing, and by learners whose settings were picked on other systems of the kind; and rotated
 * digits, a stream of which only the order changes, which objective {@code track} forgets.
 */
final class Drift implements Reproduction {

  private static final String WATCHED = "watched";

  private static final int WINDOW = 20;

  /** Systems of other seeds, by which settings are picked. */
  private static final int PICKED_BY = 3;

  private static final long APART = 1_000_000;

  private static final List<Method> ON_DIGITS =
      List.of(
          Method.of(Tracker.TRACK.label(), Tracker.TRACK.learner()), Method.of(Contender.ORFIT));

  @Override
  public String name() {
    return "drift";
  }

  @Override
  public String description() {
    return "systems that change: following them against remembering the stream";
  }

  @Override
  public boolean takesImages() {
    return true;
  }

  @Override
  public Sheet compute(Setup setup, ProgressListener progress) {
    List<Curves> digits =
        new DigitRuns(ON_DIGITS, RotatedDigits.WATCHED).compute(setup, progress, name());
    Map<Change, Map<Tracker, Double>> settings = settings(setup, progress);
    List<Map<Change, List<double[]>>> runs =
        Runs.compute(
            setup,
            progress,
            name() + ": " + setup.runs() + " runs",
            Change.values().length,
            (seed, advance) -> run(settings, seed, advance));
    return new Sheet(
        name(),
        "Systems that change: objective track against settings picked by hand",
        List.of(
            changing(Change.WALK, "Weights that walk", runs, OptionalDouble.empty()),
            changing(
                Change.JUMP,
                "Weights that jump",
                runs,
                OptionalDouble.of(WalkingWeights.SAMPLES / 2.0)),
            sorted("test", "Rotated digits, sorted by angle", digits, Errors::test),
            sorted(WATCHED, "The same: an early sample", digits, Errors::watched)),
        notes(setup, settings),
        "");
  }

  private Map<Change, Map<Tracker, Double>> settings(Setup setup, ProgressListener progress) {
    progress.stage(name() + ": settings", Change.values().length);
    Map<Change, Map<Tracker, Double>> settings = new EnumMap<>(Change.class);
    for (Change change : Change.values()) {
      List<OneStepAhead> systems =
          LongStream.range(0, PICKED_BY)
              .mapToObj(i -> WalkingWeights.of(change, setup.seed() + APART + i))
              .map(OneStepAhead::new)
              .toList();
      Map<Tracker, Double> picked = new EnumMap<>(Tracker.class);
      for (Tracker tracker : Tracker.values()) {
        picked.put(tracker, tracker.picked(systems));
      }
      settings.put(change, picked);
      progress.advanceTo(settings.size());
    }
    return settings;
  }

  /** The errors of each method, for each change. */
  private static Map<Change, List<double[]>> run(
      Map<Change, Map<Tracker, Double>> settings, long seed, Runnable advance) {
    Map<Change, List<double[]>> errors = new EnumMap<>(Change.class);
    settings.forEach(
        (change, picked) -> {
          OneStepAhead system = new OneStepAhead(WalkingWeights.of(change, seed));
          List<double[]> each = new ArrayList<>();
          picked.forEach((tracker, value) -> each.add(tracker.errors(value, system, WINDOW)));
          errors.put(change, each);
          advance.run();
        });
    return errors;
  }

  private static Panel changing(
      Change change, String title, List<Map<Change, List<double[]>>> runs, OptionalDouble event) {
    double[] steps =
        IntStream.rangeClosed(1, WalkingWeights.SAMPLES / WINDOW)
            .mapToDouble(i -> (double) i * WINDOW)
            .toArray();
    return new Panel(
        change.label(),
        title,
        Axis.linear("samples learned"),
        Axis.linear("prediction error"),
        Trace.of(Tracker.labels(), steps, runs.stream().map(run -> run.get(change)).toList()),
        List.of(),
        event);
  }

  private static Panel sorted(
      String kind, String title, List<Curves> runs, ToDoubleFunction<Errors> error) {
    boolean watched = kind.equals(WATCHED);
    return new Panel(
        "digits-" + kind,
        title,
        Axis.linear("samples learned"),
        Axis.linear(
            (watched ? "error on sample " + RotatedDigits.WATCHED : "test error") + " (degrees)"),
        Curves.traces(runs, error),
        List.of(),
        watched ? OptionalDouble.of(RotatedDigits.WATCHED) : OptionalDouble.empty());
  }

  private static List<String> notes(Setup setup, Map<Change, Map<Tracker, Double>> settings) {
    Stream<String> picked =
        settings.entrySet().stream()
            .map(entry -> entry.getKey().label() + ": " + words(entry.getValue()));
    return List.of(
        setup.sentence("data"),
        "y = w·x + N(0, 1/4); x has 60 inputs whose variances fall as 1 / j and are 1 on average. w"
            + " starts from N(0, 1/4), and walks by N(0, 0.035²) a sample or is drawn anew at the"
            + " dotted line. Prediction error: answer before a sample is learned less its target"
            + " without noise, root mean square of "
            + WINDOW
            + " samples.",
        "orfit-track is told nothing. The others have what was best on "
            + PICKED_BY
            + " other systems: "
            + picked.collect(Collectors.joining("; "))
            + ". Memory 10 where there is one. sgd leaves out samples on which it would overshoot.",
        "On sorted digits (protocol of fig6) orfit-track takes the order of the stream for a change"
            + " and forgets what it learned first: following and remembering are different"
            + " objectives.");
  }

  private static String words(Map<Tracker, Double> picked) {
    return picked.entrySet().stream()
        .filter(entry -> !Double.isNaN(entry.getValue()))
        .map(entry -> entry.getKey().words(entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
