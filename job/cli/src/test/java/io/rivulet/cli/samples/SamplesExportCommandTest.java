package io.rivulet.cli.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.kafka.KafkaCommandTest;
import io.rivulet.client.topic.WeightTopicReader;
import io.rivulet.learner.Emitter;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Prediction;
import io.rivulet.record.RejectedException;
import io.rivulet.record.WeightRecord;
import io.rivulet.replay.Replay;
import io.rivulet.wire.SampleDecoder;
import io.rivulet.wire.WeightRecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SamplesExportCommandTest extends KafkaCommandTest {

  private static final String SPEC = "{\"learner\": \"rls\", \"dimension\": 2}";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("samples.jsonl");
  }

  @Test
  void samples_alone_printsHelp() {
    Run run = runBare("samples");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("export");
  }

  @Test
  void export_samples_getModelAndTimeAndKeepTheirOrder() throws Exception {
    createTopics(1);
    sample("a", 5, "{\"x\":[1.50],\n \"y\":2}");
    sample("b", 6, "{\"ts\":9,\"x\":[1],\"y\":3}");
    sample(null, 7, "{\"model\":\"a\",\"x\":[2],\"y\":1}");

    Run run = export();

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("rivulet: wrote 3 samples\n");
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "{\"model\":\"a\",\"ts\":5,\"x\":[1.50],  \"y\":2}",
            "{\"model\":\"b\",\"ts\":9,\"x\":[1],\"y\":3}",
            "{\"ts\":7,\"model\":\"a\",\"x\":[2],\"y\":1}");
    assertThat(run("samples", "export", "--to", "-").out()).isEqualTo(Files.readString(file));
  }

  @Test
  void export_existingFile_isReplacedWithoutBeingTouched() throws Exception {
    createTopics(1);
    sample("a", 5, "{\"x\":[1],\"y\":2}");
    Files.writeString(file, "before\n");
    try (InputStream before = Files.newInputStream(file)) {
      assertThat(export().exitCode()).isZero();

      assertThat(before.readAllBytes()).isEqualTo(bytes("before\n"));
    }
    assertThat(file).hasContent("{\"model\":\"a\",\"ts\":5,\"x\":[1],\"y\":2}");
  }

  @Test
  void export_recordsThatAreNoSamples_areCountedWithTheFirstOfEach() throws Exception {
    createTopics(1);
    sample("a", 1, "nope");
    sample("a", 1, "[1]");
    sample("a", 1, null);
    sample(null, 1, "{\"x\":[1]}");
    sample("a b", 1, "{}");
    sample("a", 1, "{\"x\":1,\"x\":2}");
    sample("a", 1, "{\"x\":\"text\"}");
    sample("a", 1, "{\"model\":\"other\",\"ts\":1}");
    try (KafkaProducer<byte[], byte[]> producer =
        producer("compression.type", "gzip", "max.request.size", "2000000")) {
      String pad = "1,".repeat(Limits.DEFAULT.recordBytes() / 2 - 10);
      producer.send(record("a", 1, "{\"ts\":1,\"pad\":[" + pad + "1]}")).get();
    }
    ProducerRecord<byte[], byte[]> newer = record("a", 1, "{\"x\":[1],\"y\":1}");
    newer.headers().add(Origin.SCHEMA_HEADER, bytes("2"));
    send(newer);

    Run run = export();

    assertThat(run.exitCode()).isZero();
    String at = ", the first at " + prefix() + "samples 0:";
    assertThat(run.err().lines())
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).isEqualTo("rivulet: wrote 3 samples"),
            line ->
                assertThat(line).startsWith("rivulet: left out 3 records, MALFORMED" + at + "0: "),
            line ->
                assertThat(line).startsWith("rivulet: left out 1 record, NULL_VALUE" + at + "2: "),
            line ->
                assertThat(line).startsWith("rivulet: left out 1 record, NULL_KEY" + at + "3: "),
            line ->
                assertThat(line).startsWith("rivulet: left out 1 record, MODEL_ID" + at + "4: "),
            line ->
                assertThat(line).startsWith("rivulet: left out 1 record, UNSUPPORTED" + at + "9: "),
            line -> assertThat(line).startsWith("rivulet: 1 sample named a model other than"),
            line -> assertThat(line).startsWith("rivulet: 1 line longer than 1048576 bytes"));
    assertThat(Files.readAllLines(file))
        .hasSize(3)
        .startsWith("{\"model\":\"a\",\"ts\":1,\"x\":\"text\"}", "{\"model\":\"a\",\"ts\":1}");
  }

  @Test
  void export_sinceAndModels_areThoseOnly() throws Exception {
    createTopics(1);
    sample("pump-1", 10, "{\"y\":1}");
    sample("pump-1", 20, "{\"y\":2}");
    sample("valve", 20, "{\"y\":3}");
    sample("valve", 20, "nope");
    sample(null, 20, "{\"model\":\"valve\"}");
    sample("pump-2", 15, "{\"y\":4}");

    Run some = run("samples", "export", "--to", file.toString(), "--since=20", "--models=pump-*");

    assertThat(some.err()).isEqualTo("rivulet: wrote 2 samples\n");
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "{\"model\":\"pump-1\",\"ts\":20,\"y\":2}", "{\"model\":\"pump-2\",\"ts\":15,\"y\":4}");
    assertThat(run("samples", "export", "--to", "-", "--since", "1h").out()).isEmpty();
  }

  @Test
  void export_noTopic_failsAndLeavesTheFileAsItWas() throws Exception {
    Files.writeString(file, "before");

    Run run = export();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("topic " + prefix() + "samples does not exist");
    assertThat(Files.readString(file)).isEqualTo("before");
  }

  @Test
  void export_wrongUse_isRefused() {
    assertThat(run("samples", "export").exitCode()).isEqualTo(2);
    assertThat(run("samples", "export", "--to=-", "--models=a b").exitCode()).isEqualTo(2);
    assertThat(run("samples", "export", "--to=-", "--since=then").exitCode()).isEqualTo(2);
  }

  @Test
  void export_thenReplay_givesTheWeightsOfTheTopic() throws Exception {
    createTopics(3);
    List<ProducerRecord<byte[], byte[]>> sent = traffic(new Random(7), 600);
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (ProducerRecord<byte[], byte[]> each : sent) {
        producer.send(each).get();
      }
    }

    assertThat(export().exitCode()).isZero();

    Map<String, List<String>> expected = learned(sent);
    assertThat(expected).hasSize(4);
    assertThat(replayed()).isEqualTo(expected);
  }

  /** Samples of four models, with the accidents that a topic has. */
  private List<ProducerRecord<byte[], byte[]>> traffic(Random random, int count) {
    List<ProducerRecord<byte[], byte[]>> traffic = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String model = "m" + random.nextInt(4);
      String numbers =
          "\"x\":[" + random.nextGaussian() + ",\n" + random.nextGaussian() + "],\"y\":" + i;
      int kind = random.nextInt(12);
      String key = kind == 0 || kind == 1 ? null : model;
      String value =
          switch (kind) {
            case 0 -> "{\"model\":\"" + model + "\"," + numbers + "}";
            case 1 -> "{" + numbers + "}";
            case 2 -> "{\"model\":\"m9\"," + numbers + "}";
            case 3 -> "{" + numbers;
            case 4 -> "{\"model\":null,\"ts\":null," + numbers + "}";
            case 5 -> "\ufeff {\"ts\":" + i + "," + numbers + "} ";
            case 6 -> "{\"x\":[1,NaN],\"y\":1}";
            case 7 -> "{\"x\":[1],\"y\":1}";
            default -> "{\"id\":\"s" + i + "\"," + numbers + "}";
          };
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(
              prefix() + "samples",
              WeightTopicReader.partition(model, 3),
              1000L + i,
              key == null ? null : bytes(key),
              bytes(value));
      if (kind == 8) {
        record.headers().add(Origin.SCHEMA_HEADER, bytes("2"));
      }
      traffic.add(record);
    }
    return traffic;
  }

  /** What the job's decoder and learners make of the records, by model. */
  private static Map<String, List<String>> learned(List<ProducerRecord<byte[], byte[]>> sent) {
    Map<String, List<String>> learned = new TreeMap<>();
    SampleDecoder decoder = new SampleDecoder(Limits.DEFAULT, null);
    Replay job =
        new Replay(
            Specs.forEveryModel(SPEC, Limits.DEFAULT),
            new PublishPolicy(1),
            false,
            new Emitter() {
              @Override
              public void prediction(Prediction prediction) {}

              @Override
              public void weights(WeightRecord record) {
                add(record, learned);
              }
            });
    for (ProducerRecord<byte[], byte[]> each : sent) {
      var header = each.headers().lastHeader(Origin.SCHEMA_HEADER);
      String schema = header == null ? null : "2";
      try {
        job.learn(
            decoder.decode(
                new Origin(
                    "t", each.partition(), 0, each.timestamp(), each.key(), each.value(), schema)));
      } catch (RejectedException refused) {
        assertThat(refused.reason()).isNotNull();
      }
    }
    return learned;
  }

  private Map<String, List<String>> replayed() throws IOException {
    Path spec = Files.writeString(folder.resolve("spec.json"), SPEC);
    Path weights = folder.resolve("weights.jsonl");
    Run replay = runBare("replay", "--spec=" + spec, "--samples=" + file, "--weights=" + weights);
    assertThat(replay.exitCode()).isZero();
    Map<String, List<String>> replayed = new TreeMap<>();
    for (String line : Files.readAllLines(weights)) {
      add(WeightRecordJson.read(bytes(line)), replayed);
    }
    return replayed;
  }

  private static void add(WeightRecord record, Map<String, List<String>> to) {
    String checksum = WeightRecordJson.checksum(record.rows(), record.columns(), record.w());
    to.computeIfAbsent(record.model(), model -> new ArrayList<>())
        .add(record.incarnation() + "." + record.version() + " " + record.id() + " " + checksum);
  }

  private Run export() {
    return run("samples", "export", "--to", file.toString());
  }

  private void sample(String key, long timestamp, String value) throws Exception {
    send(record(key, timestamp, value));
  }

  private ProducerRecord<byte[], byte[]> record(String key, long timestamp, String value) {
    return new ProducerRecord<>(
        prefix() + "samples",
        0,
        timestamp,
        key == null ? null : bytes(key),
        value == null ? null : bytes(value));
  }
}
