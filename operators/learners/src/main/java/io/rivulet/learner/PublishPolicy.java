package io.rivulet.learner;

import java.io.Serializable;

/**
 * The policy that decides when a model publishes its weights: at every version that is a multiple
 * of {@code every}.
 *
 * @param every at least 1
 */
public record PublishPolicy(long every) implements Serializable {

  private static final long serialVersionUID = 1L;

  public PublishPolicy {
    if (every < 1) {
      throw new IllegalArgumentException("publish.every must be at least 1, got " + every);
    }
  }

  boolean due(long version) {
    return version % every == 0;
  }
}
