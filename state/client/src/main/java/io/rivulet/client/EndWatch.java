package io.rivulet.client;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * The record of the moment up to which everything that was published is in effect: the last moment
 * at which the follower asked where the partitions end, and has since read up to the answer. One
 * thread writes, and any number of threads read.
 */
final class EndWatch {

  private final LongSupplier nanoTime;
  private final long everyNanos;
  private final long startNanos;
  private long askedNanos;
  private Map<TopicPartition, Long> ends;
  private volatile Moment known;

  /**
   * @param nanoTime as {@link System#nanoTime}
   * @param every pause from one question to the next
   */
  EndWatch(LongSupplier nanoTime, Duration every) {
    this.nanoTime = nanoTime;
    this.everyNanos = every.toNanos();
    this.startNanos = nanoTime.getAsLong();
    this.askedNanos = startNanos - everyNanos;
  }

  /** Whether it is time to ask again; not while something is left to read. */
  boolean due() {
    return ends == null && nanoTime.getAsLong() - askedNanos >= everyNanos;
  }

  /** Notes that the next answer is about the current moment. */
  void ask() {
    askedNanos = nanoTime.getAsLong();
  }

  /** Takes the answer: the ends of the partitions at {@link #ask}. */
  void told(Map<TopicPartition, Long> answer) {
    ends = Map.copyOf(answer);
  }

  /**
   * Notes how far each partition is read.
   *
   * @return whether all are read to their ends
   */
  boolean reached(ToLongFunction<TopicPartition> position) {
    if (ends == null
        || !ends.entrySet().stream()
            .allMatch(each -> position.applyAsLong(each.getKey()) >= each.getValue())) {
      return false;
    }
    ends = null;
    known = new Moment(askedNanos);
    return true;
  }

  /** The age of the last known moment, or of the start before the first. */
  Duration staleness() {
    Moment last = known;
    return Duration.ofNanos(nanoTime.getAsLong() - (last == null ? startNanos : last.nanos));
  }

  private record Moment(long nanos) {}
}
