package io.rivulet.client.topic;

import io.rivulet.record.Shown;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * A reader of the committed records of a topic as bytes, in the order of each partition. It belongs
 * to no group and commits nothing. It starts at the beginning, and it must not be used by several
 * threads.
 *
 * <p>Every call throws {@link TopicException} when the topic or the cluster does not answer.
 */
public final class TopicReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final ClusterAccess access;
  private final String topic;
  private final List<TopicPartition> partitions;
  private final KafkaConsumer<byte[], byte[]> consumer;

  private TopicReader(ClusterAccess access, String topic, IntFunction<IntStream> choice) {
    this.access = access;
    this.topic = topic;
    this.consumer = TopicConsumers.open(access, topic, true, TopicConsumers.SHORT_FETCH);
    try {
      partitions =
          choice
              .apply(TopicConsumers.partitions(access, topic, consumer))
              .mapToObj(number -> new TopicPartition(topic, number))
              .toList();
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads every partition. */
  public static TopicReader ofAll(ClusterAccess access, String topic) {
    return new TopicReader(access, topic, count -> IntStream.range(0, count));
  }

  /** Reads the one partition that the choice names, given how many there are. */
  public static TopicReader ofOne(ClusterAccess access, String topic, IntUnaryOperator choice) {
    return new TopicReader(access, topic, count -> IntStream.of(choice.applyAsInt(count)));
  }

  /** The topic's name. */
  public String topic() {
    return topic;
  }

  /** The next poll begins with the oldest record that is kept. */
  public void seekToBeginning() {
    consumer.seekToBeginning(partitions);
  }

  /** Lets the next poll begin after everything that is there now. */
  public void seekToEnd() {
    consumer.seekToEnd(partitions);
    access.asking(topic, () -> partitions.stream().mapToLong(consumer::position).sum());
  }

  /**
   * Lets the next poll begin, in each partition, with the first record whose Kafka timestamp is at
   * least this late, in milliseconds since 1970, or after everything that is there now when there
   * is no such record. Later records may have earlier timestamps.
   */
  public void seekToTime(long timestamp) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, timestamp));
    Map<TopicPartition, OffsetAndTimestamp> found =
        access.asking(topic, () -> consumer.offsetsForTimes(times));
    Map<TopicPartition, Long> ends = ends();
    for (TopicPartition each : partitions) {
      OffsetAndTimestamp first = found.get(each);
      consumer.seek(each, first == null ? ends.get(each) : first.offset());
    }
  }

  /** The record at an offset of the only partition that is read; empty when none is kept there. */
  public Optional<ConsumerRecord<byte[], byte[]>> at(long offset) {
    TopicPartition only = partitions.get(0);
    if (offset < beginnings().get(only) || offset >= ends().get(only)) {
      return Optional.empty();
    }
    consumer.seek(only, offset);
    long startNanos = System.nanoTime();
    while (position(only) <= offset) {
      Iterator<ConsumerRecord<byte[], byte[]>> records = poll(POLL).iterator();
      if (records.hasNext()) {
        return Optional.of(records.next()).filter(record -> record.offset() == offset);
      }
      requireProgressSince(startNanos);
    }
    return Optional.empty();
  }

  /** Offsets of the first record that is kept, by partition. */
  Map<TopicPartition, Long> beginnings() {
    return access.asking(topic, () -> consumer.beginningOffsets(partitions));
  }

  /** Offsets behind the last record that is committed, by partition. */
  Map<TopicPartition, Long> ends() {
    return access.asking(topic, () -> consumer.endOffsets(partitions));
  }

  /** The records that arrive within the time; returns at once when some are there. */
  public ConsumerRecords<byte[], byte[]> poll(Duration wait) {
    return access.asking(topic, () -> consumer.poll(wait));
  }

  /**
   * Passes on every record from here to the current end of the topic. A few records that arrive in
   * the meantime may be among them; none is skipped for {@link #poll}.
   *
   * @param progress informed now and then of the progress
   */
  public void readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> each, ReadingProgress progress) {
    Stretch stretch = new Stretch();
    while (!stretch.getAsBoolean()) {
      poll(POLL).forEach(each);
      progress.advanceTo(stretch.done(), stretch.total);
    }
    consumer.resume(partitions);
  }

  /** A condition that tells whether everything that is there at this call has been polled. */
  public BooleanSupplier untilEnd() {
    return new Stretch();
  }

  /** Passes on every record of one partition from one offset to before another. */
  void readStretch(
      TopicPartition only, long start, long end, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    consumer.pause(partitions);
    consumer.resume(List.of(only));
    consumer.seek(only, start);
    Patience patience = new Patience(start);
    while (position(only) < end) {
      for (ConsumerRecord<byte[], byte[]> record : poll(POLL)) {
        if (record.offset() < end) {
          each.accept(record);
        }
      }
      patience.requireProgressTo(position(only));
    }
    consumer.resume(partitions);
  }

  @Override
  public void close() {
    consumer.close();
  }

  /** Whether all are at their end. */
  private boolean pauseThoseAt(Map<TopicPartition, Long> ends) {
    List<TopicPartition> done =
        partitions.stream().filter(p -> position(p) >= ends.get(p)).toList();
    consumer.pause(done);
    return done.size() == partitions.size();
  }

  private long positions() {
    return partitions.stream().mapToLong(this::position).sum();
  }

  private long position(TopicPartition partition) {
    return access.asking(topic, () -> consumer.position(partition));
  }

  private void requireProgressSince(long nanos) {
    if (System.nanoTime() - nanos > access.timeout().toNanos()) {
      throw new TopicException(
          "topic "
              + topic
              + " could not be read any further for "
              + Shown.span(access.timeout())
              + "; "
              + access.remedies().stalledTopic(),
          null);
    }
  }

  /** The limit on the time for which positions may stand still. */
  private final class Patience {

    private long position;
    private long progressNanos = System.nanoTime();

    Patience(long position) {
      this.position = position;
    }

    void requireProgressTo(long reached) {
      progressNanos = reached > position ? System.nanoTime() : progressNanos;
      position = reached;
      requireProgressSince(progressNanos);
    }
  }

  /** From where the reader is to where the topic ends now; true once that was read. */
  private final class Stretch implements BooleanSupplier {

    private final Map<TopicPartition, Long> ends = ends();
    private final long start = positions();
    private final long total = ends.values().stream().mapToLong(end -> end).sum() - start;
    private final Patience patience = new Patience(start);

    @Override
    public boolean getAsBoolean() {
      boolean done = pauseThoseAt(ends);
      if (!done) {
        patience.requireProgressTo(positions());
      }
      return done;
    }

    long done() {
      return positions() - start;
    }
  }
}
