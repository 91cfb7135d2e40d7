package io.rivulet.job.config;

import java.io.Serializable;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Where Kafka is and how to speak to it.
 *
 * @param bootstrapServers {@code host:port,host:port}
 * @param groupId shows the lag of the job; offsets live in its state
 */
public record KafkaSettings(
    String bootstrapServers, String groupId, StartPosition start, ClientProperties properties)
    implements Serializable {

  private static final Pattern ADDRESS =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.%]+]):([0-9]{1,5})");

  public KafkaSettings {
    var problems = new Problems();
    for (String address : bootstrapServers.split(",", -1)) {
      problems.check(() -> checkAddress(address.strip()));
    }
    problems.check(() -> checkGroup(groupId));
    problems.throwIfAny();
  }

  /** What every client needs, with secrets as references and the provider that resolves them. */
  public Properties clientProperties() {
    var client = new Properties();
    properties.addTo(client);
    client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return client;
  }

  /** Whether a client's size is below a number; what is no number is left to Kafka to refuse. */
  public static boolean isBelow(String given, long least) {
    return given.matches("\\d{1,18}") && Long.parseLong(given) < least;
  }

  private static void checkGroup(String groupId) {
    if (groupId.isBlank()) {
      throw ConfigurationException.about("kafka.group.id", "is empty; remove it to use rivulet");
    }
  }

  private static void checkAddress(String address) {
    if (!isAddress(address)) {
      throw ConfigurationException.about(
          "kafka.bootstrap.servers",
          "must be host:port,host:port with ports from 1 to 65535"
              + (address.contains("@") ? ", without a user" : ", got '" + address + "'"));
    }
  }

  private static boolean isAddress(String text) {
    Matcher form = ADDRESS.matcher(text);
    if (!form.matches()) {
      return false;
    }
    int port = Integer.parseInt(form.group(2));
    return port >= 1 && port <= 65_535;
  }
}
