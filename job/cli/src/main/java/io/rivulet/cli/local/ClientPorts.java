package io.rivulet.cli.local;

/** Where clients are to find a platform: ports on the loopback address, 0 for any free one. */
record ClientPorts(int broker, int rest) {

  /** Those that Kafka's and Flink's own documents use. */
  static final ClientPorts USUAL = new ClientPorts(9092, 8081);

  static final ClientPorts ANY = new ClientPorts(0, 0);
}
