package io.rivulet.experiment;

import io.rivulet.experiment.figure.Axis;
import io.rivulet.experiment.figure.Panel;
import io.rivulet.experiment.figure.Sheet;
import io.rivulet.experiment.figure.Trace;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Learners of this project beside what else there is, on five streams in one pass: ORFit as two
 * public codes have it, SGD at its best rate, and ridge regression on all samples at once, whose
 * strength is that of the least exact leave-one-out error.
 *
 * <p>What stands for a choice among settings, {@code sgd} and {@code orfit-noise}, is the setting
 * of the best mean at the end, known only afterwards.
 */
final class Peers implements Reproduction {

  private static final int EXAMS = 12;

  private final int exams;

  Peers() {
    this(EXAMS);
  }

  /**
   * @param exams how often a pass is measured, from 1; the last time at its end
   */
  Peers(int exams) {
    this.exams = exams;
  }

  @Override
  public String name() {
    return "peers";
  }

  @Override
  public String description() {
    return "learners beside public codes, tuned SGD and batch ridge regression";
  }

  @Override
  public boolean takesImages() {
    return true;
  }

  @Override
  public Sheet compute(Setup setup, ProgressListener progress) {
    PeerTask[] tasks = PeerTask.values();
    List<List<Measurements>> runs =
        Runs.compute(
            setup,
            progress,
            name() + ": " + setup.runs() + " runs",
            tasks.length * Peer.values().length,
            (seed, advance) ->
                Arrays.stream(tasks).map(task -> run(task, setup, seed, advance)).toList());
    List<Panel> panels =
        IntStream.range(0, tasks.length)
            .mapToObj(i -> panel(tasks[i], runs.stream().map(run -> run.get(i)).toList()))
            .toList();
    return new Sheet(
        name(),
        "Side by side with others, in one pass over five streams",
        panels,
        notes(setup),
        "");
  }

  private Measurements run(PeerTask task, Setup setup, long seed, Runnable advance) {
    TaskRun trial = TaskRun.of(task, setup, seed, exams);
    Map<Peer, List<double[]>> scores = new EnumMap<>(Peer.class);
    for (Peer peer : Peer.values()) {
      scores.put(peer, peer.scores(trial));
      advance.run();
    }
    return new Measurements(trial.steps(), scores);
  }

  private static Panel panel(PeerTask task, List<Measurements> runs) {
    return new Panel(
        task.label(),
        task.title(),
        Axis.linear("samples learned"),
        task.axis(),
        Arrays.stream(Peer.values()).map(peer -> trace(task, peer, runs)).toList(),
        List.of(),
        OptionalDouble.empty());
  }

  private static Trace trace(PeerTask task, Peer peer, List<Measurements> runs) {
    int settings = runs.get(0).of(peer).size();
    int best = 0;
    for (int i = 1; i < settings; i++) {
      if (task.score().better(end(peer, i, runs), end(peer, best, runs))
          || Double.isNaN(end(peer, best, runs))) {
        best = i;
      }
    }
    return trace(peer, best, runs);
  }

  private static double end(Peer peer, int setting, List<Measurements> runs) {
    return runs.stream()
        .map(run -> run.of(peer).get(setting))
        .mapToDouble(scores -> scores[scores.length - 1])
        .average()
        .orElseThrow();
  }

  /** Without the steps at which there is no score. */
  private static Trace trace(Peer peer, int setting, List<Measurements> runs) {
    List<double[]> scores = runs.stream().map(run -> run.of(peer).get(setting)).toList();
    double[] steps = IntStream.of(runs.get(0).steps).asDoubleStream().toArray();
    int[] shown =
        IntStream.range(0, steps.length).filter(i -> !Double.isNaN(scores.get(0)[i])).toArray();
    return Trace.of(
        peer.label(),
        IntStream.of(shown).mapToDouble(i -> steps[i]).toArray(),
        scores.stream()
            .map(run -> IntStream.of(shown).mapToDouble(i -> run[i]).toArray())
            .toList());
  }

  private static List<String> notes(Setup setup) {
    String digits =
        setup.images() == null
            ? "Drawn digits (--images takes an IDX3 file of real ones for the first panel, or a CSV"
                + " for the last). "
            : "Digits of " + setup.images().getFileName() + ". ";
    return List.of(
        digits + setup.sentence("data and first weights"),
        "orfit-auto (noise: auto), orfit-auto-mergeable, orfit-noise (the best of 19 R), orfit and"
            + " both public rules keep 10 directions; orfit-full keeps all; shortest-replaced and"
            + " zeros-for-products are ORFit as two public codes have it; sgd has the best of 19"
            + " rates; rls has prior precision 1, ledger the ridge 0.1; batch-ridge is no stream.",
        "On the rotated digits orfit, orfit-full, the public rules and SGD start as the paper does,"
            + " from random weights and without a bias; all else starts from 0 with a bias. Errors"
            + " are root mean squares on targets without noise.");
  }

  /** What one run of a task came to: of each peer, the scores of its settings. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Measurements(int[] steps, Map<Peer, List<double[]>> byPeer) {

    List<double[]> of(Peer peer) {
      return byPeer.get(peer);
    }
  }
}
