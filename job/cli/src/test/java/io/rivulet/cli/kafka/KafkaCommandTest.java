package io.rivulet.cli.kafka;

import io.rivulet.cli.Rivulet;
import io.rivulet.testing.OneBroker;
import io.rivulet.testing.TestBroker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs commands against a real broker; each test has topics of its own. */
@ExtendWith(OneBroker.class)
public abstract class KafkaCommandTest {

  private static TestBroker broker;

  private String prefix;

  /** What a command left behind. */
  protected record Run(int exitCode, String out, String err) {}

  @BeforeAll
  static void keepBroker(TestBroker started) {
    broker = started;
  }

  @BeforeEach
  final void nameTopics(TestInfo test) {
    prefix = test.getTestMethod().orElseThrow().getName() + ".";
  }

  protected final String prefix() {
    return prefix;
  }

  protected static String bootstrapServers() {
    return broker.bootstrapServers();
  }

  protected static Properties client() {
    Properties client = new Properties();
    client.put("bootstrap.servers", bootstrapServers());
    return client;
  }

  /** Runs a command on the broker and topics of this test. */
  protected final Run run(String... args) {
    List<String> all = new ArrayList<>(Arrays.asList(args));
    all.addAll(List.of("--bootstrap-servers", bootstrapServers(), "--prefix", prefix));
    return runBare(all.toArray(String[]::new));
  }

  /** Runs a command; raw bytes of standard output count as output too. */
  protected static Run runBare(String... args) {
    StringWriter err = new StringWriter();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream before = System.out;
    PrintStream captured = new PrintStream(out, true, StandardCharsets.UTF_8);
    System.setOut(captured);
    try {
      int exitCode =
          Rivulet.commandLine()
              .setOut(new PrintWriter(captured, true, StandardCharsets.UTF_8))
              .setErr(new PrintWriter(err, true))
              .execute(args);
      return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString());
    } finally {
      System.setOut(before);
    }
  }

  protected final void createTopics(int partitions) {
    Run created = run("topics", "create", "--partitions", String.valueOf(partitions));
    if (created.exitCode() != 0) {
      throw new IllegalStateException(created.err());
    }
  }

  protected static KafkaProducer<byte[], byte[]> producer(String... more) {
    Properties properties = client();
    for (int i = 0; i < more.length; i += 2) {
      properties.put(more[i], more[i + 1]);
    }
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  protected final void send(String topic, String key, byte[] value) throws Exception {
    send(new ProducerRecord<>(prefix + topic, bytes(key), value));
  }

  protected static void send(ProducerRecord<byte[], byte[]> record) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.send(record).get();
    }
  }

  protected static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
