package io.rivulet.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A real broker and controller (KRaft, one node) in this JVM, for all tests of one run: started by
 * the first class that asks, ended with the last. Topics are not created by use.
 */
final class ClientBroker implements AutoCloseable {

  private final Path directory;
  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private ClientBroker(Path directory, KafkaRaftServer server, String bootstrapServers) {
    this.directory = directory;
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  static ClientBroker start() throws IOException {
    Path directory = Files.createTempDirectory("rivulet-broker");
    String address = "127.0.0.1:" + freePort();
    Properties properties = properties(directory, address, "127.0.0.1:" + freePort());
    format(directory, properties);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    server.startup();
    return new ClientBroker(directory, server, address);
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() throws IOException {
    server.shutdown();
    server.awaitShutdown();
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** A loopback port that nothing listened on a moment ago. */
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Properties properties(Path directory, String address, String controller) {
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@" + controller);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("listeners", "CONTROLLER://" + controller + ",PLAINTEXT://" + address);
    properties.put("advertised.listeners", "PLAINTEXT://" + address);
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("log.dirs", directory.resolve("data").toString());
    properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 << 20));
    // records of tests are old
    properties.put("log.retention.ms", "-1");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "1");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("auto.create.topics.enable", "false");
    return properties;
  }

  private static void format(Path directory, Properties properties) throws IOException {
    Path file = directory.resolve("server.properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    String[] command = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
    int code = StorageTool.execute(command, new PrintStream(output, true, StandardCharsets.UTF_8));
    if (code != 0) {
      throw new IllegalStateException(
          "storage tool ended with " + code + ": " + output.toString(StandardCharsets.UTF_8));
    }
  }
}
