package io.rivulet.experiment;

import io.rivulet.experiment.digits.LabelledDigit;
import io.rivulet.experiment.figure.Axis;
import io.rivulet.experiment.figure.Mark;
import io.rivulet.experiment.figure.Panel;
import io.rivulet.experiment.figure.Sheet;
import io.rivulet.experiment.figure.Trace;
import io.rivulet.experiment.lesson.Lesson;
import io.rivulet.experiment.lesson.Observation;
import io.rivulet.experiment.lesson.RandomFeatures;
import io.rivulet.experiment.lesson.Score;
import io.rivulet.experiment.lesson.Standardisation;
import io.rivulet.experiment.spec.SpecBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What is left of earlier classes when digits come two classes at a time, in five windows, each of
 * which is learned for good before the next one opens.
 *
 * <p>{@code fine-tuning} goes on from the weights before until the window's own loss is minimal,
 * which is {@code distillation} of strength 0: its minimum is the same wherever it starts.
 *
 * <p>References: P. Yun's note on regularisation-based incremental learning ({@code
 * operators/learners/docs/incremental-learning-note.md}); Q. Liu et al., arXiv 2002.04162. They
 * have no such plot. The marks are what an independent implementation came to on real digits
 * ({@code operators/learners/docs/reference-figures.md}), and are drawn beside real digits only.
 */
final class Penalties implements Reproduction {

  private static final int WINDOW = 240;

  private static final int WINDOWS = 5;
  private static final int UNITS = 500;

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
  public Sheet compute(Setup setup, ProgressListener progress) {
    List<List<double[]>> scores =
        Runs.compute(
            setup,
            progress,
            name() + ": " + setup.runs() + " runs of " + Approach.values().length + " methods",
            Approach.values().length,
            (seed, advance) ->
                Arrays.stream(Approach.values())
                    .parallel()
                    .map(approach -> run(setup, seed, approach, advance))
                    .toList());
    double[] steps = IntStream.of(windows).asDoubleStream().toArray();
    Panel panel =
        new Panel(
            "a",
            "Accuracy on all ten classes",
            Axis.linear("windows learned, two classes each"),
            Axis.unit("test accuracy"),
            Trace.of(Approach.labels(), steps, scores),
            setup.images() == null ? List.of() : MARKS,
            OptionalDouble.empty());
    return new Sheet(
        name(),
        "Digits two classes at a time, in five windows",
        List.of(panel),
        notes(setup),
        "independent runs on real digits");
  }

  private double[] run(Setup setup, long seed, Approach approach, Runnable advance) {
    int[] closed = IntStream.of(windows).map(window -> window * WINDOW).toArray();
    double[] scores = approach.scores(Lesson.digits(setup.images(), seed).byClass(), seed, closed);
    advance.run();
    return scores;
  }

  private static OnePass pass(Lesson lesson, List<byte[]> stream) {
    return new OnePass(stream, lesson.test(), Score.ACCURACY);
  }

  private static List<String> notes(Setup setup) {
    return List.of(
        setup.smallDigits()
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

  /** How earlier classes are kept, from the first that is drawn on top. */
  private enum Approach {
    LEDGER_HEAD {
      @Override
      double[] scores(Lesson digits, long seed, int... closed) {
        RandomFeatures features = new RandomFeatures(digits.inputs(), UNITS, seed);
        Lesson seen = new Lesson(features.of(digits.train()), features.of(digits.test()));
        String spec =
            learner(seed)
                .with("bias", true)
                .with("dimension", UNITS)
                .with("outputs", LabelledDigit.CLASSES)
                .json();
        return pass(seen, seen.train().stream().map(Observation::withNumbers).toList())
            .scores(label(), spec, closed);
      }

      @Override
      SpecBuilder learner(long seed) {
        return SpecBuilder.learner("ledger").with("ridge", 0.1);
      }
    },
    DISTILLATION,
    JOINT {
      /** One window that holds all samples so far. */
      @Override
      double[] scores(OnePass pass, int inputs, long seed, int... closed) {
        return IntStream.of(closed)
            .mapToDouble(n -> pass.scores(label(), spec(inputs, n, seed), n)[0])
            .toArray();
      }
    },
    LAPLACE {
      @Override
      SpecBuilder learner(long seed) {
        return SpecBuilder.learner("laplace").with("priorPrecision", 10);
      }
    },
    DISTILLATION_RESERVOIR_100 {
      @Override
      SpecBuilder learner(long seed) {
        return super.learner(seed).with("reservoir", 100).with("seed", seed);
      }
    },
    FINE_TUNING {
      @Override
      SpecBuilder learner(long seed) {
        return super.learner(seed).with("strength", 0).with("reservoir", 1);
      }
    };

    static List<String> labels() {
      return Arrays.stream(values()).map(Approach::label).toList();
    }

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    SpecBuilder learner(long seed) {
      return SpecBuilder.learner("distillation");
    }

    /**
     * The accuracy after each of some numbers of samples.
     *
     * @param closed where windows end, ascending
     */
    double[] scores(Lesson digits, long seed, int... closed) {
      Standardisation standard = new Standardisation(digits.train());
      Lesson lesson = new Lesson(standard.of(digits.train()), standard.of(digits.test()));
      OnePass pass = pass(lesson, lesson.train().stream().map(Observation::withLabel).toList());
      return scores(pass, lesson.inputs(), seed, closed);
    }

    double[] scores(OnePass pass, int inputs, long seed, int... closed) {
      return pass.scores(label(), spec(inputs, WINDOW, seed), closed);
    }

    /** Its spec as JSON for classes of inputs, learned by windows of so many. */
    String spec(int inputs, int window, long seed) {
      return learner(seed)
          .with("dimension", inputs)
          .with("classes", LabelledDigit.CLASSES)
          .with("window", window)
          .json();
    }
  }
}
