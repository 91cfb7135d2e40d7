package io.rivulet.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.job.deploy.FlinkKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FlinkKeyCheckTest {

  /** With another Flink the list is written to target, to be moved to where it belongs. */
  @Test
  void known_isWhatTheFlinkOfThisBuildDeclares() throws Exception {
    Set<String> declared = FlinkKeys.ofClassPath().names();
    Files.write(Path.of("target", FlinkKeyCheck.RESOURCE), declared);

    assertThat(declared).hasSizeGreaterThan(500);
    assertThat(FlinkKeyCheck.known())
        .as("move target/%s to src/main/resources", FlinkKeyCheck.RESOURCE)
        .isEqualTo(declared);
  }

  @ParameterizedTest
  @CsvSource({
    "paralelism.default, parallelism.default",
    "execution.checkpointing.intervall, execution.checkpointing.interval",
    "Parallelism.Default, parallelism.default",
    "pipeline.max_parallelism, pipeline.max-parallelism"
  })
  void findings_misspelt_namesTheNearest(String key, String nearest) {
    assertThat(FlinkKeyCheck.findings(List.of(key)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.isError()).isTrue();
              assertThat(finding.subject()).isEqualTo(key);
              assertThat(finding.message()).endsWith("the nearest known is " + nearest);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "parallelism.default",
        "execution.checkpointing.interval",
        "state.backend.rocksdb.memory.managed",
        "pipeline.global-job-parameters.site",
        "kubernetes.taskmanager.labels.team",
        "metrics.reporter.prometheus.port",
        "s3.access-key",
        "fs.oss.endpoint",
        "my.plugin.setting"
      })
  void findings_knownOrOfAPlugin_isNone(String key) {
    assertThat(FlinkKeyCheck.findings(List.of(key))).isEmpty();
  }
}
