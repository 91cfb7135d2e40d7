package io.rivulet.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.console.Progress;
import io.rivulet.cli.local.RunningPlatform;
import io.rivulet.client.RawSamples;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.learner.SpecPattern;
import io.rivulet.record.SampleHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A job that reads raw numbers, from the client to the weights, and what is exported of them. */
@ExtendWith(RunningPlatform.class)
class RawRunIT {

  private static final Map<String, Object> SPEC =
      Map.of("learner", "rls", "dimension", 3, "forgetting", 0.99);
  private static final int SAMPLES = 200;
  private static final double[] NONE = {};
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  private final List<String> weights = new ArrayList<>();
  private final List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();

  @Test
  void rawSamples_learnAsReplayOfTheirExport(RunningPlatform.Started started) throws Exception {
    started.platform().up(Progress.silent());
    SpecPattern pattern = SpecPattern.of("m-*", SPEC);
    SubmittedJob job =
        SubmittedJob.named(
            "raw",
            "at-least-once",
            List.of(pattern),
            List.of("format: raw"),
            started.platform(),
            folder);
    String file = job.configuration().toString();
    JobConfiguration configuration = JobConfiguration.read("--config", file);
    try (LineUnderTest line = new LineUnderTest(configuration)) {
      job.start(2, Optional.empty());

      send(started.platform().bootstrapServers());
      await(line, SAMPLES, 2);
      assertThat(letters)
          .extracting(letter -> header(letter, "rivulet-reason"))
          .containsExactlyInAnyOrder("DIMENSION", "NON_FINITE");

      Command.succeeds("dlq", "replay", "--reason", "DIMENSION", "--config", file);
      await(line, SAMPLES, 3);
      ConsumerRecord<byte[], byte[]> again = letters.get(2);
      assertThat(header(again, "rivulet-id")).isEqualTo("short");
      assertThat(header(again, "rivulet-replayed")).isEqualTo("1");

      assertThat(replayed(file, pattern)).isEqualTo(byModel(weights));
    } finally {
      SubmittedJob.endAll(started.platform());
    }
  }

  private static void send(String servers) {
    SplittableRandom random = new SplittableRandom(7);
    try (RawSamples samples = RawSamples.to(Map.of("bootstrap.servers", servers), "raw.")) {
      for (int i = 0; i < SAMPLES; i++) {
        double[] x = random.doubles(3, -1, 1).toArray();
        samples.send("m-" + i % 3, headers("s-" + i, 1_000 + i), x, random.nextDouble());
      }
      samples.send("m-1", headers("short", 2_000), new double[] {1, 2}, NONE);
      samples.send("m-1", headers("bad", 2_000), new double[] {1, 2, Double.NaN}, 4);
    }
  }

  private static SampleHeaders headers(String id, long ts) {
    return new SampleHeaders(utf8(id), null, utf8(String.valueOf(ts)), null);
  }

  private void await(LineUnderTest line, int expectedWeights, int expectedLetters) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (weights.size() < expectedWeights || letters.size() < expectedLetters) {
      assertThat(System.nanoTime() - deadline).as("not all records in time").isNegative();
      for (ConsumerRecord<byte[], byte[]> record : line.poll()) {
        if (record.topic().equals(line.weights())) {
          weights.add(new String(record.value(), StandardCharsets.UTF_8));
        } else {
          letters.add(record);
        }
      }
    }
  }

  /** The weights of each model as replay makes them of what is exported. */
  private Map<String, List<String>> replayed(String file, SpecPattern pattern) throws Exception {
    Path samples = folder.resolve("samples.jsonl");
    Path spec = Files.writeString(folder.resolve("spec.json"), pattern.json());
    Path made = folder.resolve("weights.jsonl");
    Command.succeeds("samples", "export", "--config", file, "--to", samples.toString());
    Command.succeeds(
        "replay",
        "--spec",
        spec.toString(),
        "--samples",
        samples.toString(),
        "--weights",
        made.toString());
    return byModel(Files.readAllLines(made));
  }

  private static Map<String, List<String>> byModel(List<String> records) {
    Map<String, List<String>> byModel = new TreeMap<>();
    for (String record : records) {
      String model = record.substring(0, record.indexOf(','));
      byModel.computeIfAbsent(model, any -> new ArrayList<>()).add(record);
    }
    return byModel;
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
