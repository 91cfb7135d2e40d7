package io.rivulet.job.config;

import io.rivulet.learner.PredictionPolicy;
import io.rivulet.learner.PublishPolicy;
import java.io.Serializable;
import java.time.Duration;

/**
 * What a model publishes, and when.
 *
 * @param every a model publishes when its version is a multiple of this, 1 or more
 * @param atMost the least span between two weight records of a model, {@link #ANY_PACE} for none
 * @param predictions which samples have a prediction record
 */
public record PublishSettings(long every, Duration atMost, PredictionPolicy predictions)
    implements Serializable {

  /** Stands for {@code off}. */
  static final Duration ANY_PACE = Duration.ZERO;

  private static final Duration LONGEST = Duration.ofDays(36_500);

  /** The same at any pace, with every prediction. */
  public PublishSettings(long every) {
    this(every, ANY_PACE, PredictionPolicy.ALL);
  }

  public PublishSettings {
    if (every < 1) {
      throw ConfigurationException.about(
          "publish.every", "must be 1 or more, got " + every + "; use 1 to publish each version");
    }
    if (atMost.isNegative() || atMost.compareTo(LONGEST) > 0) {
      throw ConfigurationException.about(
          "publish.at-most",
          "must be off or 1ms to " + LONGEST.toDays() + "d, got " + atMost.toDays() + "d");
    }
  }

  public PublishPolicy policy() {
    return new PublishPolicy(every, atMost.toMillis(), predictions);
  }

  /** Whether the topic of predictions is written to. */
  public boolean predicts() {
    return predictions != PredictionPolicy.NONE;
  }
}
