package io.rivulet.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.server.common.MetadataVersion;
import org.junit.jupiter.api.Test;

final class VersionCheckTest {

  @Test
  void of_testedClient_isANote() {
    assertThat(VersionCheck.of("4.2.1", "1 broker(s)"))
        .containsExactly(Finding.note("versions", "kafka-clients 4.2.1, 1 broker(s)"));
  }

  @Test
  void of_anotherClient_isAWarning() {
    assertThat(VersionCheck.of("4.3.1", "1 broker(s)"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
              assertThat(finding.message()).contains("4.3.1 instead of 4.2.x");
            });
  }

  @Test
  void release_eachLevelKafkaKnows_isItsRelease() {
    for (MetadataVersion version : MetadataVersion.values()) {
      String release = version.shortVersion();
      if (release.startsWith("3.") && !release.equals("3.9")) {
        assertThat(VersionCheck.release(version.featureLevel())).isEqualTo("before 3.9");
      } else {
        assertThat(VersionCheck.release(version.featureLevel())).startsWith(release);
      }
    }
  }
}
