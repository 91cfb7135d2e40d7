package io.rivulet.job.config;

import io.rivulet.record.Meanings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The keys that one source gives, each known and given once. */
final class Settings {

  /** A text, or for {@code models} a list, and where it was read. */
  private record Setting(Object value, String origin) {}

  /** Keys of Kafka and of other programs. */
  private static final Meanings KEYS =
      Meanings.of(
          "bootstrap.servers brokers kafka.brokers: kafka.bootstrap.servers",
          "group.id consumer.group kafka.group: kafka.group.id",
          "auto.offset.reset kafka.auto.offset.reset kafka.offset: kafka.start",
          "transaction.timeout.ms: delivery.transaction-timeout",
          "transactional.id transactional.id.prefix: delivery.transaction-prefix",
          "guarantee semantics delivery.guarantee processing.guarantee: delivery",
          "specs learners patterns: models",
          "prefix: topics.prefix");

  private final Map<String, Setting> given = new LinkedHashMap<>();

  void put(String key, Object value, String origin) {
    if (!JobOptions.isOption(key) && JobOptions.clientProperty(key).isEmpty()) {
      throw unknown(key, origin);
    }
    if (key.equals(ClientProperties.OPTION)) {
      throw new ConfigurationException(
          key + " is a section; name the property after it (" + origin + ")");
    }
    Setting earlier = given.putIfAbsent(key, new Setting(value, origin));
    if (earlier != null) {
      throw new ConfigurationException(
          key + " is given twice (" + earlier.origin() + " and " + origin + "); keep one");
    }
  }

  /** These settings, and those of {@code weaker} which are not given here. */
  Settings over(Settings weaker) {
    var merged = new Settings();
    merged.given.putAll(weaker.given);
    merged.given.putAll(given);
    return merged;
  }

  <T> T value(Option<T> option) {
    Setting setting = given.get(option.name());
    return setting == null ? option.defaultValue() : option.read(setting.value(), setting.origin());
  }

  ClientProperties clientProperties() {
    Map<String, String> properties = new LinkedHashMap<>();
    given.forEach(
        (key, setting) ->
            JobOptions.clientProperty(key)
                .ifPresent(name -> properties.put(name, text(key, setting))));
    return new ClientProperties(properties);
  }

  private static String text(String key, Setting setting) {
    if (setting.value() instanceof String text) {
      return text;
    }
    throw new ConfigurationException(
        key
            + " must be one value, got a list ("
            + setting.origin()
            + "); separate values with commas");
  }

  private static String nearest(String key) {
    return KEYS.meant(key, JobOptions.names())
        .map(name -> ", the nearest known is " + name)
        .orElse("; known are " + String.join(", ", JobOptions.names()));
  }

  private static ConfigurationException unknown(String key, String origin) {
    Optional<String> below = JobOptions.below(key);
    String advice =
        below.isPresent()
            ? key + " is a section; set a key below it, such as " + below.get()
            : "unknown key '" + key + "'" + nearest(key);
    return new ConfigurationException(advice + " (" + origin + ")");
  }
}
