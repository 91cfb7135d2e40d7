package io.rivulet.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.traffic.Latency;
import java.lang.reflect.Field;
import java.util.Properties;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.junit.jupiter.api.Test;

/** What the option latency gives the clients of the job, and what wins over it. */
class LatencyTest {

  @Test
  void clients_lowLatency_waitTwoMilliseconds() throws Exception {
    JobConfiguration configuration = read();

    assertThat(configuration.latency()).isEqualTo(Latency.LOW);
    assertThat(producer(configuration))
        .containsEntry("linger.ms", "2")
        .containsEntry("batch.size", "65536");
    assertThat(consumer(configuration)).containsEntry("fetch.min.bytes", "1");
  }

  @Test
  void clients_throughput_waitForFullerBatches() throws Exception {
    JobConfiguration configuration = read("--latency", "throughput");

    assertThat(producer(configuration))
        .containsEntry("linger.ms", "50")
        .containsEntry("batch.size", "262144");
    assertThat(consumer(configuration))
        .containsEntry("fetch.min.bytes", "65536")
        .containsEntry("fetch.max.wait.ms", "50");
  }

  @Test
  void clients_propertiesOfTheUser_win() throws Exception {
    JobConfiguration configuration =
        read(
            "--latency",
            "throughput",
            "--kafka.properties.linger.ms",
            "7",
            "--kafka.properties.fetch.min.bytes",
            "1");

    assertThat(producer(configuration)).containsEntry("linger.ms", "7");
    assertThat(consumer(configuration))
        .containsEntry("fetch.min.bytes", "1")
        .containsEntry("isolation.level", "read_committed");
  }

  private static JobConfiguration read(String... more) {
    String[] all = new String[more.length + 2];
    all[0] = "--kafka.bootstrap.servers";
    all[1] = "localhost:1";
    System.arraycopy(more, 0, all, 2, more.length);
    return JobConfiguration.read(all);
  }

  private static Properties producer(JobConfiguration configuration) throws Exception {
    KafkaSink<?> sink = (KafkaSink<?>) new KafkaSinks(configuration, null).sinks().weights();
    return properties(sink, KafkaSink.class, "kafkaProducerConfig");
  }

  private static Properties consumer(JobConfiguration configuration) throws Exception {
    return properties(
        new KafkaSources(configuration, null).samples().kafka(), KafkaSource.class, "props");
  }

  /** The connector shows its properties to nobody. */
  private static Properties properties(Object client, Class<?> type, String name) throws Exception {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return (Properties) field.get(client);
  }
}
