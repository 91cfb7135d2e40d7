package io.rivulet.cli.check;

import static java.util.stream.Collectors.joining;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.rest.FlinkCluster;
import io.rivulet.cli.rest.Slots;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.kafka.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Checks whether a Flink cluster has enough slots for a job, and whether another job of its group
 * or on its topics already runs there.
 *
 * @param parallelism the parallelism of the job; it needs as many slots, because its subtasks share
 *     them
 */
record FlinkCheck(FlinkCluster cluster, JobConfiguration job, int parallelism) {

  private static final String GROUP = "kafka.group.id";

  private static final String ADVICE =
      "; on the same topics both would learn every sample and publish different weights under the"
          + " same versions: stop it with 'rivulet savepoint %s --stop' and go on with 'rivulet"
          + " restore', or give this job a kafka.group.id and a topics.prefix of its own";
  private static final Duration RELEASE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(250);

  /** For a job that is about to start while others run. */
  List<Finding> beforeStart() {
    List<Finding> findings = new ArrayList<>();
    List<Rival> rivals = rivals();
    if (!rivals.isEmpty()) {
      String advice = ADVICE.formatted(rivals.get(0).running().id());
      findings.add(Finding.error(job.name(), shown(rivals) + advice));
    }
    findings.addAll(ofSlots(awaitAvailable(), "free"));
    return findings;
  }

  /** For a job that may run already: then its own slots are counted as free. */
  List<Finding> atAnyTime() {
    List<Rival> rivals = rivals();
    if (rivals.isEmpty()) {
      return ofSlots(awaitAvailable(), "free");
    }
    List<Finding> findings = new ArrayList<>(ofSlots(cluster.slots().total(), "there"));
    findings.add(
        rivals.size() > 1
            ? Finding.error(
                job.name(),
                shown(rivals) + "; cancel all but one: each publishes weights of its own")
            : Finding.note(job.name(), shown(rivals)));
    return findings;
  }

  private List<Rival> rivals() {
    return cluster.jobs().stream()
        .filter(running -> !running.hasEnded())
        .flatMap(running -> kinship(running).map(kin -> new Rival(running, kin)).stream())
        .toList();
  }

  /** Why a job is taken for this one, or for one on the same topics. */
  private Optional<String> kinship(FlinkCluster.Job running) {
    Map<String, String> other = shownConfiguration(running);
    String group = job.kafka().groupId();
    // jobs of a build that shows nothing have the name of their group
    if (!group.equals(other.getOrDefault(GROUP, running.name()))) {
      return onSameTopics(other) ? Optional.of("on these topics") : Optional.empty();
    }
    return Optional.of(running.name().equals(job.name()) ? "of this name" : "of this " + GROUP);
  }

  private boolean onSameTopics(Map<String, String> other) {
    return job.topics().prefix().equals(other.get("topics.prefix"))
        && !Collections.disjoint(
            addresses(job.kafka().bootstrapServers()),
            addresses(other.getOrDefault("kafka.bootstrap.servers", "")));
  }

  private static List<String> addresses(String servers) {
    return Arrays.stream(servers.split(",", -1)).map(String::strip).toList();
  }

  /** A job that has gone since it was listed shows nothing. */
  private Map<String, String> shownConfiguration(FlinkCluster.Job running) {
    try {
      return cluster.shownConfiguration(running.id());
    } catch (Failure gone) {
      return Map.of();
    }
  }

  private String shown(List<Rival> rivals) {
    return rivals.stream().map(Rival::text).collect(joining(" and "))
        + (rivals.size() == 1 ? " is" : " are")
        + " on the cluster at "
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
            "the job needs %d slot(s), %d of %d are %s at %s; %sstop a job, or start TaskManagers with more slots (taskmanager.numberOfTaskSlots)"
                .formatted(
                    parallelism,
                    slots,
                    all.total(),
                    which,
                    cluster.rest(),
                    slots == 0 ? "" : "set -Dparallelism.default to at most " + slots + ", ")));
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

  /**
   * A job that runs in the way of this one.
   *
   * @param kinship such as {@code of this name}
   */
  private record Rival(FlinkCluster.Job running, String kinship) {

    String text() {
      String named = kinship.equals("of this name") ? "" : " '" + running.name() + "'";
      return "job " + running.id() + named + " (" + running.state() + ") " + kinship;
    }
  }
}
