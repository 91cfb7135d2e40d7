package io.rivulet.cli.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes keys and certificates with the JDK's {@code keytool}, each in a PKCS12 store. */
public record KeyTool(Path folder) {

  public static final String PASSWORD = "for-tests-only";

  /**
   * A key, RSA as Flink expects unless told otherwise, with a certificate signed by itself.
   *
   * @param host as in a subject alternative name, such as {@code ip:127.0.0.1}
   */
  public Path selfSigned(String name, String host) throws IOException {
    Path store = folder.resolve(name + ".p12");
    run(
        store,
        List.of("-genkeypair", "-alias", name, "-keyalg", "RSA"),
        List.of("-dname", "CN=" + name, "-ext", "san=" + host, "-validity", "2"));
    return store;
  }

  /** A store that trusts the certificate of a key. */
  public Path trusting(Path key) throws IOException {
    String name = key.getFileName().toString().replace(".p12", "");
    Path certificate = folder.resolve(name + ".crt");
    Path store = folder.resolve(name + "-trust.p12");
    run(key, List.of("-exportcert", "-rfc", "-alias", name), List.of("-file", "" + certificate));
    run(store, List.of("-importcert", "-noprompt"), List.of("-file", "" + certificate));
    return store;
  }

  private static void run(Path store, List<String> action, List<String> more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(action);
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    command.addAll(more);
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    keytool.getOutputStream().close();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.onExit().join().exitValue() != 0) {
      throw new IOException(command + ": " + said);
    }
  }
}
