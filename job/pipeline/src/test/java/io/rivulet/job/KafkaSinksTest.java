package io.rivulet.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.LimitSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaSinksTest {

  /** Kafka sends no record that is larger than the buffer of its producer. */
  @ParameterizedTest
  @CsvSource({
    "1048576, 25231360",
    "25231359, 25231360",
    "25231360, 25231360",
    "99999999, 99999999"
  })
  void producer_ofStates_hasRoomForTheLargest(String given, String taken) {
    JobConfiguration configuration =
        JobConfiguration.read(
            "--kafka.bootstrap.servers",
            "localhost:1",
            "--kafka.properties.buffer.memory",
            given,
            "--kafka.properties.max.request.size",
            "1000");

    assertThat(KafkaSinks.producer(configuration.kafka(), LimitSettings.stateRecordBytes()))
        .containsEntry("buffer.memory", taken)
        .containsEntry("max.request.size", "25231360");
  }
}
