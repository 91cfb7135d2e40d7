package io.rivulet.job;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.KafkaSettings;
import io.rivulet.job.config.RecordFormat;
import io.rivulet.job.config.StartPosition;
import io.rivulet.record.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.enumerator.subscriber.KafkaSubscriber;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The sources of the job in Kafka. */
final class KafkaSources {

  private final JobConfiguration configuration;
  private final KafkaLeases leases;

  KafkaSources(JobConfiguration configuration, KafkaLeases leases) {
    this.configuration = configuration;
    this.leases = leases;
  }

  /** Commands to the models. */
  Source<Origin, ?, ?> control() {
    return new OwnTopic(configuration.topics().control(), new ControlSource(leases));
  }

  OwnTopic samples() {
    return new OwnTopic(configuration.topics().samples(), samplesInKafka());
  }

  private KafkaSource<Origin> samplesInKafka() {
    return KafkaSource.<Origin>builder()
        .setProperties(consumer())
        .setKafkaSubscriber(new SamplesTopic(topic(), description()))
        .setGroupId(configuration.kafka().groupId())
        .setStartingOffsets(offsets(configuration.kafka().start()))
        .setDeserializer(new OriginDeserializer(configuration.format() == RecordFormat.RAW))
        .build();
  }

  private Properties consumer() {
    Properties properties = new Properties();
    properties.putAll(configuration.latency().consumer());
    properties.putAll(properties(configuration.kafka()));
    FetchSizes.fit(configuration.limits(), properties);
    return properties;
  }

  static Properties properties(KafkaSettings kafka) {
    Properties properties = new Properties();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.putAll(kafka.clientProperties());
    return properties;
  }

  private KafkaSubscriber topic() {
    return KafkaSubscriber.getTopicListSubscriber(List.of(configuration.topics().samples()));
  }

  /** One line for the log of a start. */
  private String description() {
    return "job %s reads %s (%s, unless it is restored) and writes %s, %s and %s %s"
        .formatted(
            configuration.kafka().groupId(),
            configuration.topics().samples(),
            start(configuration.kafka().start()),
            configuration.topics().weights(),
            configuration.topics().predictions(),
            configuration.topics().deadLetter(),
            configuration.delivery().isExactlyOnce() ? "exactly once" : "at least once");
  }

  private static String start(StartPosition start) {
    return switch (start.kind()) {
      case EARLIEST -> "from the earliest record";
      case LATEST -> "from the latest record";
      case TIMESTAMP -> "from " + Instant.ofEpochMilli(start.timestamp());
    };
  }

  private static OffsetsInitializer offsets(StartPosition start) {
    return switch (start.kind()) {
      case EARLIEST -> OffsetsInitializer.earliest();
      case LATEST -> OffsetsInitializer.latest();
      case TIMESTAMP -> OffsetsInitializer.timestamp(start.timestamp());
    };
  }
}
