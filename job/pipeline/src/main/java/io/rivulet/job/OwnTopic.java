package io.rivulet.job;

import io.rivulet.operator.type.RecordTypes;
import io.rivulet.record.Origin;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.SplitAndAssignmentStatus;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A source of one topic. Flink's own goes on to read every partition of the state from which it is
 * restored, also those of topics that the job has left; this one drops them. When the state has no
 * partition of its topic, the topic is begun as at a first start.
 *
 * @param kafka reads the topic
 */
record OwnTopic(String topic, Source<Origin, KafkaPartitionSplit, KafkaSourceEnumState> kafka)
    implements Source<Origin, KafkaPartitionSplit, KafkaSourceEnumState>,
        ResultTypeQueryable<Origin> {

  private static final long serialVersionUID = 1L;

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) throws Exception {
    return kafka.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state)
      throws Exception {
    return kafka.restoreEnumerator(context, own(state));
  }

  private KafkaSourceEnumState own(KafkaSourceEnumState state) {
    Set<SplitAndAssignmentStatus> own =
        state.splits().stream()
            .filter(each -> each.split().getTopic().equals(topic))
            .collect(Collectors.toSet());
    return new KafkaSourceEnumState(own, state.initialDiscoveryFinished() && !own.isEmpty());
  }

  @Override
  public SourceReader<Origin, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    return new OwnTopicReader(topic, kafka.createReader(context));
  }

  @Override
  public Boundedness getBoundedness() {
    return kafka.getBoundedness();
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return kafka.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return kafka.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<Origin> getProducedType() {
    return RecordTypes.ORIGIN;
  }
}
