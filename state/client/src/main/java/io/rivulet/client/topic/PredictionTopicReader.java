package io.rivulet.client.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A reader that follows the predictions topic: committed records, those of each model in the order
 * in which they were published.
 */
public final class PredictionTopicReader implements Feed<PublishedPrediction> {

  private final TopicReader reader;
  private final String onlyModel;

  private PredictionTopicReader(TopicReader reader, String onlyModel) {
    this.reader = reader;
    this.onlyModel = onlyModel;
  }

  /** Reads all models. */
  public static PredictionTopicReader ofAll(ClusterAccess access, String topic) {
    return new PredictionTopicReader(TopicReader.ofAll(access, topic), null);
  }

  /** Reads one model, from the partition in which the job publishes it. */
  public static PredictionTopicReader ofModel(ClusterAccess access, String topic, String model) {
    return new PredictionTopicReader(
        TopicReader.ofOne(access, topic, count -> WeightTopicReader.partition(model, count)),
        model);
  }

  @Override
  public void seekToEnd() {
    reader.seekToEnd();
  }

  @Override
  public List<PublishedPrediction> poll(Duration wait) {
    List<PublishedPrediction> predictions = new ArrayList<>();
    reader
        .poll(wait)
        .forEach(
            record ->
                Optional.ofNullable(PublishedPrediction.of(record))
                    .filter(this::wanted)
                    .ifPresent(predictions::add));
    return predictions;
  }

  @Override
  public BooleanSupplier untilEnd() {
    return reader.untilEnd();
  }

  /**
   * The last published prediction of one model; empty when none is kept. The search reads backwards
   * from the end of the partition in which the job publishes it, and no farther than needed,
   * because a topic that is not compacted keeps the newest record last. The other partitions are
   * searched when it is not there, as after a copy by another program.
   */
  public static Optional<PublishedPrediction> newest(
      ClusterAccess access, String topic, String model) {
    try (TopicReader reader = TopicReader.ofAll(access, topic)) {
      return new LastStretches(reader, 0)
              .find(
                  count -> WeightTopicReader.partition(model, count),
                  record -> WeightTopicReader.isOf(model, record))
              .stream()
              .reduce(PredictionTopicReader::later)
              .map(PublishedPrediction::of);
    }
  }

  private static ConsumerRecord<byte[], byte[]> later(
      ConsumerRecord<byte[], byte[]> a, ConsumerRecord<byte[], byte[]> b) {
    return a.partition() != b.partition() && a.timestamp() > b.timestamp() ? a : b;
  }

  @Override
  public void close() {
    reader.close();
  }

  private boolean wanted(PublishedPrediction prediction) {
    return onlyModel == null || onlyModel.equals(prediction.model());
  }
}
