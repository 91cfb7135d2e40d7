package io.rivulet.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.job.config.secret.SecretReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
final class ClientPropertiesTest {

  private static final String ALLOWED = AbstractConfig.AUTOMATIC_CONFIG_PROVIDERS_PROPERTY;
  private static final String PROVIDER =
      "org.apache.kafka.common.config.provider.FileConfigProvider";
  private static final String REFERENCE = "${file:/etc/secrets/kafka.properties:sasl.jaas.config}";

  @Test
  void addTo_noProperties_addsNothing() {
    assertThat(client(Map.of())).isEmpty();
  }

  @Test
  void addTo_plainProperties_namesNoProvider() {
    Map<String, String> values = Map.of("security.protocol", "SASL_SSL", "linger.ms", "5");

    assertThat(client(values)).isEqualTo(values);
  }

  @Test
  void addTo_reference_passesItUntouchedWithItsProvider() {
    assertThat(client(Map.of("sasl.jaas.config", REFERENCE)))
        .isEqualTo(
            Map.of(
                "sasl.jaas.config", REFERENCE,
                "config.providers", "file",
                "config.providers.file.class", PROVIDER));
  }

  @Test
  void references_mixed_areFoundByProperty() {
    var properties =
        new ClientProperties(
            Map.of("security.protocol", "SASL_SSL", "ssl.key.password", REFERENCE));

    assertThat(properties.references())
        .isEqualTo(
            Map.of(
                "ssl.key.password",
                new SecretReference("/etc/secrets/kafka.properties", "sasl.jaas.config")));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void kafka_anyClient_resolvesTheReference(ClientConfig config, @TempDir Path dir)
      throws IOException {
    Properties client = client(Map.of("sasl.jaas.config", secretIn(dir)));

    assertThat(config.of(client).getPassword("sasl.jaas.config"))
        .isEqualTo(new Password("hunter2"));
    assertThat(client.toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @MethodSource("clients")
  void kafka_providerNotAllowedInThisJvm_isRefusedByKafkaAndByUs(
      ClientConfig config, @TempDir Path dir) throws IOException {
    Map<String, String> values = Map.of("sasl.jaas.config", secretIn(dir));
    String none = "none";

    System.setProperty(ALLOWED, none);
    try {
      assertThatThrownBy(() -> config.of(client(values)))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("not allowed");
    } finally {
      System.clearProperty(ALLOWED);
    }
    assertThatThrownBy(() -> new ClientProperties(values).requireProvider(none))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(ALLOWED)
        .hasMessageContaining("add " + PROVIDER);
  }

  @Test
  void requireProvider_allowedOrUnsetOrUnused_passes() {
    var secret = new ClientProperties(Map.of("ssl.key.password", REFERENCE));

    assertThatCode(() -> secret.requireProvider(null)).doesNotThrowAnyException();
    assertThatCode(() -> secret.requireProvider("other.Provider, " + PROVIDER))
        .doesNotThrowAnyException();
    assertThatCode(() -> new ClientProperties(Map.of()).requireProvider("none"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sasl.jaas.config",
        "ssl.key.password",
        "ssl.keystore.key",
        "ssl.keystore.password",
        "ssl.truststore.password",
        "sasl.oauthbearer.client.credentials.client.secret",
        "sasl.oauthbearer.assertion.private.key.passphrase",
        "basic.auth.user.info",
        "my.apikey",
        "my-api-key",
        "MY_SECRET",
        "aws.access.key",
        "auth.token",
        "some.credential"
      })
  void check_literalSecret_isRefusedWithoutItsValue(String key) {
    assertThatThrownBy(() -> new ClientProperties(Map.of(key, "hunter2")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("kafka.properties." + key + " is a secret")
        .hasMessageContaining("${file:")
        .hasMessageNotContaining("hunter2");
    assertThatCode(() -> new ClientProperties(Map.of(key, REFERENCE))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "sasl.oauthbearer.token.endpoint.url, https://idp.example/token",
    "sasl.oauthbearer.client.credentials.client.id, rivulet",
    "sasl.mechanism, SCRAM-SHA-512",
    "ssl.keystore.location, /etc/tls/keystore.p12",
    "ssl.keystore.certificate.chain, chain",
    "ssl.endpoint.identification.algorithm, https"
  })
  void check_publicProperty_isAccepted(String key, String value) {
    assertThat(new ClientProperties(Map.of(key, value)).values()).containsEntry(key, value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2 ${file:/a:b}",
        "${file:/a:b}hunter2",
        "${env:hunter2}",
        "${file:hunter2:b}",
        "${file:/a}hunter2",
        "${file:/hunter2}"
      })
  void check_anythingButOneWholeReference_isRefused(String value) {
    assertThatThrownBy(() -> new ClientProperties(Map.of("ssl.key.password", value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> new ClientProperties(Map.of("client.id", value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void check_userInAUrl_isRefusedWithoutItsValue() {
    assertThatThrownBy(
            () -> new ClientProperties(Map.of("registry.url", "https://me:hunter2@host/path")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("kafka.properties.registry.url")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bootstrap.servers", "group.id", "transactional.id", "transaction.timeout.ms",
        "partitioner.class", "key.deserializer", "auto.offset.reset", "config.providers",
        "config.providers.file.class"
      })
  void check_propertyOfTheJob_isRefused(String key) {
    assertThatThrownBy(() -> new ClientProperties(Map.of(key, "x")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("kafka.properties." + key + " cannot be set here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "none"})
  void check_noHostVerification_isRefused(String algorithm) {
    assertThatThrownBy(
            () -> new ClientProperties(Map.of("ssl.endpoint.identification.algorithm", algorithm)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("must be https");
  }

  @Test
  void toString_values_doNotAppear() {
    assertThat(new ClientProperties(Map.of("sasl.username", "somebody")).toString())
        .isEqualTo("ClientProperties[sasl.username]");
  }

  /** Parses the properties as one of the clients does. */
  private interface ClientConfig {
    AbstractConfig of(Properties properties);
  }

  static Stream<ClientConfig> clients() {
    return Stream.of(
        properties -> new AdminClientConfig(complete(properties)),
        properties -> new ConsumerConfig(complete(properties)),
        properties -> new ProducerConfig(complete(properties)));
  }

  private static Properties complete(Properties properties) {
    var all = new Properties();
    all.putAll(properties);
    all.put("bootstrap.servers", "localhost:9092");
    all.put("key.deserializer", ByteArrayDeserializer.class);
    all.put("value.deserializer", ByteArrayDeserializer.class);
    all.put("key.serializer", ByteArraySerializer.class);
    all.put("value.serializer", ByteArraySerializer.class);
    return all;
  }

  private static Properties client(Map<String, String> values) {
    var client = new Properties();
    new ClientProperties(values).addTo(client);
    return client;
  }

  private static String secretIn(Path dir) throws IOException {
    Path file = Files.writeString(dir.resolve("kafka.properties"), "jaas = hunter2\n");
    return "${file:" + file + ":jaas}";
  }
}
