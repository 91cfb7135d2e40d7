package io.rivulet.job;

import io.rivulet.job.config.DeliverySettings;
import io.rivulet.job.config.JobConfiguration;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The sinks of the job in Kafka. */
final class KafkaSinks {

  private final JobConfiguration configuration;
  private final KafkaLeases leases;

  KafkaSinks(JobConfiguration configuration, KafkaLeases leases) {
    this.configuration = configuration;
    this.leases = leases;
  }

  Sinks sinks() {
    return new Sinks(
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
}
