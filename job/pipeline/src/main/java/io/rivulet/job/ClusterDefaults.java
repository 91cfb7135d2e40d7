package io.rivulet.job;

import io.rivulet.job.config.ConfigurationException;
import io.rivulet.job.config.traffic.Latency;
import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateBackendOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the job needs of Flink's own settings: a default where the effective configuration has none,
 * and a refusal where it has one under which models would be lost.
 */
final class ClusterDefaults {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterDefaults.class);

  /** Key groups: the most subtasks the learn operator can ever have. Stands in every savepoint. */
  private static final int MAX_PARALLELISM = 720;

  private static final String ROCKSDB = "rocksdb";

  private ClusterDefaults() {}

  /**
   * The settings to add to an effective configuration.
   *
   * @throws ConfigurationException when it has a setting that the job refuses
   */
  static Configuration over(ReadableConfig effective, Latency latency) {
    refuse(effective);
    Configuration added = new Configuration();
    supply(added, effective, StateBackendOptions.STATE_BACKEND, ROCKSDB);
    supply(added, effective, CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));
    supply(added, effective, CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMinutes(2));
    supply(added, effective, CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    if (effective.getOptional(StateBackendOptions.STATE_BACKEND).orElse(ROCKSDB).equals(ROCKSDB)) {
      StoreDefaults.supply(added, effective);
    }
    supply(added, effective, PipelineOptions.OBJECT_REUSE, true);
    supply(added, effective, ExecutionOptions.BUFFER_TIMEOUT, latency.bufferTimeout());
    supply(added, effective, PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    added.set(PipelineOptions.GENERIC_TYPES, false);
    added.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    return added;
  }

  private static void refuse(ReadableConfig effective) {
    RuntimeExecutionMode mode = effective.get(ExecutionOptions.RUNTIME_MODE);
    if (mode != RuntimeExecutionMode.STREAMING) {
      throw new ConfigurationException(
          "execution.runtime-mode is "
              + mode
              + ", under which models are dropped between keys;"
              + " set STREAMING");
    }
    if (effective
        .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
        .filter(interval -> interval.isZero() || interval.isNegative())
        .isPresent()) {
      throw new ConfigurationException(
          "execution.checkpointing.interval is 0, so that nothing that is learned would ever be"
              + " kept; set 10 s, or leave it out");
    }
  }

  static <T> void supply(
      Configuration added, ReadableConfig effective, ConfigOption<T> option, T value) {
    if (effective.getOptional(option).isEmpty()) {
      added.set(option, value);
      LOG.info("{} is not set, taking {}", option.key(), value);
    }
  }
}
