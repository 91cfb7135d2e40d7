package io.rivulet.operator;

import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.life.LifeLimits;
import io.rivulet.record.Limits;
import java.io.Serializable;
import java.util.List;

/**
 * Settings of the learn operator, which travel with the job.
 *
 * @param patterns the patterns that give specs to new models
 * @param limits the sizes beyond which records are refused
 * @param policy the policy for publishing weights
 * @param life the limits of lives
 * @param cacheBytes heap for live models of a subtask, or {@link #AUTO_CACHE}
 */
public record LearnSettings(
    List<SpecPattern> patterns,
    Limits limits,
    PublishPolicy policy,
    LifeLimits life,
    long cacheBytes)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The value for a quarter of the task heap of a slot. */
  public static final long AUTO_CACHE = CacheBudget.AUTO;

  public LearnSettings {
    patterns = List.copyOf(patterns);
  }

  /** Settings with the usual limits of lives. */
  public LearnSettings(
      List<SpecPattern> patterns, Limits limits, PublishPolicy policy, long cacheBytes) {
    this(patterns, limits, policy, LifeLimits.DEFAULT, cacheBytes);
  }
}
