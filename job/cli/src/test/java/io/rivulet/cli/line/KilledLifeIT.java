package io.rivulet.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.console.Progress;
import io.rivulet.cli.local.LocalPlatform;
import io.rivulet.cli.local.RunningPlatform;
import io.rivulet.cli.local.Victim;
import io.rivulet.cli.rest.AskedCheckpoint;
import io.rivulet.cli.rest.FlinkCluster;
import io.rivulet.job.config.JobConfiguration;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Commands, late targets and windows in flight while TaskManagers die: a replay, bit for bit. At
 * least once, no checkpoint but those that are asked for is taken, so that what arrived since the
 * last must be repeated.
 */
@ExtendWith(RunningPlatform.class)
class KilledLifeIT {

  @TempDir private Path folder;

  @AfterEach
  void end(RunningPlatform.Started started) {
    SubmittedJob.endAll(started.platform());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"at-least-once, 2, 1500", "exactly-once, 1, 600"})
  void kill_amongCommands_losesAndDoublesNothing(
      String delivery, int kills, int samples, RunningPlatform.Started started) throws Exception {
    LocalPlatform platform = started.platform();
    platform.up(Progress.silent());
    String name = "life-" + delivery;
    SubmittedJob job =
        SubmittedJob.named(
            name,
            delivery,
            LifeScript.PATTERNS,
            List.of("cache: {max-bytes: 64kb}"),
            platform,
            folder);
    try (LifeTopics topics =
        new LifeTopics(JobConfiguration.read("--config", job.configuration().toString()))) {
      ReplayedLife replayed = new ReplayedLife(topics.names(), LifeScript.PATTERNS);
      LifeScript script = new LifeScript(delivery.hashCode(), topics.names(), replayed);
      LifeAudit audit = new LifeAudit(topics, replayed);
      boolean once = delivery.equals("exactly-once");
      String id = job.start(2, once ? "1 s" : "10 min", Optional.empty());
      FlinkCluster cluster = job.cluster();
      AskedCheckpoint.take(cluster, id);
      for (int phase = 0; phase <= kills; phase++) {
        audit.send(script.commands());
        audit.readWhole();
        AskedCheckpoint.take(cluster, id);

        audit.send(script.samples(samples));
        if (phase > 0) {
          platform.up(Progress.silent());
          AskedCheckpoint.take(cluster, id);
          int before = audit.due();
          audit.send(script.samples(samples));
          audit.readUntil(() -> audit.arrived() > before + samples / 8);
          long restored = cluster.checkpoints(id).restored();
          Victim.killLearner(platform, cluster.job(id));
          audit.send(script.samples(samples));
          audit.readUntil(() -> audit.isWhole() && cluster.checkpoints(id).restored() > restored);
        }
        audit.readWhole();
        AskedCheckpoint.take(cluster, id);
      }
      audit.assertWhole();
      if (once) {
        assertThat(audit.repeats()).isZero();
      } else {
        assertThat(audit.repeats()).as("repeats after the kills").isPositive();
      }
      assertThat(replayed.acks())
          .containsKeys("rollback COMPLETED", "import COMPLETED", "merge COMPLETED")
          .containsKey(kills > 1 ? "delete COMPLETED" : "delete FAILED");
      assertThat(replayed.values().get(topics.names().metrics())).hasSizeGreaterThan(8);
    }
  }
}
