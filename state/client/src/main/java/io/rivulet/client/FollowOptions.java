package io.rivulet.client;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What {@link Models} follow, and how.
 *
 * @param prefix begins the name of every topic; default {@code rivulet.}
 * @param models which model ids are kept, asked on the following thread for each record; default
 *     all
 * @param committedOnly whether records of transactions that are open or were aborted are left out,
 *     which a job with exactly-once delivery needs; default true. Without it updates come before
 *     their checkpoint, and may be of versions that a failure takes back
 * @param timeout of each question to the cluster; default 15 s
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

  /** The same, of topics with another prefix. */
  public FollowOptions withPrefix(String other) {
    return new FollowOptions(other, models, committedOnly, timeout, endsEvery);
  }

  /** The same, with models only whose id begins with a text. */
  public FollowOptions onlyBeginningWith(String begin) {
    return only(id -> id.startsWith(begin));
  }

  /** The same, with models only whose id is wanted. */
  public FollowOptions only(Predicate<String> wanted) {
    return new FollowOptions(prefix, wanted, committedOnly, timeout, endsEvery);
  }

  /** The same, with records of transactions that are open or were aborted. */
  public FollowOptions withUncommitted() {
    return new FollowOptions(prefix, models, false, timeout, endsEvery);
  }

  /** The same, with another time for each question to the cluster. */
  public FollowOptions withTimeout(Duration other) {
    return new FollowOptions(prefix, models, committedOnly, other, endsEvery);
  }

  /** The same, asking more or less often where the topic ends. */
  public FollowOptions withEndsEvery(Duration other) {
    return new FollowOptions(prefix, models, committedOnly, timeout, other);
  }

  private static void requirePositive(String name, Duration span) {
    if (span.isZero() || span.isNegative()) {
      throw new IllegalArgumentException(name + " must be more than 0, got " + span);
    }
  }
}
