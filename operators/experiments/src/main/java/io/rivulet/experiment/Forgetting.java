package io.rivulet.experiment;

import io.rivulet.experiment.digits.DigitSample;
import io.rivulet.experiment.digits.DigitSource;
import io.rivulet.experiment.digits.Draws;
import io.rivulet.experiment.figure.Axis;
import io.rivulet.experiment.figure.Panel;
import io.rivulet.experiment.figure.Sheet;
import io.rivulet.experiment.figure.Trace;
import io.rivulet.experiment.lesson.Observation;
import io.rivulet.experiment.spec.SpecBuilder;
import io.rivulet.record.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How much each sample changes the answers to all earlier ones, as the records of six learners say
 * it and as it is: on rotated digits in order of their angle, and on a stream whose target jumps.
 */
final class Forgetting implements Reproduction {

  /** Samples of the stream that jumps. */
  private static final int JUMPING = 200;

  /** The first sample after the jump. */
  private static final int JUMP = 101;

  private static final int INPUTS = 20;
  private static final double NOISE = 0.1;
  private static final Map<String, Object> RECALL = Map.of("bound", true, "meter", 16);
  private static final List<String> CURVES = List.of("bound", "truth", "meter");

  @Override
  public String name() {
    return "forgetting";
  }

  @Override
  public String description() {
    return "what each sample changes of all earlier answers";
  }

  @Override
  public boolean takesImages() {
    return true;
  }

  @Override
  public Sheet compute(Setup setup, ProgressListener progress) {
    List<List<List<double[]>>> runs =
        Runs.compute(
            setup,
            progress,
            name() + ": " + setup.runs() + " runs",
            2 * Follower.values().length,
            (seed, advance) -> run(setup, seed, advance));
    List<Panel> panels = new ArrayList<>();
    for (int i = 0; i < 2 * Follower.values().length; i++) {
      int slot = i;
      panels.add(panel(slot, runs.stream().map(run -> run.get(slot)).toList()));
    }
    return new Sheet(
        name(),
        "What each sample changes of the answers to all samples before it",
        panels,
        notes(setup, runs),
        "");
  }

  private static List<List<double[]>> run(Setup setup, long seed, Runnable advance) {
    List<Sample> digits =
        JobRecords.decoded(
            new DigitSource(setup.images())
                .digits(seed).train().stream().map(DigitSample::json).toList());
    List<Sample> jumping = JobRecords.decoded(jumping(new Draws(seed)));
    return Stream.of(digits, jumping).flatMap(samples -> passes(samples, seed, advance)).toList();
  }

  private static Stream<List<double[]>> passes(List<Sample> samples, long seed, Runnable advance) {
    boolean turned = samples.size() < JUMPING;
    double unit = turned ? Math.toDegrees(1) : 1;
    return Arrays.stream(Follower.values())
        .map(
            follower -> {
              String spec =
                  follower
                      .spec(turned, seed)
                      .with("dimension", samples.get(0).values().length)
                      .with("recall", RECALL)
                      .json();
              List<double[]> figures = RecallPass.of(follower.label(), spec, samples, unit);
              advance.run();
              return figures;
            });
  }

  /** Inputs of N(0, 1) and y = w·x + N(0, 0.1²), where w of N(0, 1) is drawn anew at the jump. */
  private static List<byte[]> jumping(Draws draws) {
    List<byte[]> records = new ArrayList<>();
    double[] w = normals(draws);
    for (int i = 1; i <= JUMPING; i++) {
      w = i == JUMP ? normals(draws) : w;
      double[] x = normals(draws);
      double y = Regression.dot(w, x) + NOISE * draws.normal();
      records.add(new Observation(x, new double[] {y}).withNumbers());
    }
    return records;
  }

  private static double[] normals(Draws draws) {
    return DoubleStream.generate(draws::normal).limit(INPUTS).toArray();
  }

