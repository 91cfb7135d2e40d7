package io.rivulet.cli.kafka;

import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.client.topic.Remedies;
import java.time.Duration;
import java.util.Properties;

/**
 * How commands reach a cluster: the messages of failures say which options or configuration to
 * change.
 */
public final class CommandAccess {

  private static final Remedies REMEDIES =
      new Remedies(
          "run 'rivulet topics create', or give --prefix",
          "start it, or correct --bootstrap-servers",
          "correct kafka.properties.sasl.* or ssl.*",
          "check that the host name resolves, kafka.properties, and the broker's log",
          "check the broker, or allow more with --timeout");

  private CommandAccess() {}

  /** With the time that a command without {@code --timeout} has. */
  public static ClusterAccess with(Properties client) {
    return with(client, ClusterAccess.DEFAULT_TIMEOUT);
  }

  public static ClusterAccess with(Properties client, Duration timeout) {
    return new ClusterAccess(client, "rivulet-command", timeout, REMEDIES);
  }
}
