package io.rivulet.job.config.secret;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;

/**
 * Tells which properties hold secrets. Kafka types its own as passwords, so that {@code
 * sasl.oauthbearer.token.endpoint.url} is none; a key that Kafka does not know is judged by its
 * words.
 */
public final class SecretKeys {

  /** A superset of the words by which Flink hides values. */
  private static final List<String> WORDS =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "pwd",
          "secret",
          "token",
          "jaas",
          "credential",
          "private",
          "apikey",
          "api.key",
          "access.key",
          "account.key",
          "service.key",
          "auth.params",
          "basic.auth",
          "user.info",
          "keystore.key",
          "signing.key",
          "http.headers");

  /** Typed as passwords by Kafka for their length, yet public. */
  private static final Set<String> CERTIFICATES =
      Set.of(
          SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG,
          SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG);

  private static final List<Map<String, ConfigDef.ConfigKey>> KAFKA =
      Stream.of(
              ConsumerConfig.configDef(), ProducerConfig.configDef(), AdminClientConfig.configDef())
          .map(ConfigDef::configKeys)
          .toList();

  private SecretKeys() {}

  public static boolean isSecret(String key) {
    if (CERTIFICATES.contains(key)) {
      return false;
    }
    List<ConfigDef.Type> types =
        KAFKA.stream()
            .filter(keys -> keys.containsKey(key))
            .map(keys -> keys.get(key).type)
            .toList();
    return types.isEmpty() ? soundsSecret(key) : types.contains(ConfigDef.Type.PASSWORD);
  }

  private static boolean soundsSecret(String key) {
    String words = key.toLowerCase(Locale.ROOT).replace('-', '.').replace('_', '.');
    return WORDS.stream().anyMatch(words::contains);
  }
}
