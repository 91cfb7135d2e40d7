package io.rivulet.cli.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rivulet.cli.console.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command trusts and shows over TLS, and what it says when that is not enough. */
class TlsTest {

  @TempDir private static Path folder;

  private static Path server;
  private static Path trust;
  private static Path stranger;
  private static Path client;
  private static Path clientTrust;

  @BeforeAll
  static void makeCertificates() throws IOException {
    KeyTool keytool = new KeyTool(folder);
    server = keytool.selfSigned("server", "ip:127.0.0.1");
    trust = keytool.trusting(server);
    stranger = keytool.selfSigned("stranger", "dns:other.example.org");
    client = keytool.selfSigned("client", "dns:operator");
    clientTrust = keytool.trusting(client);
  }

  @Test
  void get_certificateInTheTrustStore_isAnswered() throws IOException {
    try (RestStandIn flink = cluster(server, null)) {
      assertThat(new FlinkRest(flink.rest(), tls(trust, null)).get("/overview").asText())
          .isEqualTo("here");
    }
  }

  @Test
  void get_certificateThatJavaDoesNotTrust_saysHowToTrustIt() throws IOException {
    try (RestStandIn flink = cluster(server, null)) {
      assertThat(refusal(flink, tls(null, null)))
          .isEqualTo(
              "the certificate of "
                  + flink.rest()
                  + " is not trusted: neither it nor its issuer is in the trust store of Java;"
                  + " import it with 'keytool -importcert -file CERTIFICATE -keystore FILE' and set"
                  + " RIVULET_OPTS='-Djavax.net.ssl.trustStore=FILE"
                  + " -Djavax.net.ssl.trustStorePassword=PASSWORD'");
    }
  }

  @Test
  void get_certificateNotInTheTrustStore_namesTheStore() throws IOException {
    try (RestStandIn flink = cluster(server, null)) {
      assertThat(refusal(flink, tls(clientTrust, null)))
          .contains("neither it nor its issuer is in " + clientTrust + ";");
    }
  }

  @Test
  void get_certificateOfAnotherHost_isSaid() throws IOException {
    Path strangerTrust = new KeyTool(folder).trusting(stranger);
    try (RestStandIn flink = cluster(stranger, null)) {
      assertThat(refusal(flink, tls(strangerTrust, null)))
          .startsWith("the certificate of " + flink.rest() + " is for another host (No subject")
          .endsWith("give --rest a name that is in the certificate");
    }
  }

  @Test
  void explain_expiredCertificate_isSaid() {
    var fault = new SSLHandshakeException("PKIX path validation failed");
    fault.initCause(
        new CertPathValidatorException("bad", new CertificateExpiredException("NotAfter: 1 May")));

    assertThat(TlsFault.explain(URI.create("https://flink:8081"), fault, tls(null, null)))
        .isEqualTo(
            "the certificate of https://flink:8081 is not valid today (NotAfter: 1 May); renew it,"
                + " or set the clock");
  }

  @Test
  void get_clusterWantsACertificate_isAnsweredWithOneThatItTrusts() throws IOException {
    try (RestStandIn flink = cluster(server, clientTrust)) {
      assertThat(refusal(flink, tls(trust, null))).contains(flink.rest().toString());
      assertThat(refusal(flink, tls(trust, stranger))).contains(flink.rest().toString());
      assertThat(new FlinkRest(flink.rest(), tls(trust, client)).get("/overview").asText())
          .isEqualTo("here");
    }
  }

  @Test
  void explain_clusterWantsACertificate_saysHowToGiveIt() {
    URI flink = URI.create("https://flink:8081");
    var fault = new SSLHandshakeException("Received fatal alert: bad_certificate");
    String add =
        "; add -Djavax.net.ssl.keyStore=FILE -Djavax.net.ssl.keyStorePassword=PASSWORD to"
            + " RIVULET_OPTS";

    assertThat(TlsFault.explain(flink, fault, tls(trust, null)))
        .isEqualTo(flink + " requires a certificate from this command and got none" + add);
    assertThat(TlsFault.explain(flink, fault, tls(trust, stranger)))
        .isEqualTo(
            flink
                + " requires a certificate from this command and does not trust that of "
                + stranger
                + add);
  }

