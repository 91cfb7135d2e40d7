package io.rivulet.experiment.digits;

import io.rivulet.experiment.spec.SpecBuilder;
import java.util.Arrays;
import java.util.List;

/**
 * The models that learn the rotated digits side by side, in the order they are shown: six of the
 * ORFit paper, and one that finds the noise in the stream, starts from 0 and has a bias.
 */
public enum Contender {
  ORFIT("orfit", "10 directions"),
  ORFIT_FULL("orfit-full", "all 100 directions"),
  ORFIT_LATEST("orfit-latest", "10 directions"),
  ORFIT_RANDOM("orfit-random", "10 directions"),
  ONE_STEP_SGD("one-step-sgd", "none"),
  GREEDY("greedy", "the last angle"),
  ORFIT_AUTO("orfit-auto", "10 directions");

  /** The number of directions that a bounded memory keeps. */
  private static final int BOUND = 10;

  private final String label;
  private final String memory;

  Contender(String label, String memory) {
    this.label = label;
    this.memory = memory;
  }

  /** The name of its model, in topics, tables and files. */
  public String label() {
    return label;
  }

  /** The information that it keeps of the stream besides its weights, in words. */
  public String memory() {
    return memory;
  }

  /** The names of all. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Contender::label).toList();
  }

  /**
   * Its learner spec as JSON.
   *
   * @param seed the seed of the first weights, the same for all contenders that have some, and of
   *     the choices of {@code orfit-random}
   */
  public String spec(RotatedDigits digits, long seed) {
    return this == GREEDY || this == ORFIT_AUTO
        ? learner(seed).with("dimension", digits.dimension()).json()
        : digits.spec(learner(seed), seed);
  }

  private SpecBuilder learner(long seed) {
    return switch (this) {
      case ORFIT -> orfit("ipca").with("memory", BOUND);
      case ORFIT_FULL -> orfit("full");
      case ORFIT_LATEST -> orfit("latest").with("memory", BOUND);
      case ORFIT_RANDOM -> orfit("random").with("memory", BOUND).with("seed", seed);
      case ORFIT_AUTO -> SpecBuilder.learner("orfit").with("memory", BOUND).with("noise", "auto");
      case ONE_STEP_SGD, GREEDY -> SpecBuilder.learner(label);
    };
  }

  private static SpecBuilder orfit(String summary) {
    return SpecBuilder.learner("orfit").with("summary", summary);
  }
}
