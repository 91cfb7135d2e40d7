package io.rivulet.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.Progress;
import io.rivulet.cli.flink.SavepointRequest;
import io.rivulet.cli.local.LocalPlatform;
import io.rivulet.cli.local.RunningPlatform;
import io.rivulet.job.config.JobConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The job goes on from a savepoint with another parallelism, as if it had never stopped. */
@ExtendWith(RunningPlatform.class)
class SavepointIT {

  private static final int SAMPLES = 3_000;

  @TempDir private Path folder;

  private final Audit audit = new Audit();

  @Test
  void restore_withAnotherParallelism_goesOnBitForBit(RunningPlatform.Started started)
      throws Exception {
    LocalPlatform platform = started.platform();
    platform.up(Progress.silent());
    SubmittedJob job = SubmittedJob.named("savepoint", "at-least-once", platform, folder);
    Traffic traffic = new Traffic(11);
    try (LineUnderTest line =
        new LineUnderTest(JobConfiguration.read("--config", job.configuration().toString()))) {
      List<LineUnderTest.Sent> sent = new ArrayList<>(line.send(traffic.letters(SAMPLES)));
      String first = job.start(2, Optional.empty());
      audit.readUntil(() -> audit.distinctWeights() > SAMPLES / 2, line);
      String savepoint = job.cluster().stop(first, SavepointRequest.DEFAULT, false);

      String second = job.start(1, Optional.of(savepoint));
      sent.addAll(line.send(traffic.letters(SAMPLES)));
      Reference reference = new Reference(sent);
      audit.readUntil(() -> reference.isReachedBy(audit), line);

      assertThat(job.cluster().checkpoints(second).latestRestored()).contains(savepoint);
      audit.assertEquals(reference);
      audit.assertNoRepeats();
      job.cluster().cancel(second);
    }
  }
}
