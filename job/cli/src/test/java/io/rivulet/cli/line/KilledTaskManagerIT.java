package io.rivulet.cli.line;

import io.rivulet.cli.console.Progress;
import io.rivulet.cli.local.LocalPlatform;
import io.rivulet.cli.local.RunningPlatform;
import io.rivulet.cli.local.Victim;
import io.rivulet.cli.rest.FlinkCluster;
import io.rivulet.job.config.JobConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real broker, a real cluster, and a TaskManager that dies at work. */
@ExtendWith(RunningPlatform.class)
class KilledTaskManagerIT {

  private static final int SAMPLES = 4_000;

  @TempDir private Path folder;

  private final Audit audit = new Audit();

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"at-least-once", "exactly-once"})
  void kill_taskManagerThatLearns_losesNothingAndChangesNoBit(
      String delivery, RunningPlatform.Started started) throws Exception {
    LocalPlatform platform = started.platform();
    platform.up(Progress.silent());
    SubmittedJob job = SubmittedJob.named(delivery, delivery, platform, folder);
    Traffic traffic = new Traffic(delivery.hashCode());
    try (LineUnderTest line =
        new LineUnderTest(JobConfiguration.read("--config", job.configuration().toString()))) {
      List<LineUnderTest.Sent> sent = new ArrayList<>(line.send(traffic.records(SAMPLES)));
      String id = job.start(2, Optional.empty());
      FlinkCluster cluster = job.cluster();
      audit.readUntil(
          () -> audit.distinctWeights() > 0 && cluster.checkpoints(id).completed() > 0, line);
      long restoredBefore = cluster.checkpoints(id).restored();

      sent.addAll(line.send(traffic.records(SAMPLES)));
      Victim.killLearner(platform, cluster.job(id));
      sent.addAll(line.send(traffic.records(SAMPLES)));

      Reference reference = new Reference(sent);
      // The JobManager shows its counters some seconds late.
      audit.readUntil(
          () -> reference.isReachedBy(audit) && cluster.checkpoints(id).restored() > restoredBefore,
          line);
      audit.assertEquals(reference);
      if (delivery.equals("exactly-once")) {
        audit.assertNoRepeats();
      }
      audit.readUntil(() -> reportsRestart(cluster, id), line);
      cluster.cancel(id);
    }
  }

  /** Metrics stand still for a while when a TaskManager dies that was asked for them. */
  private static boolean reportsRestart(FlinkCluster cluster, String id) {
    Long restarts = cluster.vitals(cluster.running(id)).restarts();
    return restarts != null && restarts > 0;
  }
}
