package io.rivulet.job.config;

import static io.rivulet.job.config.OptionType.CACHE;
import static io.rivulet.job.config.OptionType.COUNT;
import static io.rivulet.job.config.OptionType.DELIVERY;
import static io.rivulet.job.config.OptionType.DURATION;
import static io.rivulet.job.config.OptionType.FORMAT;
import static io.rivulet.job.config.OptionType.MODELS;
import static io.rivulet.job.config.OptionType.PROPERTIES;
import static io.rivulet.job.config.OptionType.SIZE;
import static io.rivulet.job.config.OptionType.START;
import static io.rivulet.job.config.OptionType.SWITCH;
import static io.rivulet.job.config.OptionType.TEXT;

import io.rivulet.job.config.traffic.Latency;
import io.rivulet.learner.PredictionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every key of the configuration, declared here and nowhere else. */
final class JobOptions {

  static final Option<String> BOOTSTRAP_SERVERS =
      new Option<>(
          "kafka.bootstrap.servers", TEXT, null, "Brokers to ask first, `host:port,host:port`.");
  static final Option<String> GROUP_ID =
      new Option<>(
          "kafka.group.id",
          TEXT,
          "rivulet",
          "Consumer group whose offsets show the lag of the job.");
  static final Option<String> NAME =
      new Option<>(
          "job.name",
          TEXT,
          "{kafka.group.id}",
          "Name of the job on Flink's page, for `rivulet savepoint NAME` and in metrics.");
  static final Option<StartPosition> START_POSITION =
      new Option<>(
          "kafka.start",
          START,
          "earliest",
          "Where the first start begins to read; a timestamp is in milliseconds since 1970. Later"
              + " starts go on from their state.");
  static final Option<Boolean> START_FRESH =
      new Option<>(
          StartSettings.FRESH,
          SWITCH,
          "false",
          "Begin without a state although the weights topic holds records: models are born with"
              + " incarnations"
              + " above all of them.");
  static final Option<Boolean> START_ADOPT =
      new Option<>(
          StartSettings.ADOPT,
          SWITCH,
          "false",
          "Go on from a state of other topics (`topics.prefix`) or of another group (`kafka.group.id`).");
  static final Option<Boolean> START_REWIND =
      new Option<>(
          StartSettings.REWIND,
          SWITCH,
          "false",
          "Go on from a state that is older than what the topics hold: every model gets an"
              + " incarnation above"
              + " all of them.");
  static final Option<ClientProperties> CLIENT_PROPERTIES =
      new Option<>(
          ClientProperties.OPTION,
          PROPERTIES,
          Map.of(),
          "Passed to every Kafka client (`security.protocol`, `sasl.*`, `ssl.*`); secrets only as"
              + " `${file:/path:key}`.");
  static final Option<String> TOPICS_PREFIX =
      new Option<>("topics.prefix", TEXT, "rivulet.", "The name of every topic begins with this.");
  static final Option<ModelPatterns<Map<String, Object>>> MODEL_PATTERNS =
      new Option<>(
          ModelPatterns.OPTION,
          MODELS,
          List.of(),
          "Specs of new models, a list of `{match, spec}`; `*` in `match` stands for any"
              + " characters, and the first match wins.");
  static final Option<Long> PUBLISH_EVERY =
      new Option<>(
          "publish.every",
          COUNT,
          "1",
          "A model publishes its weights when its version is a multiple of this.");
  static final Option<Duration> PUBLISH_AT_MOST =
      new Option<>(
          "publish.at-most",
          OptionType.PACE,
          "off",
          "A version due by `publish.every` is skipped when its model's last weight record is less than"
              + " this before it; measured by the samples' times, never by a clock.");
  static final Option<PredictionPolicy> PREDICTIONS =
      new Option<>(
          "predictions",
          OptionType.PREDICTIONS,
          "all",
          "Prediction records of every sample, of samples with op `predict` only, or of none, when"
              + " their topic is not needed.");
  static final Option<DeliveryGuarantee> DELIVERY_GUARANTEE =
      new Option<>(
          "delivery",
          DELIVERY,
          "at-least-once",
          "Whether a reader may see some weight records twice, or (with read_committed) sees each"
              + " once.");
  static final Option<Duration> TRANSACTION_TIMEOUT =
      new Option<>(
          "delivery.transaction-timeout",
          DURATION,
          "13min",
          "With exactly-once: at least the checkpoint interval + the checkpoint timeout +"
              + " `delivery.outage`, at most the broker's `transaction.max.timeout.ms`.");
  static final Option<Duration> OUTAGE =
      new Option<>(
          "delivery.outage",
          DURATION,
          "10min",
          "With exactly-once: the longest outage after which no committed record may be lost.");
  static final Option<String> TRANSACTION_PREFIX =
      new Option<>(
          "delivery.transaction-prefix",
          TEXT,
          "{kafka.group.id}/{topics.prefix}",
          "Every transactional id begins with this, followed by the name of the sink; no two jobs"
              + " on a cluster may share it.");
  static final Option<RecordFormat> RECORD_FORMAT =
      new Option<>(
          "format",
          FORMAT,
          "json",
          "Form of the samples: JSON, or `raw` numbers, x and then y as float64 in little-endian"
              + " order, with the other fields in headers. Other topics are JSON.");
  static final Option<Latency> LATENCY =
      new Option<>(
          "latency",
          OptionType.LATENCY,
          "low",
          "`low`: records wait a few milliseconds for others to travel with; `throughput`: up to"
              + " 100 ms at each step, for more records a second. Set Flink's"
              + " `execution.buffer-timeout.interval` or `kafka.properties` for other times.");
  static final Option<CacheSettings> CACHE_BYTES =
      new Option<>(
          "cache.max-bytes",
          CACHE,
          "auto",
          "Heap for live models in each slot; `auto` is a quarter of the slot's task heap.");
  static final Option<Long> RECORD_BYTES =
      new Option<>(
          "limits.record-bytes",
          SIZE,
          "1mb",
          "Longest value of a sample, 1kb to 64mb; above 1mb of a weight record too. Longer weights"
              + " are published in parts.");
  static final Option<Long> DIMENSION =
      new Option<>(
          "limits.dimension", COUNT, "1000000", "Largest number of features, 1 to 8388608.");
  static final Option<Long> MODEL_BYTES =
      new Option<>(
          "limits.model-bytes",
          SIZE,
          "16mb",
          "Largest serialised state of a model, 1kb to 2gb; more than 64mb for `orfit`,"
              + " `lofi-diagonal`, `ogd` and the `sgd` family alone.");