  @Test
  void context_storeThatCannotBeUsed_namesItAndTheProperty() {
    Path absent = folder.resolve("absent.p12");
    assertThatThrownBy(tls(absent, null)::context)
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(
            "the store '" + absent + "' of javax.net.ssl.trustStore cannot be used (")
        .hasMessageEndingWith("; are the file and javax.net.ssl.trustStorePassword right?");

    Properties wrong = properties(trust, null);
    wrong.setProperty("javax.net.ssl.trustStorePassword", "hunter2");
    assertThatThrownBy(new Tls(wrong)::context)
        .isInstanceOf(Failure.class)
        .hasMessageContaining(trust.toString())
        .hasMessageNotContaining("hunter2");

    Properties without = properties(trust, null);
    without.remove("javax.net.ssl.trustStorePassword");
    assertThatThrownBy(new Tls(without)::context)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("nothing in it can be read");

    Properties key = properties(trust, client);
    key.setProperty("javax.net.ssl.keyStorePassword", "hunter2");
    assertThatThrownBy(new Tls(key)::context)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("the store '" + client + "' of javax.net.ssl.keyStore")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void flinkSettings_withTrust_givesFlinkTheSame() throws Exception {
    Path settingsFolder = Files.createDirectory(folder.resolve("client settings"));

    Map<String, String> settings = tls(trust, null).flinkSettings(settingsFolder);

    assertThat(settings)
        .containsEntry("security.ssl.rest.enabled", "true")
        .doesNotContainKey("security.ssl.rest.keystore");
    assertThat(certificates(settings)).containsExactly(certificateOf(server));
  }

  @Test
  void flinkSettings_withoutTrustStore_givesFlinkWhatJavaTrusts() throws Exception {
    Path settingsFolder = Files.createDirectory(folder.resolve("java settings"));

    Map<String, String> settings = tls(null, null).flinkSettings(settingsFolder);

    assertThat(certificates(settings)).hasSizeGreaterThan(1);
  }

  @Test
  void flinkSettings_withAKey_givesFlinkTheKeyUnderAnotherPassword() throws Exception {
    Path settingsFolder = Files.createDirectory(folder.resolve("mutual settings"));

    Map<String, String> settings = tls(trust, client).flinkSettings(settingsFolder);

    assertThat(settings).containsEntry("security.ssl.rest.authentication-enabled", "true");
    assertThat(settings.values()).doesNotContain(KeyTool.PASSWORD);
    char[] password = settings.get("security.ssl.rest.key-password").toCharArray();
    KeyStore copy = store(settings, "keystore");
    KeyStore own = KeyStore.getInstance(client.toFile(), KeyTool.PASSWORD.toCharArray());
    assertThat(copy.getKey("client", password))
        .isEqualTo(own.getKey("client", KeyTool.PASSWORD.toCharArray()));
    assertThat(copy.getCertificateChain("client")).isEqualTo(own.getCertificateChain("client"));
  }

  /** A cluster with that key, which wants a certificate when it has trust of its own. */
  private static RestStandIn cluster(Path key, Path trust) throws IOException {
    return RestStandIn.secured(tls(trust, key).context(), trust != null)
        .answer("GET /overview", "\"here\"");
  }

  private static Tls tls(Path trust, Path key) {
    return new Tls(properties(trust, key));
  }

  private static Properties properties(Path trust, Path key) {
    Properties properties = new Properties();
    if (trust != null) {
      properties.setProperty("javax.net.ssl.trustStore", trust.toString());
      properties.setProperty("javax.net.ssl.trustStorePassword", KeyTool.PASSWORD);
    }
    if (key != null) {
      properties.setProperty("javax.net.ssl.keyStore", key.toString());
      properties.setProperty("javax.net.ssl.keyStorePassword", KeyTool.PASSWORD);
    }
    return properties;
  }

  private static String refusal(RestStandIn flink, Tls tls) {
    FlinkRest rest = new FlinkRest(flink.rest(), tls);
    return catchThrowableOfType(Failure.class, () -> rest.get("/overview")).getMessage();
  }

  private static List<Certificate> certificates(Map<String, String> settings) throws Exception {
    KeyStore store = store(settings, "truststore");
    var found = new ArrayList<Certificate>();
    for (String alias : Collections.list(store.aliases())) {
      found.add(store.getCertificate(alias));
    }
    return found;
  }

  private static KeyStore store(Map<String, String> settings, String kind) throws Exception {
    return KeyStore.getInstance(
        Path.of(settings.get("security.ssl.rest." + kind)).toFile(),
        settings.get("security.ssl.rest." + kind + "-password").toCharArray());
  }

  private static Certificate certificateOf(Path key) throws Exception {
    KeyStore store = KeyStore.getInstance(key.toFile(), KeyTool.PASSWORD.toCharArray());
    return store.getCertificate(store.aliases().nextElement());
  }
}
