package io.rivulet.cli.rest;

import io.rivulet.cli.console.Failure;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Which certificates a command trusts over TLS, and which one it shows: those that the properties
 * {@code javax.net.ssl.*} of its JVM name, for its own requests and for those of Flink's client.
 */
public final class Tls {

  static final String TRUST_STORE = "javax.net.ssl.trustStore";
  static final String KEY_STORE = "javax.net.ssl.keyStore";

  private static final String REST = "security.ssl.rest.";

  private final Properties properties;

  Tls(Properties properties) {
    this.properties = properties;
  }

  public static Tls ofThisJvm() {
    return new Tls(System.getProperties());
  }

  /** For connections without TLS: reads no store, so none can be missing. */
  static SSLContext unused() {
    return context(new KeyManager[0], new TrustManager[0]);
  }

  SSLContext context() {
    return context(keys(), trust());
  }

  private static SSLContext context(KeyManager[] keys, TrustManager[] trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The file of trusted certificates, empty for those that come with Java. */
  Optional<String> trustStore() {
    return file(TRUST_STORE);
  }

  /** The file with the command's own key and certificate, empty when it shows none. */
  Optional<String> keyStore() {
    return file(KEY_STORE);
  }

  /** {@code NONE} is the JDK's word for a store that is no file. */
  private Optional<String> file(String property) {
    return Optional.ofNullable(properties.getProperty(property))
        .filter(file -> !file.isEmpty() && !file.equals("NONE"));
  }

  private TrustManager[] trust() {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trustStore().isEmpty() ? null : read(TRUST_STORE));
      return factory.getTrustManagers();
    } catch (GeneralSecurityException e) {
      throw unusable(TRUST_STORE, e);
    }
  }

  private KeyManager[] keys() {
    if (keyStore().isEmpty()) {
      return new KeyManager[0];
    }
    try {
      var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(read(KEY_STORE), password(KEY_STORE));
      return factory.getKeyManagers();
    } catch (GeneralSecurityException e) {
      throw unusable(KEY_STORE, e);
    }
  }

  /** A store of the kind PKCS12 whose password is missing reads as empty. */
  private KeyStore read(String property) {
    try {
      KeyStore store = KeyStore.getInstance(new File(file(property).get()), password(property));
      if (store.size() == 0) {
        throw unusable(property, new IOException("nothing in it can be read"));
      }
      return store;
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw unusable(property, e);
    }
  }

  private char[] password(String property) {
    String password = properties.getProperty(property + "Password");
    return password == null ? null : password.toCharArray();
  }

  private Failure unusable(String property, Exception e) {
    return Failure.failed(
        "the store '%s' of %s cannot be used (%s); are the file and %sPassword right?"
            .formatted(properties.getProperty(property, ""), property, e.getMessage(), property),
        e);
  }

  /**
   * The same trust, key and cipher suites as settings of Flink, whose client knows no trust except
   * that of a file with a password, and may hand its settings on with the job: it gets copies that
   * last as long as the folder, and never the user's password. It is not told to verify the host's
   * name, for which Flink 2.3.0 refuses every host: the command's own requests, which come first,
   * do.
   *
   * @param folder gets the copies; not to be seen by other users
   */
  public Map<String, String> flinkSettings(Path folder) {
    String password = UUID.randomUUID().toString();
    var settings = new TreeMap<String, String>();
    settings.put(REST + "enabled", "true");
    String[] suites = context().getDefaultSSLParameters().getCipherSuites();
    settings.put("security.ssl.algorithms", String.join(",", suites));
    settings.putAll(store("truststore", copyOfTrust(), password, folder));
    if (keyStore().isPresent()) {
      settings.put(REST + "authentication-enabled", "true");
      settings.put(REST + "key-password", password);
      settings.putAll(store("keystore", copyOfKeys(password), password, folder));
    }
    return settings;
  }

  private static Map<String, String> store(
      String kind, KeyStore content, String password, Path folder) {
    Path file = folder.resolve(kind + ".p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      content.store(out, password.toCharArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return Map.of(
        REST + kind,
        file.toString(),
        REST + kind + "-type",
        "PKCS12",
        REST + kind + "-password",
        password);
  }

  private KeyStore copyOfTrust() {
    try {
      KeyStore copy = KeyStore.getInstance("PKCS12");
      copy.load(null, null);
      for (X509Certificate trusted : trusted()) {
        copy.setCertificateEntry("trusted-" + copy.size(), trusted);
      }
      return copy;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private KeyStore copyOfKeys(String password) {
    try {
      KeyStore store = read(KEY_STORE);
      KeyStore copy = KeyStore.getInstance("PKCS12");
      copy.load(null, null);
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          Key key = store.getKey(alias, password(KEY_STORE));
          copy.setKeyEntry(alias, key, password.toCharArray(), store.getCertificateChain(alias));
        }
      }
      return copy;
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(KEY_STORE, e);
    }
  }

  private X509Certificate[] trusted() {
    return Stream.of(trust())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow()
        .getAcceptedIssuers();
  }
}
