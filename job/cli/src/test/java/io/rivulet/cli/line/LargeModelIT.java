package io.rivulet.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.console.Progress;
import io.rivulet.cli.local.LocalPlatform;
import io.rivulet.cli.local.RunningPlatform;
import io.rivulet.cli.local.Victim;
import io.rivulet.cli.rest.AskedCheckpoint;
import io.rivulet.cli.rest.FlinkCluster;
import io.rivulet.client.RawSamples;
import io.rivulet.client.topic.WeightTopicReader;
import io.rivulet.job.config.JobConfiguration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model that is kept in pieces and published in parts, through a crash, a savepoint and its end.
 */
@ExtendWith(RunningPlatform.class)
class LargeModelIT {

  private static final String NAME = "large-model";
  private static final List<String> PARTS =
      List.of(LargeTraffic.MODEL, LargeTraffic.MODEL + "#2", LargeTraffic.MODEL + "#3");

  /** As Flink writes the name of a state. */
  private static final String PIECES = "\0\6pieces";

  @TempDir private Path folder;

  @AfterEach
  void end(RunningPlatform.Started started) {
    SubmittedJob.endAll(started.platform());
  }

  @Test
  void kill_taskManagerWithALargeModel_changesNoVersion(RunningPlatform.Started started)
      throws Exception {
    LocalPlatform platform = started.platform();
    platform.up(Progress.silent());
    SubmittedJob job =
        SubmittedJob.named(
            NAME,
            "at-least-once",
            List.of(LargeTraffic.PATTERN),
            List.of(
                "format: raw",
                "predictions: none",
                "limits: {record-bytes: 1300kb, model-bytes: 100mb}"),
            platform,
            folder);
    var configuration = JobConfiguration.read("--config", job.configuration().toString());
    var client = Map.of("bootstrap.servers", platform.bootstrapServers());
    try (LifeTopics topics = new LifeTopics(configuration);
        RawSamples samples = RawSamples.to(client, NAME + ".")) {
      LargeTraffic traffic = new LargeTraffic(configuration.limits().limits());
      PartedAudit audit = new PartedAudit(topics);
      killAmongSamples(job, traffic, samples, audit);
      String savepoint =
          Command.succeeds("savepoint", NAME, "--stop", "--dir", started.directory().toString());
      assertThat(holdsPieces(Path.of(savepoint.replaceFirst("^file:", "")))).isTrue();

      String restored = job.start(1, Optional.of(savepoint));
      traffic.send(8, samples);
      readWhole(traffic, audit);
      assertThat(job.cluster().failures(restored)).isEmpty();
      assertThat(audit.longest()).isLessThanOrEqualTo(1300 << 10);

      topics.send(
          List.of(
              LifeTopics.Line.of(
                  topics.names().control(),
                  LargeTraffic.MODEL,
                  "{\"commandId\":\"c\",\"type\":\"delete\"}")));
      audit.readUntil(() -> audit.ended().size() >= PARTS.size());
      assertThat(audit.ended()).containsExactlyElementsOf(PARTS);
      assertThat(audit.partitions()).containsOnlyKeys(PARTS);
      assertThat(audit.partitions().values())
          .containsOnly(WeightTopicReader.partition(LargeTraffic.MODEL, 2));
    }
  }

  /** The basis is full, and so in pieces, before the checkpoint that the crash leads back to. */
  private static void killAmongSamples(
      SubmittedJob job, LargeTraffic traffic, RawSamples samples, PartedAudit audit)
      throws Exception {
    String id = job.start(1, Optional.empty());
    FlinkCluster cluster = job.cluster();
    traffic.send(LargeTraffic.MEMORY + 8, samples);
    readWhole(traffic, audit);
    AskedCheckpoint.take(cluster, id);
    int before = audit.versions().size();
    traffic.send(16, samples);
    audit.readUntil(() -> audit.versions().size() > before + 2);

    Victim.killLearner(job.platform(), cluster.job(id));

    audit.readUntil(() -> isWhole(traffic, audit) && cluster.checkpoints(id).restored() > 0);
    assertThat(audit.versions()).isEqualTo(traffic.versions());
    // all may have been there before the kill, and a job that is being restored takes no savepoint
    AskedCheckpoint.take(cluster, id);
    assertThat(cluster.failures(id)).hasSize(1);
  }

  private static void readWhole(LargeTraffic traffic, PartedAudit audit) {
    audit.readUntil(() -> isWhole(traffic, audit));
    assertThat(audit.versions()).isEqualTo(traffic.versions());
  }

  private static boolean isWhole(LargeTraffic traffic, PartedAudit audit) {
    return audit.versions().keySet().containsAll(traffic.versions().keySet());
  }

  private static boolean holdsPieces(Path savepoint) throws Exception {
    try (Stream<Path> files = Files.list(savepoint)) {
      for (Path file : files.toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(PIECES)) {
          return true;
        }
      }
      return false;
    }
  }
}
