package io.rivulet.job.config;

import io.rivulet.job.config.traffic.Latency;
import io.rivulet.learner.PredictionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the value of an option is read: a text from the file or the command line, for {@link #MODELS}
 * a list, for {@link #PROPERTIES} a map. Ranges are checked where the value is used.
 *
 * @param name as the reference of the options shows it
 * @param expected ends "must be ..." in an error
 */
record OptionType<T>(String name, String expected, Function<Object, Optional<T>> reader) {

  static final OptionType<String> TEXT = scalar("text", "text", Optional::of);
  static final OptionType<Long> COUNT =
      scalar("number", "a whole number such as 100", OptionType::count);
  static final OptionType<Long> SIZE =
      scalar("size", "a size such as 512kb or 64mb (1mb is 1,048,576 bytes)", ByteSize::parse);
  static final OptionType<Duration> DURATION =
      scalar("duration", "a duration such as 10s, 13min or 12h", TimeSpan::parse);
  static final OptionType<Duration> IDLE =
      scalar("`off` or duration", "off or a duration such as 12h or 7d", OptionType::span);
  static final OptionType<Duration> PACE =
      scalar("`off` or duration", "off or a duration such as 100ms or 1s", OptionType::pace);
  static final OptionType<PredictionPolicy> PREDICTIONS = choice(PredictionPolicy.values());
  static final OptionType<Boolean> SWITCH =
      scalar("`true` or `false`", "true or false", OptionType::truth);
  static final OptionType<StartPosition> START =
      scalar(
          "`earliest`, `latest` or timestamp",
          "earliest, latest or a time in milliseconds since 1970",
          StartPosition::parse);
  static final OptionType<CacheSettings> CACHE =
      scalar("`auto` or size", "auto or a size such as 64mb", CacheSettings::parse);
  static final OptionType<DeliveryGuarantee> DELIVERY = choice(DeliveryGuarantee.values());
  static final OptionType<Latency> LATENCY = choice(Latency.values());
  static final OptionType<RecordFormat> FORMAT = choice(RecordFormat.values());
  static final OptionType<ClientProperties> PROPERTIES =
      new OptionType<>("map", "a map of Kafka client properties", ClientProperties::parse);
  static final OptionType<ModelPatterns<Map<String, Object>>> MODELS =
      new OptionType<>("list, file only", "a list of {match, spec}", ModelPatterns::parse);

  private static <T> OptionType<T> scalar(
      String name, String expected, Function<String, Optional<T>> reader) {
    return new OptionType<>(
        name, expected, raw -> raw instanceof String text ? reader.apply(text) : Optional.empty());
  }

  /** Constants are written as their {@code toString}. */
  private static <E extends Enum<E>> OptionType<E> choice(E[] values) {
    List<E> all = List.of(values);
    String names = all.stream().map(E::toString).collect(Collectors.joining(" or "));
    String quoted =
        all.stream().map(value -> "`" + value + "`").collect(Collectors.joining(" or "));
    return scalar(quoted, names, text -> named(all.stream(), text));
  }

  private static <E extends Enum<E>> Optional<E> named(Stream<E> values, String text) {
    return values.filter(value -> value.toString().equals(text)).findFirst();
  }

  private static Optional<Boolean> truth(String text) {
    return text.equals("true") || text.equals("false")
        ? Optional.of(Boolean.valueOf(text))
        : Optional.empty();
  }

  private static Optional<Duration> span(String text) {
    return text.equals("off") ? Optional.of(LimitSettings.NEVER) : TimeSpan.parse(text);
  }

  /** A span of nothing would be another word for {@code off}, and is probably a mistake. */
  private static Optional<Duration> pace(String text) {
    return text.equals("off")
        ? Optional.of(PublishSettings.ANY_PACE)
        : TimeSpan.parse(text).filter(span -> !span.isZero());
  }

  private static Optional<Long> count(String text) {
    return text.matches("-?\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }
}
