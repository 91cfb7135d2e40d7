package io.rivulet.cli.rest;

import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why a secured connection failed, and what to set. */
final class TlsFault {

  private static final String ALERT = "Received fatal alert: ";

  /**
   * What a server answers that requires a certificate and got none, or one that it does not trust.
   */
  private static final List<String> CERTIFICATE_ALERTS =
      List.of("bad_certificate", "certificate_required", "certificate_unknown", "unknown_ca");

  private TlsFault() {}

  static String explain(URI address, SSLException fault, Tls tls) {
    if (has(fault, CertificateExpiredException.class)
        || has(fault, CertificateNotYetValidException.class)) {
      return "the certificate of %s is not valid today (%s); renew it, or set the clock"
          .formatted(address, root(fault).getMessage());
    }
    if (has(fault, CertPathBuilderException.class)
        || has(fault, CertPathValidatorException.class)) {
      return untrusted(address, tls);
    }
    if (has(fault, CertificateException.class)) {
      return "the certificate of %s is for another host (%s); give --rest a name that is in the certificate"
          .formatted(address, root(fault).getMessage());
    }
    if (causes(fault).anyMatch(TlsFault::isAboutOurCertificate)) {
      return unknown(address, tls);
    }
    return "no secured connection to %s (%s); give http:// if it does not speak TLS"
        .formatted(address, fault.getMessage());
  }

  private static String untrusted(URI address, Tls tls) {
    return ("the certificate of %s is not trusted: neither it nor its issuer is in %s; import it"
            + " with"
            + " 'keytool -importcert -file CERTIFICATE -keystore FILE' and set"
            + " RIVULET_OPTS='-D%3$s=FILE -D%3$sPassword=PASSWORD'")
        .formatted(address, tls.trustStore().orElse("the trust store of Java"), Tls.TRUST_STORE);
  }

  private static String unknown(URI address, Tls tls) {
    String shown = tls.keyStore().map(file -> "does not trust that of " + file).orElse("got none");
    return "%s requires a certificate from this command and %s; add -D%3$s=FILE -D%3$sPassword=PASSWORD to RIVULET_OPTS"
        .formatted(address, shown, Tls.KEY_STORE);
  }

  private static boolean isAboutOurCertificate(Throwable cause) {
    String said = String.valueOf(cause.getMessage());
    return CERTIFICATE_ALERTS.stream().anyMatch(alert -> said.contains(ALERT + alert));
  }

  private static boolean has(Throwable fault, Class<? extends Throwable> kind) {
    return causes(fault).anyMatch(kind::isInstance);
  }

  private static Throwable root(Throwable fault) {
    return causes(fault).reduce((outer, inner) -> inner).orElse(fault);
  }

  private static Stream<Throwable> causes(Throwable fault) {
    return Stream.iterate(fault, cause -> cause != null, Throwable::getCause).limit(20);
  }
}
