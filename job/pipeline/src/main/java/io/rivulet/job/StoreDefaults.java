package io.rivulet.job;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;

/**
 * Defaults of RocksDB for models that are looked up one by one, in no order. A slot's share of
 * memory is small beside a million models: without partitions a look-up reads the index of a whole
 * file again. Filters spare it the files that lack the model, and the bits of learned numbers do
 * not compress. The keys are texts, so that a cluster without RocksDB can run the job.
 */
final class StoreDefaults {

  private record StoreDefault(ConfigOption<String> option, String value) {

    static StoreDefault of(String key, String value) {
      return new StoreDefault(
          ConfigOptions.key("state.backend.rocksdb." + key).stringType().noDefaultValue(), value);
    }
  }

  private static final List<StoreDefault> ALL =
      List.of(
          StoreDefault.of("memory.partitioned-index-filters", "true"),
          StoreDefault.of("use-bloom-filter", "true"),
          StoreDefault.of("block.blocksize", "8 kb"),
          StoreDefault.of("compression.per.level", "NO_COMPRESSION"));

  private StoreDefaults() {}

  /** Adds each setting that an effective configuration lacks. */
  static void supply(Configuration added, ReadableConfig effective) {
    ALL.forEach(each -> ClusterDefaults.supply(added, effective, each.option(), each.value()));
  }
}
