package io.rivulet.client.topic;

/** Shows a person that an answer is waited for. */
@FunctionalInterface
public interface Patience {

  /** Shows nothing. */
  Patience NONE = servers -> () -> {};

  /**
   * Begins to show it.
   *
   * @param servers the brokers that are asked
   * @return what ends it
   */
  ShownWait show(String servers);

  /** What is shown until it is closed. */
  @FunctionalInterface
  interface ShownWait extends AutoCloseable {

    @Override
    void close();
  }
}
