package io.rivulet.cli.check;

import static java.util.stream.Collectors.joining;

import io.rivulet.cli.rest.FlinkCluster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The jobs that hold slots of a cluster, those that it does not run any more among them. */
record SlotHolders(List<Holder> all) {

  static SlotHolders on(FlinkCluster cluster) {
    Map<String, String> running = new LinkedHashMap<>();
    cluster.jobs().stream()
        .filter(job -> !job.hasEnded())
        .forEach(job -> running.put(job.id(), "'" + job.name() + "' (" + job.state() + ")"));
    return new SlotHolders(
        cluster.heldSlots().entrySet().stream()
            .map(held -> new Holder(held.getKey(), held.getValue(), running.get(held.getKey())))
            .toList());
  }

  /** How many slots will not be free before a job ends. */
  int ofRunning() {
    return all.stream().filter(Holder::runs).mapToInt(Holder::slots).sum();
  }

  String text() {
    return all.isEmpty()
        ? "no job holds them"
        : all.stream().map(Holder::text).collect(joining(", "));
  }

  /**
   * One job.
   *
   * @param running its name and state, null for a job that the cluster does not run any more
   */
  private record Holder(String job, int slots, String running) {

    boolean runs() {
      return running != null;
    }

    String text() {
      return "job %s%s holds %d"
          .formatted(job, runs() ? " " + running : ", which does not run any more,", slots);
    }
  }
}
