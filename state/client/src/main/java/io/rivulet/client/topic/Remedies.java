package io.rivulet.client.topic;

/**
 * The advice in messages about a cluster, which depends on where its properties are set.
 *
 * @param missingTopic the advice when a topic does not exist
 * @param silentBroker the advice when no broker answers
 * @param refusedLogin the advice when the broker refuses the login
 * @param otherFailure the advice when anything else fails
 * @param stalledTopic the advice when a topic cannot be read any further
 */
public record Remedies(
    String missingTopic,
    String silentBroker,
    String refusedLogin,
    String otherFailure,
    String stalledTopic) {

  /** The advice for programs that give the properties themselves. */
  public static final Remedies OF_PROGRAMS =
      new Remedies(
          "create it, or correct the prefix of the topics",
          "start it, or correct bootstrap.servers",
          "correct sasl.* or ssl.*",
          "check that the host name resolves, the client's properties, and the broker's log",
          "check the broker, or allow more time");
}
