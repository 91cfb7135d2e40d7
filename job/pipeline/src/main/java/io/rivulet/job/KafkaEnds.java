package io.rivulet.job;

import io.rivulet.job.config.DeliverySettings;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.StartPosition;
import io.rivulet.record.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.enumerator.subscriber.KafkaSubscriber;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Both ends of the line in Kafka. */
final class KafkaEnds {

  private final JobConfiguration configuration;
  private final KafkaLeases leases;

  KafkaEnds(JobConfiguration configuration, KafkaLeases leases) {
    this.configuration = configuration;
    this.leases = leases;
  }

  KafkaSource<Origin> samples() {
    Properties properties = new Properties();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.putAll(configuration.kafka().clientProperties());
    return KafkaSource.<Origin>builder()
        .setProperties(properties)
        .setKafkaSubscriber(new SamplesTopic(topic(), description()))
        .setGroupId(configuration.kafka().groupId())
        .setStartingOffsets(offsets(configuration.kafka().start()))
        .setDeserializer(new OriginDeserializer())
        .build();
  }

  private KafkaSubscriber topic() {
    return KafkaSubscriber.getTopicListSubscriber(List.of(configuration.topics().samples()));
  }

  /** One line for the log of a start. */
  String description() {
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

  Outputs outputs() {
    return new Outputs(
        sink("weights", new WeightSerializer(configuration.topics().weights())),
        sink("predictions", new PredictionSerializer(configuration.topics().predictions())),
        sink("dead-letter", new DeadLetterSerializer(configuration.topics().deadLetter())));
  }

  private <T> KafkaSink<T> sink(String name, KafkaRecordSerializationSchema<T> serializer) {
    DeliverySettings delivery = configuration.delivery();
    Properties properties = new Properties();
    properties.putAll(configuration.kafka().clientProperties());
    properties.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        String.valueOf(configuration.limits().deadLetterBytes()));
    properties.put(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        String.valueOf(delivery.transactionTimeout().toMillis()));
    return KafkaSink.<T>builder()
        .setKafkaProducerConfig(properties)
        .setRecordSerializer(
            delivery.isExactlyOnce() ? new LeasedSerializer<>(serializer, leases) : serializer)
        .setDeliveryGuarantee(
            delivery.isExactlyOnce()
                ? DeliveryGuarantee.EXACTLY_ONCE
                : DeliveryGuarantee.AT_LEAST_ONCE)
        .setTransactionalIdPrefix(delivery.transactionPrefix(name))
        .setTransactionNamingStrategy(TransactionNamingStrategy.INCREMENTING)
        .build();
  }

  private static OffsetsInitializer offsets(StartPosition start) {
    return switch (start.kind()) {
      case EARLIEST -> OffsetsInitializer.earliest();
      case LATEST -> OffsetsInitializer.latest();
      case TIMESTAMP -> OffsetsInitializer.timestamp(start.timestamp());
    };
  }
}
