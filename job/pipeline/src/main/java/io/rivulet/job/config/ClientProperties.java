package io.rivulet.job.config;

import io.rivulet.job.config.secret.SecretKeys;
import io.rivulet.job.config.secret.SecretReference;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * What is passed to every Kafka client. Secrets stay references, values appear in no text of this
 * class.
 *
 * @param values unmodifiable, in the order given
 */
public record ClientProperties(Map<String, String> values) implements Serializable {

  static final String OPTION = "kafka.properties";

  private static final String REFERENCE = "${file:/etc/secrets/kafka.properties:NAME}";
  private static final Pattern USER_INFO = Pattern.compile("(?s).*://[^/?#]*@.*");

  /** Set by the job itself, with the option that governs each. */
  private static final Map<String, String> OWNED =
      Map.ofEntries(
          Map.entry(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "set kafka.bootstrap.servers"),
          Map.entry(CommonClientConfigs.GROUP_ID_CONFIG, "set kafka.group.id"),
          Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "set kafka.start"),
          Map.entry(
              ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "offsets are committed by checkpoints"),
          Map.entry(
              ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, "records are bytes to the clients"),
          Map.entry(
              ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, "records are bytes to the clients"),
          Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, "records are bytes to the clients"),
          Map.entry(
              ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, "records are bytes to the clients"),
          Map.entry(
              ProducerConfig.PARTITIONER_CLASS_CONFIG, "one model must stay in one partition"),
          Map.entry(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "set delivery.transaction-prefix"),
          Map.entry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "set delivery.transaction-timeout"));

  public ClientProperties {
    var problems = new Problems();
    values.forEach((key, value) -> problems.check(() -> check(key, value)));
    problems.throwIfAny();
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  static Optional<ClientProperties> parse(Object raw) {
    return raw instanceof Map<?, ?> none && none.isEmpty()
        ? Optional.of(new ClientProperties(Map.of()))
        : Optional.empty();
  }

  /** The references, by the property that each gives. */
  public Map<String, SecretReference> references() {
    Map<String, SecretReference> references = new TreeMap<>();
    values.forEach(
        (key, value) ->
            SecretReference.parse(value).ifPresent(found -> references.put(key, found)));
    return references;
  }

  /**
   * Kafka resolves references only with a provider named in the client's own properties, and a JVM
   * may restrict the providers.
   *
   * @param allowed the system property {@code org.apache.kafka.automatic.config.providers}, null
   *     when it is not set
   */
  void requireProvider(String allowed) {
    String provider = FileConfigProvider.class.getName();
    if (allowed == null || references().isEmpty() || names(allowed).contains(provider)) {
      return;
    }
    throw new ConfigurationException(
        OPTION
            + " uses references, but the system property "
            + AbstractConfig.AUTOMATIC_CONFIG_PROVIDERS_PROPERTY
            + " does not allow their provider; add "
            + provider
            + " to it in every JVM of the job, or leave it unset");
  }

  void addTo(Properties client) {
    client.putAll(values);
    if (!references().isEmpty()) {
      client.put(AbstractConfig.CONFIG_PROVIDERS_CONFIG, "file");
      client.put(
          AbstractConfig.CONFIG_PROVIDERS_CONFIG + ".file.class",
          FileConfigProvider.class.getName());
    }
  }

  @Override
  public String toString() {
    return "ClientProperties" + values.keySet();
  }

  private static List<String> names(String list) {
    List<String> names = new ArrayList<>();
    for (String name : list.split(",", -1)) {
      names.add(name.strip());
    }
    return names;
  }

  private static void check(String key, String value) {
    String owned = OWNED.get(key);
    if (owned != null) {
      throw refused(key, "cannot be set here; " + owned);
    }
    if (key.startsWith(AbstractConfig.CONFIG_PROVIDERS_CONFIG)) {
      throw refused(
          key, "cannot be set here; references of the form " + REFERENCE + " need no setting");
    }
    if (key.equals(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG)
        && !value.equals("https")) {
      throw refused(key, "must be https, so that a broker's name is verified; remove the line");
    }
    boolean reference = SecretReference.parse(value).isPresent();
    if (value.contains("${") && !reference) {
      throw refused(
          key, "has a '${'; the only reference that is resolved is a whole value " + REFERENCE);
    }
    if (SecretKeys.isSecret(key) && !reference) {
      throw refused(
          key, "is a secret and must be a reference; put it into a file and write " + REFERENCE);
    }
    if (USER_INFO.matcher(value).matches()) {
      throw refused(key, "has a user in its URL; write " + REFERENCE);
    }
  }

  private static ConfigurationException refused(String key, String why) {
    return ConfigurationException.about(OPTION + "." + key, why);
  }
}
