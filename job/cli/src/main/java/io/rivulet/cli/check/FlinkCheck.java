package io.rivulet.cli.check;

import static java.util.stream.Collectors.joining;

import io.rivulet.cli.flink.FlinkCluster;
import io.rivulet.cli.flink.Slots;
import io.rivulet.job.kafka.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether a job finds room on a Flink cluster, and whether one of its name is there already.
 *
 * @param name of the job
 * @param parallelism its subtasks share slots: it needs as many as this
 */
record FlinkCheck(FlinkCluster cluster, String name, int parallelism) {

  private static final String ADVICE =
      "; on the same topics both would learn every sample and publish other weights under the same"
          + " versions: stop it with 'rivulet savepoint %s --stop' and go on with 'rivulet restore',"
          + " or give this job a kafka.group.id and a topics.prefix of its own";
  private static final Duration RELEASE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(250);

  /** For a job that is about to start beside those that run. */
  List<Finding> beforeStart() {
    List<Finding> findings = new ArrayList<>();
    List<FlinkCluster.Job> running = running();
    if (!running.isEmpty()) {
      findings.add(Finding.error(name, shown(running) + ADVICE.formatted(running.get(0).id())));
    }
    findings.addAll(ofSlots(awaitAvailable(), "free"));
    return findings;
  }

  /** For a job that may run already: then its own slots are counted as free. */
  List<Finding> atAnyTime() {
    List<FlinkCluster.Job> running = running();
    if (running.isEmpty()) {
      return ofSlots(awaitAvailable(), "free");
    }
    List<Finding> findings = new ArrayList<>(ofSlots(cluster.slots().total(), "there"));
    findings.add(
        running.size() > 1
            ? Finding.error(
                name, shown(running) + "; cancel all but one: each publishes weights of its own")
            : Finding.note(name, shown(running)));
    return findings;
  }

  private List<FlinkCluster.Job> running() {
    return cluster.jobs().stream()
        .filter(job -> !job.hasEnded() && job.name().equals(name))
        .toList();
  }

  private String shown(List<FlinkCluster.Job> running) {
    return running.stream()
            .map(job -> "job " + job.id() + " (" + job.state() + ")")
            .collect(joining(" and "))
        + " of this name is on the cluster at "
        + cluster.rest();
  }

  private List<Finding> ofSlots(int slots, String which) {
    if (slots >= parallelism || takesWhatThereIs()) {
      return List.of();
    }
    Slots all = cluster.slots();
    return List.of(
        Finding.error(
            "parallelism.default",
            "the job needs %d slot(s), %d of %d are %s at %s; set -Dparallelism.default to at most %d, stop a job, or start TaskManagers with more slots (taskmanager.numberOfTaskSlots)"
                .formatted(
                    parallelism, slots, all.total(), which, cluster.rest(), Math.max(1, slots))));
  }

  /** A job that has just ended gives its slots back a moment later. */
  private int awaitAvailable() {
    long deadline = System.nanoTime() + RELEASE.toNanos();
    Slots slots = cluster.slots();
    while (slots.available() < parallelism
        && slots.total() >= parallelism
        && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL.toNanos());
      slots = cluster.slots();
    }
    return slots.available();
  }

  /** Whether the cluster starts TaskManagers on demand, or runs the job with fewer slots. */
  private boolean takesWhatThereIs() {
    Map<String, String> settings = cluster.configuration();
    String target = settings.getOrDefault("execution.target", "");
    return target.startsWith("kubernetes")
        || target.startsWith("yarn")
        || settings.getOrDefault("jobmanager.scheduler", "").equalsIgnoreCase("adaptive")
        || settings.getOrDefault("scheduler-mode", "").equalsIgnoreCase("reactive");
  }
}
