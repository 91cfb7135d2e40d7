package io.rivulet.job;

import io.rivulet.job.config.DeliverySettings;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.KafkaSettings;
import io.rivulet.job.config.LimitSettings;
import io.rivulet.job.config.TopicNames;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The sinks of the job in Kafka. */
final class KafkaSinks {

  /** Kafka's own default. */
  private static final String DEFAULT_BUFFER = String.valueOf(32 << 20);

  private final JobConfiguration configuration;
  private final KafkaLeases leases;

  KafkaSinks(JobConfiguration configuration, KafkaLeases leases) {
    this.configuration = configuration;
    this.leases = leases;
  }

  Sinks sinks() {
    TopicNames topics = configuration.topics();
    LimitSettings limits = configuration.limits();
    return new Sinks(
        sink("weights", new WeightSerializer(topics.weights())),
        sink("predictions", new PredictionSerializer(topics.predictions())),
        sink("dead-letter", new DeadLetterSerializer(topics.deadLetter(), limits.recordBytes())),
        sink("acks", new AckSerializer(topics.controlAcks())),
        sink("states", new StateSerializer(topics.states()), LimitSettings.stateRecordBytes()),
        sink("metrics", new QualitySerializer(topics.metrics())));
  }

  private <T> KafkaSink<T> sink(String name, KafkaRecordSerializationSchema<T> serializer) {
    return sink(name, serializer, configuration.limits().outputBytes());
  }

  private <T> KafkaSink<T> sink(
      String name, KafkaRecordSerializationSchema<T> serializer, int largest) {
    DeliverySettings delivery = configuration.delivery();
    Properties properties = new Properties();
    properties.putAll(configuration.latency().producer());
    properties.putAll(producer(configuration.kafka(), largest));
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

  /**
   * Properties of a producer that can send such a record.
   *
   * @param largest bytes of a record
   */
  static Properties producer(KafkaSettings kafka, int largest) {
    Properties properties = new Properties();
    properties.putAll(kafka.clientProperties());
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(largest));
    // a record that is larger than the whole buffer would fail the job again and again
    properties.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, DEFAULT_BUFFER);
    properties.computeIfPresent(
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        (name, given) ->
            KafkaSettings.isBelow(String.valueOf(given), largest)
                ? String.valueOf(largest)
                : given);
    return properties;
  }
}
