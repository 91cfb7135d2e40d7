package io.rivulet.cli.local;

/**
 * The ports on the loopback address at which clients find a platform; 0 stands for any free port.
 */
record ClientPorts(int broker, int rest) {

  /** Those that Kafka's and Flink's own documents use. */
  static final ClientPorts USUAL = new ClientPorts(9092, 8081);

  static final ClientPorts ANY = new ClientPorts(0, 0);
}
