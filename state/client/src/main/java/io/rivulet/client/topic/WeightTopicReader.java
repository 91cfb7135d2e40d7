package io.rivulet.client.topic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * A reader that follows the weights topic: committed records, those of each model in the order in
 * which they were published. It starts at the beginning, and it must not be used by several
 * threads.
 */
public final class WeightTopicReader implements Feed<PublishedWeights> {

  private final TopicReader reader;
  private final String onlyModel;
  private final WholeWeights versions = new WholeWeights();

  private WeightTopicReader(TopicReader reader, String onlyModel) {
    this.reader = reader;
    this.onlyModel = onlyModel;
  }

  /** Reads all models. */
  public static WeightTopicReader ofAll(ClusterAccess access, String topic) {
    return new WeightTopicReader(TopicReader.ofAll(access, topic), null);
  }

  /** Reads one model, from the partition in which the job publishes it. */
  public static WeightTopicReader ofModel(ClusterAccess access, String topic, String model) {
    return new WeightTopicReader(
        TopicReader.ofOne(access, topic, count -> partition(model, count)), model);
  }

  /** The partition into which a producer with the default partitioner of Java puts a key. */
  public static int partition(String model, int partitions) {
    return Utils.toPositive(Utils.murmur2(model.getBytes(StandardCharsets.UTF_8))) % partitions;
  }

  /**
   * The last records of a model, in the order in which they were published; empty when none is
   * kept. The search reads backwards from the end of the partition in which the job publishes it,
   * and one stretch farther once a version is found, unless that took many bytes, because the last
   * record may repeat an older version for a while after a failure of the job. The other partitions
   * are searched when it is not there, as after a copy by another program.
   */
  public static List<PublishedWeights> lastOf(ClusterAccess access, String topic, String model) {
    try (TopicReader reader = TopicReader.ofAll(access, topic)) {
      return versions(
          new LastStretches(reader, 1, found -> !versions(found).isEmpty())
              .find(count -> partition(model, count), record -> isPartOf(model, record)));
    }
  }

  private static List<PublishedWeights> versions(List<ConsumerRecord<byte[], byte[]>> records) {
    WholeWeights versions = new WholeWeights();
    return records.stream().flatMap(record -> versions.accept(record).stream()).toList();
  }

  private static boolean isPartOf(String model, ConsumerRecord<byte[], byte[]> record) {
    return record.key() != null && model.equals(WholeWeights.model(record));
  }

  static boolean isOf(String model, ConsumerRecord<byte[], byte[]> record) {
    return record.key() != null && model.equals(new String(record.key(), StandardCharsets.UTF_8));
  }

  /** The topic's name. */
  public String topic() {
    return reader.topic();
  }

  /** The next poll begins with the oldest record that is kept. */
  public void seekToBeginning() {
    reader.seekToBeginning();
  }

  /** Lets the next poll begin after everything that is published now. */
  @Override
  public void seekToEnd() {
    reader.seekToEnd();
  }

  /**
   * The next records, of each partition in its order.
   *
   * @param wait longest time until the first of them comes
   * @return empty when none came
   */
  @Override
  public List<PublishedWeights> poll(Duration wait) {
    List<PublishedWeights> published = new ArrayList<>();
    reader.poll(wait).forEach(record -> add(record, published::add));
    return published;
  }

  /**
   * Passes on every record from here to the current end of the topic, and perhaps a few that arrive
   * in the meantime; {@link #poll} continues after the last.
   */
  public void readToEnd(Consumer<PublishedWeights> each, ReadingProgress progress) {
    reader.readToEnd(record -> add(record, each), progress);
  }

  @Override
  public BooleanSupplier untilEnd() {
    return reader.untilEnd();
  }

  @Override
  public void close() {
    reader.close();
  }

  private void add(ConsumerRecord<byte[], byte[]> record, Consumer<PublishedWeights> to) {
    if (record.key() != null && (onlyModel == null || isPartOf(onlyModel, record))) {
      versions.accept(record).ifPresent(to);
    }
  }
}
