package io.rivulet.client;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The options with which {@link Models} follow a topic.
 *
 * @param prefix the beginning of the name of every topic; default {@code rivulet.}
 * @param models the test for model ids to keep, called on the following thread for each record;
 *     default all
 * @param committedOnly whether records of transactions that are open or were aborted are left out,
 *     which a job with exactly-once delivery needs; default true. Without it, updates arrive before
 *     their checkpoint and may be of versions that a failure takes back
 * @param timeout the timeout of each question to the cluster; default 15 s
 * @param endsEvery how often the follower asks where the topic ends, which bounds how small {@link
 *     Models#staleness} can be; default 500 ms
 */
public record FollowOptions(
    String prefix,
    Predicate<String> models,
    boolean committedOnly,
    Duration timeout,
    Duration endsEvery) {

  public static final FollowOptions DEFAULT =
      new FollowOptions(
          "rivulet.", id -> true, true, Duration.ofSeconds(15), Duration.ofMillis(500));

  public FollowOptions {
    Objects.requireNonNull(prefix, "prefix");
    Objects.requireNonNull(models, "models");
    requirePositive("timeout", timeout);
    requirePositive("endsEvery", endsEvery);
  }

  /** The same options with another prefix of topics. */
  public FollowOptions withPrefix(String other) {
    return new FollowOptions(other, models, committedOnly, timeout, endsEvery);
  }

  /** The same options, restricted to models whose id begins with a text. */
  public FollowOptions onlyBeginningWith(String begin) {
    return only(id -> id.startsWith(begin));
  }

  /** The same options, restricted to models whose id passes a test. */
  public FollowOptions only(Predicate<String> wanted) {
    return new FollowOptions(prefix, wanted, committedOnly, timeout, endsEvery);
  }

  /** The same options, including records of transactions that are open or were aborted. */
  public FollowOptions withUncommitted() {
    return new FollowOptions(prefix, models, false, timeout, endsEvery);
  }

  /** The same options with another timeout of each question to the cluster. */
  public FollowOptions withTimeout(Duration other) {
    return new FollowOptions(prefix, models, committedOnly, other, endsEvery);
  }

  /** The same options with another interval between questions where the topic ends. */
  public FollowOptions withEndsEvery(Duration other) {
    return new FollowOptions(prefix, models, committedOnly, timeout, other);
  }

  private static void requirePositive(String name, Duration span) {
    if (span.isZero() || span.isNegative()) {
      throw new IllegalArgumentException(name + " must be more than 0, got " + span);
    }
  }
}
