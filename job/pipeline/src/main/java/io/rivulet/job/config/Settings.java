package io.rivulet.job.config;

import io.rivulet.record.Meanings;
import java.util.HashMap;
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
  private final Map<String, String> places = new HashMap<>();

  /** Refuses a key that is no option, in the words of the user. */
  static void requireOption(String key, String origin) {
    if (!JobOptions.isOption(key) && JobOptions.clientProperty(key).isEmpty()) {
      throw unknown(key, origin);
    }
    if (key.equals(ClientProperties.OPTION)) {
      throw new ConfigurationException(
          key + " is a section; name the property after it (" + origin + ")");
    }
  }

  void put(String key, Object value, String origin) {
    requireOption(key, origin);
    Setting earlier = given.putIfAbsent(key, new Setting(value, origin));
    if (earlier != null) {
      throw new ConfigurationException(
          key + " is given twice (" + earlier.origin() + " and " + origin + "); keep one");
    }
    place(key, origin);
  }

  /** Remembers where something below a key stands. */
  void place(String path, String origin) {
    places.put(path, origin);
  }

  /** The problem with the place of its subject, or of the nearest above it that is known. */
  Problem placed(Problem problem) {
    for (String path = problem.subject(); !path.isEmpty(); path = above(path)) {
      if (places.containsKey(path)) {
        return problem.at(places.get(path));
      }
    }
    return problem;
  }

  private static String above(String path) {
    return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
  }

  /** These settings, and those of {@code weaker} which are not given here. */
  Settings over(Settings weaker) {
    var merged = new Settings();
    merged.given.putAll(weaker.given);
    merged.given.putAll(given);
    merged.places.putAll(weaker.places);
    merged.places.putAll(places);
    return merged;
  }

  <T> T value(Option<T> option) {
    Setting setting = given.get(option.name());
    return setting == null ? option.defaultValue() : option.read(setting.value(), setting.origin());
  }

  /** Whether an option that must be given is not. */
  boolean lacks(Option<?> option) {
    return option.required() && !given.containsKey(option.name());
  }

  /** As it was given, empty when it was not. */
  Optional<Object> raw(Option<?> option) {
    return Optional.ofNullable(given.get(option.name())).map(Setting::value);
  }

  /** A text in which the names of options in braces stand for their values. */
  String filled(String text) {
    return text.replace("{kafka.group.id}", value(JobOptions.GROUP_ID))
        .replace("{topics.prefix}", value(JobOptions.TOPICS_PREFIX));
  }

  /**
   * Every option as it was given or is by default, in the order of the reference; a pattern of
   * {@code models} is JSON. What goes to Kafka's clients is no option of its own and never among
   * them: it may hold secrets.
   */
  Map<String, String> shown() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Option<?> option : JobOptions.ALL) {
      if (raw(option).orElse(option.byDefault()) instanceof String text) {
        texts.put(option.name(), filled(text));
      }
    }
    texts.putAll(value(JobOptions.MODEL_PATTERNS).shown());
    return texts;
  }

  ClientProperties clientProperties() {
    var problems = new Problems();
    Map<String, String> properties = new LinkedHashMap<>();
    given.forEach(
        (key, setting) ->
            JobOptions.clientProperty(key)
                .ifPresent(
                    name ->
                        problems
                            .attempt(() -> text(key, setting))
                            .ifPresent(text -> properties.put(name, text))));
    Optional<ClientProperties> read = problems.attempt(() -> new ClientProperties(properties));
    problems.throwIfAny();
    return read.orElseThrow();
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
