package io.rivulet.client.topic;

import io.rivulet.record.Shown;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * A stretch of a topic that can be read several times, always with the same records in the same
 * order: to the ends at the time of opening, each partition in the order of its offsets, and the
 * partitions merged by the timestamps of their next records, of equal ones by partition. Records
 * that expire meanwhile are missing. It holds one poll of each partition in memory.
 *
 * <p>Every call throws {@link TopicException} when the topic or the cluster does not answer.
 */
public final class MergedTopic implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private static final Comparator<ConsumerRecord<?, ?>> NEXT =
      Comparator.<ConsumerRecord<?, ?>>comparingLong(ConsumerRecord::timestamp)
          .thenComparingInt(ConsumerRecord::partition);

  private final ClusterAccess access;
  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Map<TopicPartition, Long> beginnings;
  private final Map<TopicPartition, Long> ends;

  /**
   * Opens the topic.
   *
   * @throws TopicException when no broker answers, or the topic does not exist
   */
  public MergedTopic(ClusterAccess access, String topic) {
    this.access = access;
    this.topic = topic;
    consumer = TopicConsumers.consumer(access, topic, true, TopicConsumers.SHORT_FETCH);
    try {
      partitions =
          access.asking(
              topic,
              () ->
                  consumer.partitionsFor(topic).stream()
                      .map(each -> new TopicPartition(topic, each.partition()))
                      .sorted(Comparator.comparingInt(TopicPartition::partition))
                      .toList());
      beginnings = new HashMap<>(access.asking(topic, () -> consumer.beginningOffsets(partitions)));
      ends = access.asking(topic, () -> consumer.endOffsets(partitions));
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
    consumer.assign(partitions);
  }

  /**
   * Lets each partition begin with the first record whose Kafka timestamp is at least this late, in
   * milliseconds since 1970. Later records may have earlier timestamps.
   */
  public void beginAt(long timestamp) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(each -> times.put(each, timestamp));
    Map<TopicPartition, OffsetAndTimestamp> found =
        access.asking(topic, () -> consumer.offsetsForTimes(times));
    for (TopicPartition each : partitions) {
      OffsetAndTimestamp first = found.get(each);
      long end = ends.get(each);
      beginnings.put(each, first == null ? end : Math.min(first.offset(), end));
    }
  }

  /** Where each partition begins. */
  public Map<Integer, Long> beginnings() {
    return byNumber(beginnings);
  }

  /** Where each partition ends: behind its last record. */
  public Map<Integer, Long> ends() {
    return byNumber(ends);
  }

  /** Passes on every record from the beginnings to the ends. */
  public void read(Consumer<ConsumerRecord<byte[], byte[]>> each, ReadingProgress progress) {
    Merge merge = new Merge();
    beginnings.forEach(consumer::seek);
    long total = sum(ends) - sum(beginnings);
    while (!merge.isDone()) {
      merge.fetch();
      merge.passOn(each);
      progress.advanceTo(merge.reached() - sum(beginnings), total);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  private long position(TopicPartition partition) {
    return access.asking(topic, () -> consumer.position(partition));
  }

  private boolean isRead(TopicPartition partition) {
    return position(partition) >= ends.get(partition);
  }

  private static long sum(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(each -> each).sum();
  }

  private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
    Map<Integer, Long> numbered = new TreeMap<>();
    offsets.forEach((partition, offset) -> numbered.put(partition.partition(), offset));
    return numbered;
  }

  /** One reading. */
  private final class Merge {

    private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> waiting =
        new HashMap<>();
    private long reached;
    private long progressNanos = System.nanoTime();

    Merge() {
      partitions.forEach(each -> waiting.put(each, new ArrayDeque<>()));
    }

    boolean isDone() {
      return partitions.stream().allMatch(each -> waiting.get(each).isEmpty() && isRead(each));
    }

    /** Polls those partitions of which the next record is not known. */
    void fetch() {
      List<TopicPartition> unknown = unknown();
      if (unknown.isEmpty()) {
        return;
      }
      List<TopicPartition> others = new ArrayList<>(partitions);
      others.removeAll(unknown);
      consumer.pause(others);
      consumer.resume(unknown);
      for (ConsumerRecord<byte[], byte[]> record :
          access.asking(topic, () -> consumer.poll(POLL))) {
        var partition = new TopicPartition(topic, record.partition());
        if (record.offset() < ends.get(partition)) {
          waiting.get(partition).add(record);
        }
      }
      requireProgress();
    }

    /** The first of the next records, as long as all of them are known. */
    void passOn(Consumer<ConsumerRecord<byte[], byte[]>> each) {
      while (unknown().isEmpty()) {
        Deque<ConsumerRecord<byte[], byte[]>> first =
            waiting.values().stream()
                .filter(queue -> !queue.isEmpty())
                .min(Comparator.comparing(Deque::getFirst, NEXT))
                .orElse(null);
        if (first == null) {
          return;
        }
        each.accept(first.removeFirst());
      }
    }

    long reached() {
      return partitions.stream()
          .mapToLong(
              each ->
                  waiting.get(each).isEmpty()
                      ? Math.min(position(each), ends.get(each))
                      : waiting.get(each).getFirst().offset())
          .sum();
    }

    private List<TopicPartition> unknown() {
      return partitions.stream()
          .filter(each -> waiting.get(each).isEmpty() && !isRead(each))
          .toList();
    }

    private void requireProgress() {
      long positions = partitions.stream().mapToLong(MergedTopic.this::position).sum();
      if (positions > reached) {
        reached = positions;
        progressNanos = System.nanoTime();
      }
      if (System.nanoTime() - progressNanos > access.timeout().toNanos()) {
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
  }
}
