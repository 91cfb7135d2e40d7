package io.rivulet.experiment;

import io.rivulet.experiment.digits.DigitSample;
import io.rivulet.experiment.digits.DigitSource;
import io.rivulet.experiment.digits.RotatedDigits;
import io.rivulet.experiment.digits.TestError;
import io.rivulet.experiment.report.Curves;
import io.rivulet.learner.Emitter;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.record.Prediction;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.replay.Replay;
import java.util.List;

/**
 * Independent runs of methods over rotated digits: each has images, angles and first weights of its
 * own, the same for all methods. Samples go through decoder, validator and learners of the job, and
 * what is measured are the weights it would publish.
 */
final class DigitRuns {

  /** Passes are numbered by two digits, and then by zeros. */
  private static final int UNROUNDED = 100;

  private final List<Method> methods;
  private final int watched;

  /**
   * @param watched the sample whose own error is followed, from 1
   */
  DigitRuns(List<Method> methods, int watched) {
    this.methods = methods;
    this.watched = watched;
  }

  /** What a reader must know of the data and the runs. */
  static List<String> notes(Setup setup) {
    String data =
        setup.images() == null
            ? "Drawn digits \"2\", which are easier than the paper's MNIST (--images takes a file)"
            : "Images of " + setup.images().getFileName();
    return List.of(
        data
            + ": 100 to learn, each turned by an angle from U[0, 180) degrees and sorted by it, the"
            + " others to test.",
        "f(x) = w·x, where w starts from U(-s, s), s = 1 / side. Root mean square errors, "
            + setup.mean("images, angles and first weights")
            + ".");
  }

  /**
   * The curves of each run, in order of their seeds.
   *
   * @param figure for whom, as progress shows it
   */
  List<Curves> compute(Setup setup, ProgressListener progress, String figure) {
    DigitSource source = new DigitSource(setup.images());
    return Runs.compute(
        setup,
        progress,
        figure + ": " + setup.runs() + " runs of " + methods.size() + " methods",
        methods.size(),
        (seed, advance) -> run(source.digits(seed), seed, advance));
  }

  private Curves run(RotatedDigits digits, long seed, Runnable advance) {
    List<Sample> samples =
        JobRecords.decoded(digits.train().stream().map(DigitSample::json).toList());
    TestError error = new TestError(digits, watched);
    int passes = methods.stream().mapToInt(Method::passes).max().orElse(1);
    Curves curves =
        new Curves(methods.stream().map(Method::name).toList(), passes * samples.size());
    for (Method method : methods) {
      learn(method, method.spec().of(digits, seed), samples, measured(method, curves, error));
      advance.run();
    }
    return curves;
  }

  private static void learn(Method method, String spec, List<Sample> samples, Emitter emitter) {
    Replay replay = JobRecords.job(spec, new PublishPolicy(1), true, emitter);
    try {
      for (int pass = 0; pass < method.passes(); pass++) {
        for (Sample sample : samples) {
          replay.learn(sample);
        }
      }
    } catch (RejectedException e) {
      throw new ExperimentException(method.name() + " refused a sample: " + e.getMessage(), e);
    }
  }

  private static Emitter measured(Method method, Curves curves, TestError error) {
    return new Emitter() {
      @Override
      public void prediction(Prediction prediction) {}

      @Override
      public void weights(WeightRecord record) {
        if (shown(record.version())) {
          curves.put(method.name(), Math.toIntExact(record.version()), error.of(record));
        }
      }
    };
  }

  /** Each step of the first pass, then the end of each pass numbered 1 to 99, 100, 110, .. */
  static boolean shown(long step) {
    long pass = step / RotatedDigits.TRAIN;
    long unit = 1;
    while (pass / unit >= UNROUNDED) {
      unit *= 10;
    }
    return step <= RotatedDigits.TRAIN || (step % RotatedDigits.TRAIN == 0 && pass % unit == 0);
  }
}
