package io.rivulet.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A real broker and controller (KRaft, one node) in this JVM, on loopback and free ports. Topics
 * are not created on use, and records are kept whatever their age. All limits are a broker's
 * defaults, so transactions end after at most 15 minutes.
 */
public final class TestBroker implements AutoCloseable {

  /** The name and the password of the user of a {@link #secured} broker. */
  public static final String USER = "rivulet";

  private final KafkaRaftServer server;
  private final String bootstrapServers;
  private final String securedServers;

  private TestBroker(KafkaRaftServer server, String bootstrapServers, String securedServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
    this.securedServers = securedServers;
  }

  /**
   * Starts a broker that serves anybody.
   *
   * @param dir empty, for its files
   */
  public static TestBroker start(Path dir) throws IOException {
    String address = Loopback.freeAddress();
    Properties properties = properties(dir, Loopback.freeAddress());
    properties.put("listeners", properties.get("listeners") + ",PLAINTEXT://" + address);
    properties.put("advertised.listeners", "PLAINTEXT://" + address);
    return new TestBroker(run(dir, properties), address, "");
  }

  /**
   * Starts a broker with two listeners: {@link #bootstrapServers} for super users without a login,
   * and {@link #securedServers} for {@link #USER} by SASL/PLAIN, who may do what an ACL grants.
   *
   * @param dir empty, for its files
   */
  public static TestBroker secured(Path dir) throws IOException {
    String address = Loopback.freeAddress();
    String secured = Loopback.freeAddress();
    String doors = "PLAINTEXT://" + address + ",SASL_PLAINTEXT://" + secured;
    Properties properties = properties(dir, Loopback.freeAddress());
    properties.put("listeners", properties.get("listeners") + "," + doors);
    properties.put("advertised.listeners", doors);
    properties.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT");
    properties.put("inter.broker.listener.name", "PLAINTEXT");
    properties.put("sasl.enabled.mechanisms", "PLAIN");
    properties.put(
        "listener.name.sasl_plaintext.plain.sasl.jaas.config",
        jaas().replace(";", " user_" + USER + "=\"" + USER + "\";"));
    properties.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    properties.put("super.users", "User:ANONYMOUS");
    return new TestBroker(run(dir, properties), address, secured);
  }

  /** The login of {@link #USER}, as {@code sasl.jaas.config} takes it. */
  public static String jaas() {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(USER, USER);
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  public String securedServers() {
    return securedServers;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  /**
   * Asks until the answer is yes: a change reaches the broker a moment after the controller took
   * it.
   */
  public static void await(BooleanSupplier question) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!question.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("the broker did not hear of a change within 30 s");
      }
      Thread.onSpinWait();
    }
  }

  private static Properties properties(Path dir, String controller) {
    var properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@" + controller);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("listeners", "CONTROLLER://" + controller);
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("log.dirs", dir.resolve("data").toString());
    properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 << 20));
    // records of tests are old
    properties.put("log.retention.ms", "-1");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "4");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "4");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("auto.create.topics.enable", "false");
    return properties;
  }

  private static KafkaRaftServer run(Path dir, Properties properties) throws IOException {
    Path file = dir.resolve("server.properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    format(file);
    var server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    server.startup();
    return server;
  }

  private static void format(Path file) {
    var output = new ByteArrayOutputStream();
    String[] command = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
    int code = StorageTool.execute(command, new PrintStream(output, true, StandardCharsets.UTF_8));
    if (code != 0) {
      throw new IllegalStateException(
          "storage tool ended with " + code + ": " + output.toString(StandardCharsets.UTF_8));
    }
  }
}
