package io.rivulet.job.kafka;

import io.rivulet.job.config.KafkaSettings;
import io.rivulet.job.config.TimeSpan;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * What to do when no broker could be spoken to. Kafka's own messages may quote a value, so they are
 * not repeated.
 */
public final class ConnectionAdvice {

  private ConnectionAdvice() {}

  public static String of(KafkaException e, KafkaSettings settings, Duration timeout) {
    String servers = settings.bootstrapServers();
    if (e instanceof TimeoutException) {
      return "no broker answered at "
          + servers
          + " within "
          + TimeSpan.format(timeout)
          + "; start it, correct the address, or check kafka.properties.security.protocol and the network";
    }
    if (e instanceof AuthenticationException) {
      return "the broker at "
          + servers
          + " refused the login ("
          + e.getClass().getSimpleName()
          + "); correct kafka.properties.sasl.* or ssl.*, and the file that the secret is read from";
    }
    return "no client could work with "
        + servers
        + " ("
        + e.getClass().getSimpleName()
        + "); check that the host name resolves, and kafka.properties"
        + mentioned(e, settings);
  }

  /** The names of properties that the messages contain. */
  private static String mentioned(Throwable e, KafkaSettings settings) {
    var messages = new StringBuilder();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      messages.append(cause.getMessage()).append(' ');
    }
    List<String> names =
        settings.properties().values().keySet().stream()
            .filter(name -> messages.indexOf(name) >= 0)
            .toList();
    return names.isEmpty() ? "" : " " + names;
  }
}
