package io.rivulet.cli.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.cli.console.Progress;
import io.rivulet.cli.local.Home;
import io.rivulet.cli.local.LocalPlatform;
import io.rivulet.cli.local.RunningPlatform;
import io.rivulet.cli.local.Status;
import io.rivulet.cli.rest.FlinkCluster;
import io.rivulet.cli.rest.SavepointRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RunningPlatform.class)
class JobSubmitterIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void submit_thenStopAndRestore_goesOnFromTheSavepoint(RunningPlatform.Started started)
      throws IOException {
    LocalPlatform platform = started.platform();
    FlinkCluster cluster = platform.flink();
    JobSubmitter submitter = submitter(cluster);
    Submission submission = Submission.of(configuration());

    String first = submitter.submit(submission, PATIENCE, Progress.silent());
    assertThat(cluster.job(first).allRunning()).isTrue();
    assertThat(taskManagersOf(cluster, first))
        .containsExactlyInAnyOrderElementsOf(
            platform.taskManagers().stream().map(Status.TaskManager::id).toList());
    assertThat(platform.status().jobs()).contains(new FlinkCluster.Job(first, "probe", "RUNNING"));
    String savepoint = cluster.savepoint(first, SavepointRequest.DEFAULT);
    String stopped = cluster.stop(first, SavepointRequest.DEFAULT, false);

    assertThat(cluster.job(first).state()).isEqualTo("FINISHED");
    assertThat(cluster.checkpoints(first).latestSavepoint()).contains(stopped);
    assertThat(stopped).isNotEqualTo(savepoint);
    String second = submitter.submit(submission.from(stopped), PATIENCE, Progress.silent());
    assertThat(cluster.checkpoints(second).restored()).isEqualTo(1);
    assertThat(cluster.checkpoints(second).latestRestored()).contains(stopped);
    cluster.stop(second, SavepointRequest.DEFAULT, true);
  }

  @Test
  void submit_mainThrows_reportsItsMessage(RunningPlatform.Started started) throws IOException {
    JobSubmitter submitter = submitter(started.platform().flink());
    Submission submission = Submission.of(configuration()).withArguments("--refuse");

    assertThatThrownBy(() -> submitter.submit(submission, PATIENCE, Progress.silent()))
        .hasMessageContaining("refused by the probe");
  }

  @Test
  void submit_jobNeverRuns_cancelsItAndReportsWhy(RunningPlatform.Started started)
      throws IOException {
    FlinkCluster cluster = started.platform().flink();
    JobSubmitter submitter = submitter(cluster);
    Submission submission = Submission.of(configuration()).withArguments("--fail");

    assertThatThrownBy(() -> submitter.submit(submission, PATIENCE, Progress.silent()))
        .hasMessageEndingWith("cancelled after 3 failures: failed by the probe");
    assertThat(cluster.jobs()).allMatch(FlinkCluster.Job::hasEnded);
  }

  private JobSubmitter submitter(FlinkCluster cluster) throws IOException {
    return new JobSubmitter(Home.find().flinkClassPath(), ProbeJar.build(folder), cluster);
  }

  private Path configuration() throws IOException {
    return Files.writeString(folder.resolve("job.yaml"), "models: []\n");
  }

  private static List<String> taskManagersOf(FlinkCluster cluster, String job) {
    return cluster.job(job).vertices().stream()
        .flatMap(vertex -> vertex.subtasks().stream())
        .map(FlinkCluster.Subtask::taskManager)
        .flatMap(Stream::of)
        .distinct()
        .toList();
  }
}
