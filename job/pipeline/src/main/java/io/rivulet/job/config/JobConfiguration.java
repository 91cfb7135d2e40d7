package io.rivulet.job.config;

import io.rivulet.job.config.traffic.Latency;
import io.rivulet.learner.Catalogue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;

/**
 * The whole configuration of the job, checked; one record for each concern.
 *
 * @param name of the job on Flink's page
 * @param shown what a person may see of it, by option: without the properties of Kafka's clients
 */
public record JobConfiguration(
    String name,
    KafkaSettings kafka,
    StartSettings start,
    TopicNames topics,
    ModelPatterns<Map<String, Object>> models,
    PublishSettings publish,
    DeliverySettings delivery,
    RecordFormat format,
    Latency latency,
    CacheSettings cache,
    LimitSettings limits,
    Map<String, String> shown) {

  private static final Pattern NAME = Pattern.compile("[\\P{C}]{1,128}");

  public JobConfiguration {
    shown = Collections.unmodifiableMap(new LinkedHashMap<>(shown));
  }

  /**
   * Reads {@code --config FILE} and {@code --key value}; the command line wins over the file.
   *
   * @throws ConfigurationException with everything that must change
   */
  public static JobConfiguration read(String... args) {
    return read((settings, problems) -> {}, args);
  }

  /**
   * Reads what a job can be started with: there are patterns of models, and their specs are such
   * that learners take them.
   *
   * @throws ConfigurationException with everything that must change
   */
  public static JobConfiguration readForJob(String... args) {
    return read(JobConfiguration::checkModels, args);
  }

  /**
   * Reads {@code --limits.key value} alone, for a command that learns without a job.
   *
   * @throws ConfigurationException with everything that must change
   */
  public static LimitSettings readLimits(String... args) {
    var problems = new Problems();
    Settings settings = Arguments.parse(problems, args).settings();
    problems.throwIfAny();
    return limits(settings);
  }

  /**
   * Reads {@code format} alone, for a command that asks no broker.
   *
   * @throws ConfigurationException with everything that must change
   */
  public static RecordFormat readFormat(String... args) {
    var problems = new Problems();
    Settings settings = settings(problems, args);
    Optional<RecordFormat> format =
        problems.attempt(() -> settings.value(JobOptions.RECORD_FORMAT));
    problems.throwIfAny();
    return format.orElseThrow();
  }

  /** Whether arguments or file say where Kafka is, or cannot be read well enough to say. */
  public static boolean namesBroker(String... args) {
    try {
      return !settings(new Problems(), args).lacks(JobOptions.BOOTSTRAP_SERVERS);
    } catch (ConfigurationException unreadable) {
      return true;
    }
  }

  private static JobConfiguration read(BiConsumer<Settings, Problems> more, String... args) {
    var problems = new Problems();
    Settings settings = settings(problems, args);
    // a key that could not be read may be the one that is missing
    boolean read = problems.isEmpty();
    problems.check(() -> more.accept(settings, problems));
    Problems missing = read ? problems : new Problems();
    return of(settings, problems, missing);
  }

  private static Settings settings(Problems problems, String... args) {
    Arguments arguments = Arguments.parse(problems, args);
    if (arguments.file().isEmpty()) {
      return arguments.settings();
    }
    Optional<Settings> file =
        arguments
            .file()
            .flatMap(path -> problems.attempt(() -> ConfigurationFile.read(path, problems)));
    if (file.isEmpty()) {
      problems.throwIfAny();
    }
    return arguments.settings().over(file.orElseThrow());
  }

  private static void checkModels(Settings settings, Problems problems) {
    Object raw = settings.raw(JobOptions.MODEL_PATTERNS).orElse(List.of());
    if (!(raw instanceof List<?> entries)) {
      return;
    }
    if (entries.isEmpty()) {
      throw ConfigurationException.about(
          ModelPatterns.OPTION,
          "has no entry, so that every sample would be refused; add one such as"
              + " {match: \"*\", spec: {learner: rls, dimension: 16}} to the file");
    }
    ModelPatterns.checkSpecs(entries, Catalogue::faults, problems);
  }

  /**
   * @param missing takes what there is to say of keys that must be given and are not
   */
  private static JobConfiguration of(Settings settings, Problems problems, Problems missing) {
    JobOptions.ALL.forEach(
        option ->
            (settings.lacks(option) ? missing : problems).attempt(() -> settings.value(option)));
    Optional<StartPosition> start =
        problems.attempt(() -> settings.value(JobOptions.START_POSITION));
    Optional<ClientProperties> properties = problems.attempt(() -> clientProperties(settings));
    Optional<KafkaSettings> kafka =
        (settings.lacks(JobOptions.BOOTSTRAP_SERVERS) ? missing : problems)
            .attempt(
                () ->
                    new KafkaSettings(
                        settings.value(JobOptions.BOOTSTRAP_SERVERS),
                        settings.value(JobOptions.GROUP_ID),
                        start.orElse(StartPosition.EARLIEST),
                        properties.orElseGet(() -> new ClientProperties(Map.of()))));
    Optional<String> name = problems.attempt(() -> name(settings));
    Optional<TopicNames> topics =
        problems.attempt(() -> new TopicNames(settings.value(JobOptions.TOPICS_PREFIX)));
    Optional<PublishSettings> publish =
        problems.attempt(
            () ->
                new PublishSettings(
                    settings.value(JobOptions.PUBLISH_EVERY),
                    settings.value(JobOptions.PUBLISH_AT_MOST),
                    settings.value(JobOptions.PREDICTIONS)));
    Optional<DeliverySettings> delivery = problems.attempt(() -> delivery(settings));
    Optional<LimitSettings> limits = problems.attempt(() -> limits(settings));
    problems.throwIfAny(settings::placed);
    return new JobConfiguration(
        name.orElseThrow(),
        kafka.orElseThrow(),
        new StartSettings(
            settings.value(JobOptions.START_FRESH),
            settings.value(JobOptions.START_ADOPT),
            settings.value(JobOptions.START_REWIND)),
        topics.orElseThrow(),
        settings.value(JobOptions.MODEL_PATTERNS),
        publish.orElseThrow(),
        delivery.orElseThrow(),
        settings.value(JobOptions.RECORD_FORMAT),
        settings.value(JobOptions.LATENCY),
        settings.value(JobOptions.CACHE_BYTES),
        limits.orElseThrow(),
        settings.shown());
  }

  private static ClientProperties clientProperties(Settings settings) {
    ClientProperties properties = settings.clientProperties();
    properties.requireProvider(
        System.getProperty(AbstractConfig.AUTOMATIC_CONFIG_PROVIDERS_PROPERTY));
    return properties;
  }

  private static String name(Settings settings) {
    String name = settings.filled(settings.value(JobOptions.NAME));
    if (!NAME.matcher(name).matches() || name.isBlank()) {
      throw ConfigurationException.about(
          JobOptions.NAME.name(),
          "must be 1 to 128 printable characters; remove it to use kafka.group.id");
    }
    return name;
  }

  private static DeliverySettings delivery(Settings settings) {
    return new DeliverySettings(
        settings.value(JobOptions.DELIVERY_GUARANTEE),
        settings.value(JobOptions.TRANSACTION_TIMEOUT),
        settings.value(JobOptions.OUTAGE),
        settings.filled(settings.value(JobOptions.TRANSACTION_PREFIX)));
  }

  private static LimitSettings limits(Settings settings) {
    return LimitSettings.of(
        settings.value(JobOptions.RECORD_BYTES),
        settings.value(JobOptions.DIMENSION),
        settings.value(JobOptions.MODEL_BYTES),
        settings.value(JobOptions.IDLE),
        settings.value(JobOptions.DELETED_FOR),
        settings.value(JobOptions.PENDING));
  }
}