  private static Panel panel(int slot, List<List<double[]>> runs) {
    int followers = Follower.values().length;
    Follower follower = Follower.values()[slot % followers];
    boolean turned = slot < followers;
    int from = firstChange(runs);
    int versions = runs.get(0).get(0).length;
    double[] steps = IntStream.range(from, versions).mapToDouble(i -> i + 2).toArray();
    List<List<double[]>> shown =
        runs.stream()
            .map(
                run ->
                    Stream.of(run.get(1), run.get(0), run.get(2))
                        .map(figures -> Arrays.copyOfRange(figures, from, versions))
                        .toList())
            .toList();
    return new Panel(
        (turned ? "digits-" : "jump-") + follower.label(),
        follower.label() + (turned ? ", rotated digits" : ", target jumps"),
        Axis.linear("samples learned"),
        Axis.logarithmic(turned ? "change (degrees)" : "change"),
        Trace.of(CURVES, steps, shown),
        List.of(),
        turned ? OptionalDouble.empty() : OptionalDouble.of(JUMP));
  }

  /** The first version that changes earlier answers by more than rounding in any run. */
  private static int firstChange(List<List<double[]>> runs) {
    return IntStream.range(0, runs.get(0).get(0).length)
        .filter(i -> runs.stream().anyMatch(run -> run.get(0)[i] > RecallPass.ROUNDING))
        .findFirst()
        .orElse(0);
  }

  private static List<String> notes(Setup setup, List<List<List<double[]>>> runs) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Root mean squares over all earlier samples, by version. bound: the"
            + " record's changeBound; meter: the record's change, of 16 vectors. "
            + setup.sentence("data and first weights"));
    notes.add(
        DigitRuns.notes(setup).get(0)
            + " Target jumps: 20 inputs of N(0, 1), y = w·x and noise of 0.1, and at the dotted"
            + " line another w. orfit and lofi-diagonal keep 10 directions, and so does their"
            + " bound; the others 16. What orfit changes by rounding while its memory is not full"
            + " is left out.");
    int half = Follower.values().length;
    notes.add(found("Rotated digits", runs, 0) + " " + found("Target jumps", runs, half));
    return notes;
  }

  /** What was found in the slots of a stream. */
  private static String found(String where, List<List<List<double[]>>> runs, int from) {
    RecallPass.Ratios all = new RecallPass.Ratios();
    List<String> bounds = new ArrayList<>();
    int slot = from;
    for (Follower follower : Follower.values()) {
      RecallPass.Ratios own = new RecallPass.Ratios();
      for (List<List<double[]>> run : runs) {
        own.add(run.get(slot));
        all.add(run.get(slot));
      }
      bounds.add(follower.label() + " " + own.bound());
      slot++;
    }
    return where + ": " + all.words() + " Times the truth: " + String.join(", ", bounds) + ".";
  }

  /** The learners that follow what becomes of their answers. */
  private enum Follower {
    ORFIT {
      @Override
      SpecBuilder spec(boolean turned, long seed) {
        return learner(seed).with("memory", 10);
      }
    },
    RLS {
      @Override
      SpecBuilder spec(boolean turned, long seed) {
        return learner(seed).with("forgetting", 0.98);
      }
    },
    SGD {
      @Override
      SpecBuilder spec(boolean turned, long seed) {
        return learner(seed).with("rate", turned ? 0.0005 : 0.02);
      }
    },
    EKF {
      @Override
      SpecBuilder spec(boolean turned, long seed) {
        return learner(seed).with("noise", 0.1).with("processNoise", 1e-4);
      }
    },
    LOFI_DIAGONAL {
      @Override
      SpecBuilder spec(boolean turned, long seed) {
        return learner(seed).with("memory", 10).with("noise", 0.1);
      }
    },
    ONLINE_NET {
      @Override
      SpecBuilder spec(boolean turned, long seed) {
        return SpecBuilder.learner(label())
            .with("hidden", 50)
            .with("direct", false)
            .with("seed", seed);
      }
    };

    /** Without dimension and recall. */
    abstract SpecBuilder spec(boolean turned, long seed);

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** From the first weights of figure 6 of the ORFit paper. */
    SpecBuilder learner(long seed) {
      return SpecBuilder.learner(label())
          .with("initialWeights", Map.of("uniform", 1.0 / 28, "seed", seed));
    }
  }
}
