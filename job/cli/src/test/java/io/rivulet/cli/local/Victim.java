package io.rivulet.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.rest.FlinkCluster;
import java.util.concurrent.TimeUnit;

/** A process of a platform that is killed at work. */
public final class Victim {

  private Victim() {}

  /** Returns when the process is gone. */
  public static void kill(long pid) throws Exception {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    assertThat(process.destroyForcibly()).isTrue();
    process.onExit().get(30, TimeUnit.SECONDS);
  }

  /** Kills a TaskManager that runs a learn subtask, by the word of the JobManager. */
  public static void killLearner(LocalPlatform platform, FlinkCluster.JobDetail job)
      throws Exception {
    String id =
        job.vertices().stream()
            .filter(vertex -> vertex.name().contains("learn"))
            .flatMap(vertex -> vertex.subtasks().stream())
            .map(FlinkCluster.Subtask::taskManager)
            .findFirst()
            .orElseThrow();
    kill(
        platform.taskManagers().stream()
            .filter(taskManager -> taskManager.id().equals(id))
            .mapToLong(Status.TaskManager::pid)
            .findFirst()
            .orElseThrow());
  }
}
