package io.rivulet.job.config;

import java.io.Serializable;

/**
 * When a model publishes its weights.
 *
 * @param every a model publishes when its version is a multiple of this, 1 or more
 */
public record PublishSettings(long every) implements Serializable {

  public PublishSettings {
    if (every < 1) {
      throw ConfigurationException.about(
          "publish.every", "must be 1 or more, got " + every + "; use 1 to publish each version");
    }
  }
}
