package io.rivulet.client.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads partitions backwards from where they end now, in stretches of which each is four times as
 * long as the one behind it, and no farther than needed.
 *
 * @param more how many stretches are read before the one with which enough was found, unless what
 *     was found is large
 * @param enough whether records, in the order of their partition, are what was looked for
 */
record LastStretches(
    TopicReader reader, int more, Predicate<List<ConsumerRecord<byte[], byte[]>>> enough) {

  /** Any record is enough. */
  LastStretches(TopicReader reader, int more) {
    this(reader, more, found -> !found.isEmpty());
  }

  /** Offsets that are read first. */
  private static final long FIRST = 200;

  private static final long GROWTH = 4;

  /** Bytes of values from which on a stretch with enough is the last. */
  private static final long LARGE = 64L << 20;

  /**
   * The records that are wanted in what is read, each partition in its order: of the partition that
   * the choice names, given how many there are, and of the others only where it has none.
   */
  List<ConsumerRecord<byte[], byte[]>> find(
      IntUnaryOperator choice, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
    Map<TopicPartition, Long> beginnings = reader.beginnings();
    Map<TopicPartition, Long> ends = reader.ends();
    Map<Boolean, List<TopicPartition>> places = places(ends.keySet(), choice);
    Function<List<TopicPartition>, List<ConsumerRecord<byte[], byte[]>>> search =
        partitions ->
            partitions.stream()
                .flatMap(each -> find(each, beginnings.get(each), ends.get(each), wanted).stream())
                .toList();
    List<ConsumerRecord<byte[], byte[]>> found = search.apply(places.get(true));
    return found.isEmpty() ? search.apply(places.get(false)) : found;
  }

  /** Where the records are expected, and the others. */
  private static Map<Boolean, List<TopicPartition>> places(
      Collection<TopicPartition> partitions, IntUnaryOperator choice) {
    int expected = choice.applyAsInt(partitions.size());
    return partitions.stream()
        .sorted(Comparator.comparingInt(TopicPartition::partition))
        .collect(Collectors.partitioningBy(each -> each.partition() == expected));
  }

  private List<ConsumerRecord<byte[], byte[]>> find(
      TopicPartition partition,
      long beginning,
      long end,
      Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    long length = FIRST;
    long behind = end;
    for (int left = more; behind > beginning && left >= 0; length *= GROWTH) {
      long start = Math.max(beginning, behind - length);
      found.addAll(0, stretch(partition, start, behind, wanted));
      if (enough.test(found)) {
        left = bytes(found) > LARGE ? -1 : left - 1;
      }
      behind = start;
    }
    return found;
  }

  private static long bytes(List<ConsumerRecord<byte[], byte[]>> found) {
    return found.stream().mapToLong(each -> each.serializedValueSize()).sum();
  }

  private List<ConsumerRecord<byte[], byte[]>> stretch(
      TopicPartition partition,
      long start,
      long end,
      Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    reader.readStretch(
        partition,
        start,
        end,
        record -> {
          if (wanted.test(record)) {
            found.add(record);
          }
        });
    return found;
  }
}
