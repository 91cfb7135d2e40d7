package io.rivulet.benchmark.pipeline.job;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Both ends of a line, as the job has them, from options {@code --name value}. */
final class JobLine {

  private final Map<String, String> options = new HashMap<>();

  JobLine(String... args) {
    if (args.length % 2 != 0) {
      throw new IllegalArgumentException("options are --name value, got " + String.join(" ", args));
    }
    for (int i = 0; i < args.length; i += 2) {
      options.put(args[i].substring("--".length()), args[i + 1]);
    }
  }

  String option(String name) {
    String value = options.get(name);
    if (value == null) {
      throw new IllegalArgumentException("--" + name + " is missing");
    }
    return value;
  }

  int number(String name) {
    return Integer.parseInt(option(name));
  }

  /** Keys and values of the samples. */
  DataStream<Tuple2<String, byte[]>> samples(StreamExecutionEnvironment environment) {
    KafkaSource<Tuple2<String, byte[]>> source =
        KafkaSource.<Tuple2<String, byte[]>>builder()
            .setProperties(clients("consumer."))
            .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
            .setTopics(option("samples"))
            .setGroupId(option("group"))
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new KeyedBytes())
            .build();
    return environment.fromSource(source, WatermarkStrategy.noWatermarks(), "samples");
  }

  KafkaSink<Tuple2<String, byte[]>> sink(String topic) {
    Properties properties = clients("producer.");
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(32 << 20));
    return KafkaSink.<Tuple2<String, byte[]>>builder()
        .setBootstrapServers(option("bootstrap.servers"))
        .setKafkaProducerConfig(properties)
        .setRecordSerializer(new BytesSerializer(topic))
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .build();
  }

  /** The address, and what options with this prefix say of the clients. */
  private Properties clients(String prefix) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", option("bootstrap.servers"));
    options.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            properties.put(name.substring(prefix.length()), value);
          }
        });
    return properties;
  }
}
