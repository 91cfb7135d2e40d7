package io.rivulet.job.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Flink knows each key and takes each value, and what the house needs is set. */
final class FlinkSettingsTest {

  private static final String OPENS = "--add-opens=java.base/java.util=ALL-UNNAMED";
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  private static FlinkKeys keys;

  @BeforeAll
  static void collectOptions() throws ReflectiveOperationException {
    keys = FlinkKeys.ofClassPath();
  }

  static Stream<Map<String, String>> flinkConfigurations() throws IOException {
    return Stream.of(
        FlinkSettings.standalone(), FlinkSettings.kubernetes(), FlinkSettings.compose());
  }

  @ParameterizedTest
  @MethodSource("flinkConfigurations")
  void flinkSettings_areKnownAndParse(Map<String, String> settings) {
    assertThat(keys.size()).isGreaterThan(500);
    assertThat(settings).hasSizeGreaterThan(20);
    assertThat(keys.problems(settings)).isEmpty();
  }

  @Test
  void flinkSettings_plantedErrors_areReported() {
    assertThat(
            keys.problems(
                Map.of(
                    "execution.checkpointing.intervall", "10 s",
                    "execution.checkpointing.timeout", "2 lightyears",
                    "state.backend.incremental", "true",
                    "kubernetes.taskmanager.serviceaccount", "x",
                    "metrics.reporter.prometheus.prot", "1")))
        .hasSize(5)
        .anyMatch(problem -> problem.endsWith("nearest is execution.checkpointing.interval"))
        .anyMatch(problem -> problem.contains("cannot be '2 lightyears'"))
        .anyMatch(problem -> problem.endsWith("old name of execution.checkpointing.incremental"))
        .anyMatch(problem -> problem.endsWith("nearest is kubernetes.taskmanager.service-account"))
        .anyMatch(problem -> problem.contains("no option of the Prometheus reporter"));
  }

  @ParameterizedTest
  @MethodSource("flinkConfigurations")
  void flinkSettings_keepWhatIsLearned(Map<String, String> settings) {
    Configuration flink = Configuration.fromMap(settings);

    assertThat(flink.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");
    assertThat(flink.getOptional(PipelineOptions.MAX_PARALLELISM)).contains(720);
    assertThat(flink.get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS)).isTrue();
    assertThat(flink.get(CheckpointingOptions.CHECKPOINTING_INTERVAL)).hasSeconds(10);
    assertThat(flink.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT)).hasMinutes(2);
    assertThat(flink.get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS)).isEqualTo(3);
    assertThat(flink.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER)).isEqualTo(5);
    assertThat(flink.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION))
        .hasToString("RETAIN_ON_CANCELLATION");
    assertThat(flink.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("exponential-delay");
    assertThat(flink.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS))
        .isLessThan(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @MethodSource("flinkConfigurations")
  void flinkSettings_leaveTheWebReadOnly(Map<String, String> settings) {
    Configuration flink = Configuration.fromMap(settings);

    assertThat(flink.get(WebOptions.SUBMIT_ENABLE)).isFalse();
    assertThat(flink.get(WebOptions.CANCEL_ENABLE)).isFalse();
    assertThat(flink.get(WebOptions.RESCALE_ENABLE)).isFalse();
  }

  @Test
  void rest_ofStandalone_answersOnItsOwnMachineOnly() {
    assertThat(Configuration.fromMap(FlinkSettings.standalone()).get(RestOptions.BIND_ADDRESS))
        .isEqualTo("localhost");
  }

  @ParameterizedTest
  @MethodSource("flinkConfigurations")
  void memory_addsUp_andEachSlotHasModels(Map<String, String> settings) {
    Configuration flink = Configuration.fromMap(settings);
    TaskExecutorProcessSpec spec = TaskExecutorProcessUtils.processSpecFromConfig(flink);

    MemorySize slot = spec.getTaskHeapSize().divide(flink.get(TaskManagerOptions.NUM_TASK_SLOTS));

    // auto is a quarter of this, and has to hold a model of limits.model-bytes several times
    assertThat(slot).isGreaterThanOrEqualTo(MemorySize.ofMebiBytes(256));
  }

  @Test
  void memory_plantedShortage_isReported() throws IOException {
    Map<String, String> settings = new TreeMap<>(FlinkSettings.kubernetes());
    settings.put("taskmanager.memory.process.size", "4096m");

    assertThatThrownBy(
            () -> TaskExecutorProcessUtils.processSpecFromConfig(Configuration.fromMap(settings)))
        .hasMessageContaining("JVM Overhead");
  }

  @Test
  void java_keepsTheFlagsThatFlinkNeeds() throws IOException {
    assertThat(FlinkSettings.standalone().get(CoreOptions.FLINK_JVM_OPTIONS.key())).contains(OPENS);
    assertThat(FlinkSettings.kubernetes().get(CoreOptions.FLINK_JVM_OPTIONS.key()))
        .isEqualTo(FlinkSettings.standalone().get(CoreOptions.FLINK_JVM_OPTIONS.key()));
  }

  @ParameterizedTest
  @MethodSource("flinkConfigurations")
  void taskManagers_haveTheVectorsOfTheKernels(Map<String, String> settings) {
    assertThat(settings.get(CoreOptions.FLINK_TM_JVM_OPTIONS.key())).contains(VECTORS);
    assertThat(settings.getOrDefault(CoreOptions.FLINK_JM_JVM_OPTIONS.key(), ""))
        .doesNotContain(VECTORS);
  }
}