  static final Option<Duration> IDLE =
      new Option<>(
          "limits.idle",
          OptionType.IDLE,
          "off",
          "A sample that comes more than this after the newest one of its model finds the model gone"
              + " and bears it anew; measured by the samples' times, never by a clock.");
  static final Option<Duration> DELETED_FOR =
      new Option<>(
          "limits.deleted-for",
          DURATION,
          "24h",
          "After a `delete` the model's samples are rejected as `DELETED` for this long by their times;"
              + " later ones bear it anew.");
  static final Option<Long> PENDING =
      new Option<>(
          "limits.pending",
          COUNT,
          "10000",
          "Most predicted samples of a model that wait for their late target, 1 to 2147483647; the"
              + " oldest are dropped.");

  /** In the order of the reference. */
  static final List<Option<?>> ALL =
      List.of(
          BOOTSTRAP_SERVERS,
          GROUP_ID,
          NAME,
          START_POSITION,
          START_FRESH,
          START_ADOPT,
          START_REWIND,
          CLIENT_PROPERTIES,
          TOPICS_PREFIX,
          MODEL_PATTERNS,
          PUBLISH_EVERY,
          PUBLISH_AT_MOST,
          PREDICTIONS,
          DELIVERY_GUARANTEE,
          TRANSACTION_TIMEOUT,
          OUTAGE,
          TRANSACTION_PREFIX,
          RECORD_FORMAT,
          LATENCY,
          CACHE_BYTES,
          RECORD_BYTES,
          DIMENSION,
          MODEL_BYTES,
          IDLE,
          DELETED_FOR,
          PENDING);

  private JobOptions() {}

  static List<String> names() {
    return ALL.stream().map(Option::name).toList();
  }

  static boolean isOption(String key) {
    return names().contains(key);
  }

  /** Whether keys lie below this one. */
  static boolean isSection(String key) {
    return key.equals(CLIENT_PROPERTIES.name()) || below(key).isPresent();
  }

  /** The first option below a section. */
  static Optional<String> below(String section) {
    return names().stream().filter(name -> name.startsWith(section + ".")).findFirst();
  }

  /** The part after {@code kafka.properties.}, of a key that has one. */
  static Optional<String> clientProperty(String key) {
    String prefix = CLIENT_PROPERTIES.name() + ".";
    return key.startsWith(prefix) && key.length() > prefix.length()
        ? Optional.of(key.substring(prefix.length()))
        : Optional.empty();
  }
}
