package io.rivulet.job;

import io.rivulet.record.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the partitions of one topic, and drops those of others that a restored state brings. */
@SuppressWarnings("try") // as Flink declares close()
final class OwnTopicReader implements SourceReader<Origin, KafkaPartitionSplit> {

  private static final Logger LOG = LoggerFactory.getLogger(OwnTopicReader.class);

  private final String topic;
  private final SourceReader<Origin, KafkaPartitionSplit> reader;

  OwnTopicReader(String topic, SourceReader<Origin, KafkaPartitionSplit> reader) {
    this.topic = topic;
    this.reader = reader;
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    List<KafkaPartitionSplit> own = new ArrayList<>();
    for (KafkaPartitionSplit split : splits) {
      if (split.getTopic().equals(topic)) {
        own.add(split);
      } else {
        LOG.info("leaves {}, which the restored state had read: reads {}", split, topic);
      }
    }
    if (!own.isEmpty()) {
      reader.addSplits(own);
    }
  }

  @Override
  public void start() {
    reader.start();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<Origin> output) throws Exception {
    return reader.pollNext(output);
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
    return reader.snapshotState(checkpoint);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return reader.isAvailable();
  }

  @Override
  public void notifyNoMoreSplits() {
    reader.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    reader.handleSourceEvents(event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    reader.notifyCheckpointComplete(checkpoint);
  }

  @Override
  public void notifyCheckpointAborted(long checkpoint) throws Exception {
    reader.notifyCheckpointAborted(checkpoint);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> paused, Collection<String> resumed) {
    reader.pauseOrResumeSplits(paused, resumed);
  }

  @Override
  public void close() throws Exception {
    reader.close();
  }
}
