package io.rivulet.learner;

import java.io.Serializable;

/**
 * The policy that decides what a model publishes: its weights at every version that is a multiple
 * of {@code every}, unless its last weight record is too recent, and its predictions. Nothing that
 * is learned or refused depends on it.
 *
 * @param every at least 1
 * @param atMost the least span between two weight records in milliseconds of the model's time, 0
 *     for none; it holds for versions that are due by {@code every}
 */
public record PublishPolicy(long every, long atMost, PredictionPolicy predictions)
    implements Serializable {

  private static final long serialVersionUID = 2L;

  /** The policy that publishes such versions at any pace, and every prediction. */
  public PublishPolicy(long every) {
    this(every, 0, PredictionPolicy.ALL);
  }

  public PublishPolicy {
    if (every < 1) {
      throw new IllegalArgumentException("publish.every must be at least 1, got " + every);
    }
    if (atMost < 0) {
      throw new IllegalArgumentException("publish.at-most must be at least 0, got " + atMost);
    }
  }

  /** This policy while the last weight record is too recent. */
  public PublishPolicy withheld() {
    return new PublishPolicy(Long.MAX_VALUE, atMost, predictions);
  }

  boolean due(long version) {
    return version % every == 0;
  }
}
