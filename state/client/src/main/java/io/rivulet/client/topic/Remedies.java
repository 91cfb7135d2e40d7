package io.rivulet.client.topic;

/**
 * What messages about a cluster advise, which depends on where its properties are set.
 *
 * @param missingTopic when a topic does not exist
 * @param silentBroker when no broker answers
 * @param refusedLogin when the broker refuses the login
 * @param otherFailure when anything else fails
 * @param stalledTopic when a topic cannot be read on
 */
public record Remedies(
    String missingTopic,
    String silentBroker,
    String refusedLogin,
    String otherFailure,
    String stalledTopic) {

  /** For programs that give the properties themselves. */
  public static final Remedies OF_PROGRAMS =
      new Remedies(
          "create it, or correct the prefix of the topics",
          "start it, or correct bootstrap.servers",
          "correct sasl.* or ssl.*",
          "check that the host name resolves, the client's properties, and the broker's log",
          "check the broker, or allow more time");
}
