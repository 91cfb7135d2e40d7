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
import io.rivulet.experiment.spec.SpecBuilder;
import io.rivulet.record.Sample;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Systems that change, followed by {@code orfit} with objective {@code track}, which is given
 * nothing, and by learners whose settings were picked on other data; and rotated digits, a stream
 * whose order is all that changes, which objective {@code track} forgets.
 */
final class Drift implements Reproduction {

  private static final int WINDOW = 20;

  /** Systems of other seeds, by which settings are picked. */
  private static final int PICKED_BY = 3;

  private static final long APART = 1_000_000;

  private static final List<Method> ON_DIGITS =
      List.of(
          Method.of(
              "orfit-track",
              SpecBuilder.learner("orfit").with("memory", 10).with("objective", "track")),
          Method.of(Contender.ORFIT));

  @Override
  public String name() {
    return "drift";
  }

  @Override
  public String description() {
    return "weights that walk and jump, and a sorted stream: following against remembering";
  }

  @Override
  public boolean takesImages() {
    return true;
  }

  @Override
  public Sheet compute(Setup setup, ProgressListener progress) {
    Map<Change, Map<Tracker, Double>> settings = new EnumMap<>(Change.class);
    for (Change change : Change.values()) {
      settings.put(change, picked(change, setup));
    }
    List<List<List<double[]>>> runs =
        Runs.compute(
            setup,
            progress,
            name() + ": " + setup.runs() + " runs",
            Change.values().length,
            (seed, advance) -> run(settings, seed, advance));
    List<Curves> digits =
        new DigitRuns(ON_DIGITS, RotatedDigits.WATCHED).compute(setup, progress, name());
    return new Sheet(
        name(),
        "Systems that change: objective track against settings picked by hand",
        List.of(
            changing("walk", "Weights that walk", runs, OptionalDouble.empty()),
            changing(
                "jump",
                "Weights that jump at the dotted line",
                runs,
                OptionalDouble.of(WalkingWeights.SAMPLES / 2.0)),
            sorted(digits)),
        notes(setup, settings),
        "");
  }

  private static Map<Tracker, Double> picked(Change change, Setup setup) {
    List<WalkingWeights> systems =
        LongStream.range(0, PICKED_BY)
            .mapToObj(i -> WalkingWeights.of(change, setup.seed() + APART + i))
            .toList();
    Map<Tracker, Double> settings = new EnumMap<>(Tracker.class);
    for (Tracker tracker : Tracker.values()) {
      settings.put(tracker, tracker.best(systems));
    }
    return settings;
  }

  /** For each change the errors of each method. */
  private static List<List<double[]>> run(
      Map<Change, Map<Tracker, Double>> settings, long seed, Runnable advance) {
    List<List<double[]>> results = new ArrayList<>();
    settings.forEach(
        (change, picked) -> {
          WalkingWeights system = WalkingWeights.of(change, seed);
          List<Sample> samples = JobRecords.decoded(system.records());
          List<double[]> errors = new ArrayList<>();
          picked.forEach(
              (tracker, setting) ->
                  errors.add(
                      OneStepAhead.errors(
                          tracker.answers(setting, samples), system.truth(), WINDOW)));
          results.add(errors);
          advance.run();
        });
    return results;
  }

  private static Panel changing(
      String name, String title, List<List<List<double[]>>> runs, OptionalDouble event) {
    int change = Change.valueOf(name.toUpperCase(java.util.Locale.ROOT)).ordinal();
    double[] steps =
        IntStream.rangeClosed(1, WalkingWeights.SAMPLES / WINDOW)
            .mapToDouble(i -> (double) i * WINDOW)
            .toArray();
    List<List<double[]>> errors = runs.stream().map(run -> run.get(change)).toList();
    return new Panel(
        name,
        title,
        Axis.linear("samples learned"),
        Axis.linear("prediction error"),
        Trace.of(Tracker.labels(), steps, errors),
        List.of(),
        event);
  }

  private static Panel sorted(List<Curves> runs) {
    return new Panel(
        "digits",
        "Rotated digits, sorted by angle",
        Axis.linear("samples learned"),
        Axis.linear("test error (degrees)"),
        Curves.traces(runs, Errors::test),
        List.of(),
        OptionalDouble.empty());
  }

  private static List<String> notes(Setup setup, Map<Change, Map<Tracker, Double>> settings) {
    List<String> notes = new ArrayList<>();
    notes.add("notes");
    return notes;
  }
}
