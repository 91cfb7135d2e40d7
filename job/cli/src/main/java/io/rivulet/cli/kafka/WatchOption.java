package io.rivulet.cli.kafka;

import io.rivulet.cli.console.Failure;
import io.rivulet.client.topic.Feed;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Where a command that follows a topic begins and ends; for use as a mixin. */
public final class WatchOption {

  private static final Duration POLL = Duration.ofMillis(500);

  @Option(
      names = "--from-beginning",
      description = "Begin with the oldest record that is kept, not with the next.")
  private boolean fromBeginning;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "End after N records (default: go on until interrupted).")
  private Long limit;

  @Option(
      names = "--until-end",
      description = "Read from the oldest record that is kept to what is there now, then end.")
  private boolean untilEnd;

  /** Hands on one record after the other; flushes when it would wait. */
  public <T> void follow(Supplier<? extends Feed<T>> open, Consumer<T> each, Runnable flush) {
    long most = limit == null ? Long.MAX_VALUE : limit;
    if (most < 1) {
      throw Failure.refused("--limit must be at least 1, got " + most);
    }
    try (Feed<T> feed = open.get()) {
      if (!fromBeginning && !untilEnd) {
        feed.seekToEnd();
      }
      follow(feed, most, each, flush);
    }
  }

  private <T> void follow(Feed<T> feed, long most, Consumer<T> each, Runnable flush) {
    BooleanSupplier done = untilEnd ? feed.untilEnd() : () -> false;
    long left = most;
    while (left > 0 && !done.getAsBoolean()) {
      Iterator<T> records = feed.poll(POLL).iterator();
      for (; left > 0 && records.hasNext(); left--) {
        each.accept(records.next());
      }
      flush.run();
    }
  }
}
