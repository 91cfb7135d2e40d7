package io.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.client.topic.TopicReader;
import io.rivulet.record.WeightRecord;
import io.rivulet.testing.TestBroker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code in the pages of the client, compiled as it stands there and run against a broker. */
final class ExamplesTest extends ClientTest {

  private static final String PREFIX = FollowOptions.DEFAULT.prefix();
  private static final WeightRecord PUMP =
      Weights.record("pump-7", "sgd", 1, 1, WeightRecord.NONE, 2, 4, 8);

  /** 0.5 * 2 - 1.25 * 4 + 3 * 8. */
  private static final String ANSWER = "20.0";

  @TempDir private Path dir;

  @BeforeAll
  static void publishPump(TestBroker broker) throws Exception {
    createTopics(broker, PREFIX);
    byte[] id = PUMP.model().getBytes(StandardCharsets.UTF_8);
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      var record = new ProducerRecord<>(PREFIX + "weights", id, Weights.json(PUMP));
      record.headers().add("rivulet-bias", "false".getBytes(StandardCharsets.UTF_8));
      producer.send(record).get();
    }
  }

  @Test
  void run_exampleOfThePackage_printsTheAnswer() throws Exception {
    assertThat(run("package-info").lines()).contains(ANSWER);
  }

  @Test
  void run_exampleOfModels_printsTheAnswerAndItsAge() throws Exception {
    assertThat(run("Models")).startsWith(ANSWER + ", not older than PT");
  }

  @Test
  void run_exampleOfSamples_sendsOne() throws Exception {
    assertThat(run("Samples")).isEmpty();

    List<String> sent = new ArrayList<>();
    ClusterAccess access = ClusterAccess.of(client(), PATIENCE);
    try (TopicReader reader = TopicReader.ofAll(access, PREFIX + "samples")) {
      reader.readToEnd(
          each -> sent.add(new String(each.value(), StandardCharsets.UTF_8)), (done, total) -> {});
    }
    assertThat(sent).containsExactly("{\"x\":[0.5,-1.25,3.0],\"y\":[2.5]}");
  }

  /** What the example of a file prints. */
  private String run(String file) throws Exception {
    compile(example(file));
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (var loader = new URLClassLoader(new URL[] {dir.toUri().toURL()})) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      loader.loadClass("Example").getMethod("run").invoke(null);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** The code between {@code <pre>} and its end, at the broker of this test. */
  private static String example(String file) throws IOException {
    String source = Files.readString(Path.of("src/main/java/io/rivulet/client", file + ".java"));
    String begin = "<pre>{@code\n";
    int from = source.indexOf(begin) + begin.length();
    String code = source.substring(from, source.indexOf(" * }</pre>", from));
    assertThat(code).contains("localhost:9092");
    return code.replaceAll("(?m)^ \\* ?", "")
        .replace("localhost:9092", client().get("bootstrap.servers"));
  }

  private void compile(String code) throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("Example.java"),
            """
            import io.rivulet.client.Models;
            import io.rivulet.client.Samples;
            import java.time.Duration;
            import java.util.Map;

            public final class Example {
              public static void run() {
            %s  }
            }
            """
                .formatted(code));
    ByteArrayOutputStream faults = new ByteArrayOutputStream();
    String path = System.getProperty("java.class.path");
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, faults, "-cp", path, "-proc:none", file.toString());
    assertThat(failed).as(faults.toString(StandardCharsets.UTF_8)).isZero();
  }
}
