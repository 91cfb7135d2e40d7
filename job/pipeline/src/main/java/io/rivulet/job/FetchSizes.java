package io.rivulet.job;

import io.rivulet.job.config.LimitSettings;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How much a consumer fetches at once where records are larger than by default. Kafka hands out a
 * record that is larger than a fetch, but then one at a time.
 */
final class FetchSizes {

  private FetchSizes() {}

  /** Raises what is not given, so that a fetch has room for the largest sample. */
  static void fit(LimitSettings limits, Properties properties) {
    if (!limits.exceedsDefaults()) {
      return;
    }
    properties.putIfAbsent(
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, String.valueOf(limits.messageBytes()));
    properties.putIfAbsent(
        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
        String.valueOf(Math.max(ConsumerConfig.DEFAULT_FETCH_MAX_BYTES, limits.messageBytes())));
  }
}
