package io.rivulet.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.job.config.JobConfiguration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.junit.jupiter.api.Test;

/** Which sizes of fetches and requests are named. */
final class SizeCheckTest {

  private static final String MOST = "socket.request.max.bytes";

  /** 64 KiB stand for key, headers and batch. */
  private static final int MESSAGE = (4 << 20) + (64 << 10);

  @Test
  void ofFetches_belowTheLargestSample_isNamedWithBothNumbers() {
    List<Finding> findings =
        SizeCheck.ofFetches(
            configuration("--limits.record-bytes", "4mb", partitionFetch(MESSAGE - 1)));

    assertThat(findings)
        .containsExactly(
            Finding.warning(
                "kafka.properties.max.partition.fetch.bytes",
                "4259839 is less than the largest sample, with its key and headers, 4259840: such"
                    + " samples would come one at a time; raise it, or remove the line"));
  }

  @Test
  void ofFetches_enoughOrNotGivenOrSmallRecords_namesNone() {
    assertThat(SizeCheck.ofFetches(configuration("--limits.record-bytes", "4mb"))).isEmpty();
    assertThat(
            SizeCheck.ofFetches(
                configuration("--limits.record-bytes", "4mb", partitionFetch(MESSAGE))))
        .isEmpty();
    assertThat(SizeCheck.ofFetches(configuration(partitionFetch(1000)))).isEmpty();
  }

  @Test
  void ofBroker_requestBelowTheLargest_isNamedWithBothNumbers() {
    assertThat(SizeCheck.ofBroker("3", answer("1000000"), 1_000_001))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.isError()).isFalse();
              assertThat(finding.subject()).isEqualTo("broker 3");
              assertThat(finding.message())
                  .contains("socket.request.max.bytes is 1000000", "has 1000001 bytes");
            });
  }

  @Test
  void ofBroker_enoughOrUnknown_namesNone() {
    assertThat(SizeCheck.ofBroker("3", answer("1000001"), 1_000_001)).isEmpty();
    assertThat(SizeCheck.ofBroker("3", answer(null), 1_000_001)).isEmpty();
  }

  private static KafkaFuture<Config> answer(String value) {
    return KafkaFuture.completedFuture(new Config(List.of(new ConfigEntry(MOST, value))));
  }

  private static String partitionFetch(int bytes) {
    return "--kafka.properties.max.partition.fetch.bytes=" + bytes;
  }

  private static JobConfiguration configuration(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--kafka.bootstrap.servers", "localhost:9092"));
    all.addAll(List.of(arguments));
    return JobConfiguration.read(all.toArray(String[]::new));
  }
}
