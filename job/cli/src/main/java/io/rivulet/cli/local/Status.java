package io.rivulet.cli.local;

import io.rivulet.cli.rest.FlinkCluster;
import java.net.URI;
import java.util.List;

/**
 * Which parts of the platform run.
 *
 * @param broker null when it does not run
 * @param jobManager null when it does not run
 * @param taskManagers those that run
 * @param dead labels of the parts that were started and not stopped, and run no more
 */
public record Status(
    Broker broker,
    JobManager jobManager,
    List<TaskManager> taskManagers,
    List<FlinkCluster.Job> jobs,
    List<String> dead) {

  public record Broker(long pid, String bootstrapServers) {}

  public record JobManager(long pid, URI rest) {}

  /**
   * A process with slots.
   *
   * @param id by which Flink knows it
   */
  public record TaskManager(long pid, String id) {}
}
