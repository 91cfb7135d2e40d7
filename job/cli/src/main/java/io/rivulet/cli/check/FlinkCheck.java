package io.rivulet.cli.check;

import static java.util.stream.Collectors.joining;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.rest.FlinkCluster;
import io.rivulet.cli.rest.KeptSpecs;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.kafka.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks whether a Flink cluster has enough slots for a job, and whether another job of its group
 * or on its topics already runs there.
 */
record FlinkCheck(FlinkCluster cluster, JobConfiguration job, SlotCheck slots) {

  private static final String GROUP = "kafka.group.id";

  private static final String ADVICE =
      "; on the same topics both would learn every sample and publish different weights under the"
          + " same versions: stop it with 'rivulet savepoint %s --stop' and go on with 'rivulet"
          + " restore', or give this job a kafka.group.id and a topics.prefix of its own";

  /** For a job that is about to start while others run. */
  List<Finding> beforeStart() {
    List<Finding> findings = new ArrayList<>();
    List<Rival> rivals = rivals();
    if (!rivals.isEmpty()) {
      String advice = ADVICE.formatted(rivals.get(0).running().id());
      findings.add(Finding.error(job.name(), shown(rivals) + advice));
    }
    findings.addAll(slots.free());
    return findings;
  }

  /** For a job that may run already: then its own slots are counted as free. */
  List<Finding> atAnyTime() {
    List<Rival> rivals = rivals();
    if (rivals.isEmpty()) {
      return slots.free();
    }
    List<Finding> findings = new ArrayList<>(slots.there());
    findings.add(
        rivals.size() > 1
            ? Finding.error(
                job.name(),
                shown(rivals) + "; cancel all but one: each publishes weights of its own")
            : Finding.note(job.name(), shown(rivals)));
    rivals.forEach(rival -> keptSpecs(rival.running()).ifPresent(findings::add));
    return findings;
  }

  /** A job that has gone since it was listed keeps none. */
  private Optional<Finding> keptSpecs(FlinkCluster.Job running) {
    try {
      long models = cluster.keptSpecs(running.id());
      return models > 0
          ? Optional.of(Finding.warning(running.name(), KeptSpecs.text(models)))
          : Optional.empty();
    } catch (Failure gone) {
      return Optional.empty();
    }
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
