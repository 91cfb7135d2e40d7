package io.rivulet.experiment;

import io.rivulet.experiment.lesson.Observation;
import io.rivulet.experiment.peer.BatchRidge;
import io.rivulet.experiment.peer.ResidualRule;
import io.rivulet.experiment.spec.SpecBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A method that is compared with others, from the first that is drawn on top. */
enum Peer {
  ORFIT_AUTO("orfit-auto") {
    @Override
    List<double[]> scores(TaskRun trial) {
      return List.of(trial.scores(label(), auto()));
    }
  },
  ORFIT_AUTO_MERGEABLE("orfit-auto-mergeable") {
    @Override
    List<double[]> scores(TaskRun trial) {
      return List.of(trial.scores(label(), auto().with("mergeable", true)));
    }
  },
  ORFIT_NOISE("orfit-noise") {
    @Override
    List<double[]> scores(TaskRun trial) {
      return quarters(LEAST_NOISE, MOST_NOISE)
          .mapToObj(noise -> trial.scores(label(), orfit().with("bias", true).with("noise", noise)))
          .toList();
    }
  },
  ORFIT("orfit") {
    @Override
    List<double[]> scores(TaskRun trial) {
      return List.of(trial.scoresOfThePaper(label(), orfit()));
    }
  },
  ORFIT_FULL("orfit-full") {
    @Override
    List<double[]> scores(TaskRun trial) {
      SpecBuilder full = SpecBuilder.learner("orfit").with("summary", "full");
      return List.of(trial.scoresOfThePaper(label(), full));
    }
  },
  SHORTEST_REPLACED("shortest-replaced") {
    @Override
    List<double[]> scores(TaskRun trial) {
      ResidualRule rule = ResidualRule.smallestReplaced(MEMORY, trial.firstWeights());
      return List.of(trial.scores(rule));
    }
  },
  ZEROS_FOR_PRODUCTS("zeros-for-products") {
    @Override
    List<double[]> scores(TaskRun trial) {
      ResidualRule rule = ResidualRule.zerosForProducts(MEMORY, trial.firstWeights());
      return List.of(trial.scores(rule));
    }
  },
  ONE_STEP_SGD("one-step-sgd") {
    @Override
    List<double[]> scores(TaskRun trial) {
      return List.of(trial.scoresOfThePaper(label(), SpecBuilder.learner(label())));
    }
  },
  SGD("sgd") {
    @Override
    List<double[]> scores(TaskRun trial) {
      return quarters(LEAST_RATE, MOST_RATE)
          .mapToObj(rate -> sgd(trial, SpecBuilder.learner(label()).with("rate", rate)))
          .toList();
    }

    /** A rate that is too large for a sample of the stream is none for the stream. */
    private double[] sgd(TaskRun trial, SpecBuilder learner) {
      try {
        return trial.scoresOfThePaper(label(), learner);
      } catch (ExperimentException e) {
        return trial.none();
      }
    }
  },
  RLS("rls") {
    @Override
    List<double[]> scores(TaskRun trial) {
      return List.of(trial.scores(label(), SpecBuilder.learner(label()).with("bias", true)));
    }
  },
  LEDGER("ledger") {
    @Override
    List<double[]> scores(TaskRun trial) {
      SpecBuilder ledger = SpecBuilder.learner(label()).with("ridge", 0.1).with("bias", true);
      return List.of(trial.scores(label(), ledger));
    }
  },
  BATCH_RIDGE("batch-ridge") {
    @Override
    List<double[]> scores(TaskRun trial) {
      List<Observation> train = trial.lesson().train();
      BatchRidge ridge =
          new BatchRidge(
              train.stream().map(Observation::x).toArray(double[][]::new),
              train.stream().map(Observation::y).toArray(double[][]::new));
      double[] scores = trial.none();
      scores[scores.length - 1] = trial.score(ridge::answer);
      return List.of(scores);
    }
  };

  static final int MEMORY = 10;

  /** Exponents of ten, in quarters. */
  static final int LEAST_NOISE = -4;

  static final int MOST_NOISE = 14;
  static final int LEAST_RATE = -24;
  static final int MOST_RATE = -6;

  private final String label;

  Peer(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(Peer::label).toList();
  }

  /**
   * The scores at each step, of one setting or of several to choose from.
   *
   * @return NaN where there is none
   */
  abstract List<double[]> scores(TaskRun trial);

  static SpecBuilder orfit() {
    return SpecBuilder.learner("orfit").with("memory", MEMORY);
  }

  static SpecBuilder auto() {
    return orfit().with("noise", "auto");
  }

  private static DoubleStream quarters(int least, int most) {
    return IntStream.rangeClosed(least, most).mapToDouble(part -> StrictMath.pow(10, part / 4.0));
  }
}
