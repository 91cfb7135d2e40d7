package io.rivulet.job;

import io.rivulet.job.config.LimitSettings;
import io.rivulet.job.lease.LeaseTerms;
import io.rivulet.operator.type.RecordTypes;
import io.rivulet.record.Origin;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The topic of commands: from its state, or else from where the lease of the job says that the
 * topic ended. Only where the source is coordinated is it known which job that is.
 *
 * @param leases of the jobs on these topics
 */
record ControlSource(KafkaLeases leases)
    implements Source<Origin, KafkaPartitionSplit, KafkaSourceEnumState>,
        ResultTypeQueryable<Origin> {

  private static final long serialVersionUID = 1L;

  private static final String JOB_ID = "<job_id>";

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return coordinated(context).createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state)
      throws IOException {
    return coordinated(context).restoreEnumerator(context, state);
  }

  @Override
  public SourceReader<Origin, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    return anywhere().createReader(context);
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return anywhere().getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return anywhere().getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<Origin> getProducedType() {
    return RecordTypes.ORIGIN;
  }

  private KafkaSource<Origin> coordinated(SplitEnumeratorContext<KafkaPartitionSplit> context) {
    String job = context.metricGroup().getAllVariables().get(JOB_ID);
    return from(new LeasedOffsets(leases, leases.identity(job)));
  }

  /** For what does not depend on where the topic is begun. */
  private KafkaSource<Origin> anywhere() {
    return from(OffsetsInitializer.earliest());
  }

  private KafkaSource<Origin> from(OffsetsInitializer start) {
    LeaseTerms terms = leases.terms();
    Properties properties = KafkaSources.properties(terms.kafka());
    properties.put(
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        String.valueOf(LimitSettings.stateRecordBytes()));
    return KafkaSource.<Origin>builder()
        .setProperties(properties)
        .setTopics(List.of(terms.topics().control()))
        .setGroupId(terms.kafka().groupId())
        .setStartingOffsets(start)
        .setDeserializer(new OriginDeserializer(false))
        .build();
  }
}
