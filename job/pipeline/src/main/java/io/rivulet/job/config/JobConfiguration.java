package io.rivulet.job.config;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;

/** Everything the job is told, checked; one record for each concern. */
public record JobConfiguration(
    KafkaSettings kafka,
    TopicNames topics,
    ModelPatterns<Map<String, Object>> models,
    PublishSettings publish,
    DeliverySettings delivery,
    RecordFormat format,
    CacheSettings cache,
    Limits limits) {

  /**
   * Reads {@code --config FILE} and {@code --key value}; the command line wins over the file.
   *
   * @throws ConfigurationException with what to change
   */
  public static JobConfiguration read(String... args) {
    Arguments arguments = Arguments.parse(args);
    Settings file = arguments.file().map(ConfigurationFile::read).orElseGet(Settings::new);
    JobConfiguration configuration = of(arguments.settings().over(file));
    configuration
        .kafka()
        .properties()
        .requireProvider(System.getProperty(AbstractConfig.AUTOMATIC_CONFIG_PROVIDERS_PROPERTY));
    return configuration;
  }

  static JobConfiguration of(Settings settings) {
    return new JobConfiguration(
        kafka(settings),
        new TopicNames(settings.value(JobOptions.TOPICS_PREFIX)),
        settings.value(JobOptions.MODEL_PATTERNS),
        new PublishSettings(settings.value(JobOptions.PUBLISH_EVERY)),
        delivery(settings),
        settings.value(JobOptions.RECORD_FORMAT),
        settings.value(JobOptions.CACHE_BYTES),
        limits(settings));
  }

  private static KafkaSettings kafka(Settings settings) {
    return new KafkaSettings(
        settings.value(JobOptions.BOOTSTRAP_SERVERS),
        settings.value(JobOptions.GROUP_ID),
        settings.value(JobOptions.START_POSITION),
        settings.clientProperties());
  }

  private static DeliverySettings delivery(Settings settings) {
    String prefix =
        settings
            .value(JobOptions.TRANSACTION_PREFIX)
            .replace("{kafka.group.id}", settings.value(JobOptions.GROUP_ID))
            .replace("{topics.prefix}", settings.value(JobOptions.TOPICS_PREFIX));
    return new DeliverySettings(
        settings.value(JobOptions.DELIVERY_GUARANTEE),
        settings.value(JobOptions.TRANSACTION_TIMEOUT),
        settings.value(JobOptions.OUTAGE),
        prefix);
  }

  private static Limits limits(Settings settings) {
    return Limits.of(
        settings.value(JobOptions.RECORD_BYTES),
        settings.value(JobOptions.DIMENSION),
        settings.value(JobOptions.MODEL_BYTES));
  }
}
