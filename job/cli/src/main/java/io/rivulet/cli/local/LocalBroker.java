package io.rivulet.cli.local;

import io.rivulet.cli.console.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaFuture;

/** One Kafka node, broker and controller, with its log in the state directory. */
final class LocalBroker {

  private static final String TIMEOUT_MS = "3000";

  private final Home home;
  private final StateDirectory directory;
  private final PlatformNotes notes;

  LocalBroker(Home home, StateDirectory directory, PlatformNotes notes) {
    this.home = home;
    this.directory = directory;
    this.notes = notes;
  }

  static String bootstrapServers(Ports ports) {
    return "127.0.0.1:" + ports.broker();
  }

  LocalProcess start(Launcher launcher) {
    configure();
    if (!Files.exists(directory.brokerData().resolve("meta.properties"))) {
      format();
    }
    return launcher.start(
        Service.BROKER,
        Service.BROKER.newId(),
        List.of("-Xmx256m", "-XX:+UseSerialGC", Launcher.WITHOUT_C2, "-cp", home.brokerClassPath()),
        List.of("kafka.Kafka", directory.brokerConfiguration().toString()));
  }

  private void configure() {
    try (OutputStream out = Files.newOutputStream(directory.brokerConfiguration())) {
      configuration().store(out, "written by 'rivulet up'");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The defaults of Kafka, except for one node, loopback only, and a cleaner that does not ask for
   * 128 MiB of heap.
   */
  private Properties configuration() {
    Ports ports = notes.ports();
    var properties = new Properties();
    properties.putAll(
        Map.of(
            "process.roles",
            "broker,controller",
            "node.id",
            "1",
            "controller.quorum.voters",
            "1@127.0.0.1:" + ports.controller(),
            "controller.listener.names",
            "CONTROLLER",
            "listeners",
            "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                .formatted(ports.broker(), ports.controller()),
            "advertised.listeners",
            "PLAINTEXT://127.0.0.1:" + ports.broker(),
            "listener.security.protocol.map",
            "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs",
            directory.brokerData().toString(),
            "log.cleaner.dedupe.buffer.size",
            "8388608",
            "log.segment.bytes",
            String.valueOf(256 << 20)));
    properties.putAll(
        Map.of(
            "auto.create.topics.enable", "false",
            "num.partitions", "2",
            "group.initial.rebalance.delay.ms", "0",
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "4",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "transaction.state.log.num.partitions", "4",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1"));
    return properties;
  }

  private void format() {
    try {
      Process format =
          new ProcessBuilder(
                  Launcher.java(),
                  "-Xmx128m",
                  Launcher.WITHOUT_C2,
                  "-Dlog4j2.level=OFF",
                  "-cp",
                  home.brokerClassPath(),
                  "kafka.tools.StorageTool",
                  "format",
                  "-t",
                  notes.clusterId(),
                  "-c",
                  directory.brokerConfiguration().toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(format.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (format.waitFor() != 0) {
        throw Failure.failed(
            "cannot format the broker's storage in " + directory.brokerData() + ":\n" + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.failed("interrupted while formatting the broker's storage", e);
    }
  }

  /** Whether the node that answers at our port is the one that we formatted. */
  boolean answers() {
    boolean ours = listens() && clusterId().map(this::isOurs).orElse(false);
    if (ours) {
      createInternalTopics();
    }
    return ours;
  }

  /**
   * Asks for the coordinator of a group and of a transaction, upon which the broker creates the
   * topics that it keeps both in: a job that commits while they come into being would warn.
   */
  private void createInternalTopics() {
    try (Admin admin = Admin.create(clientSettings())) {
      var group = admin.listConsumerGroupOffsets("rivulet").partitionsToOffsetAndMetadata();
      var transaction = admin.describeTransactions(List.of("rivulet")).all();
      await(group);
      await(transaction);
    }
  }

  private static void await(KafkaFuture<?> answer) {
    try {
      answer.get();
    } catch (ExecutionException notThere) {
      // there need be neither
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.failed("interrupted while asking the broker", e);
    }
  }

  /** A client would try this for seconds; asking first keeps the wait short. */
  private boolean listens() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), notes.ports().broker())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isOurs(String clusterId) {
    if (clusterId.equals(notes.clusterId())) {
      return true;
    }
    throw Failure.failed(
        "another Kafka cluster (%s) answers at %s, expected %s; run 'down' and 'up' for new ports"
            .formatted(clusterId, bootstrapServers(notes.ports()), notes.clusterId()));
  }

  private Optional<String> clusterId() {
    try (Admin admin = Admin.create(clientSettings())) {
      return Optional.ofNullable(admin.describeCluster().clusterId().get());
    } catch (ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.failed("interrupted while asking the broker", e);
    }
  }

  private Map<String, Object> clientSettings() {
    return Map.of(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(notes.ports()),
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS,
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
  }
}
