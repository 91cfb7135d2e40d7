package io.rivulet.cli.check;

import io.rivulet.cli.rest.FlinkCluster;
import io.rivulet.cli.rest.Slots;
import io.rivulet.job.config.TimeSpan;
import io.rivulet.job.kafka.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Checks whether a Flink cluster has enough slots for a job. Slots of jobs that no longer run are
 * waited for: a TaskManager keeps those of a dead JobManager for the time-outs of its heartbeat and
 * of a slot.
 *
 * @param parallelism the parallelism of the job; it needs as many slots, because its subtasks share
 *     them
 * @param waits is told what the check waits for, before it does
 */
record SlotCheck(FlinkCluster cluster, int parallelism, Consumer<String> waits) {

  private static final Duration HEARTBEAT = Duration.ofSeconds(50);
  private static final Duration SLOT = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(250);

  /** Whether there are enough, held or not. */
  List<Finding> there() {
    Slots slots = cluster.slots();
    return slots.total() >= parallelism || takesWhatThereIs()
        ? List.of()
        : List.of(tooFew(slots.total(), slots, "there", ""));
  }

  /** Whether enough are free, or become free in time. */
  List<Finding> free() {
    Slots slots = cluster.slots();
    if (slots.available() >= parallelism || takesWhatThereIs()) {
      return List.of();
    }
    SlotHolders holders = SlotHolders.on(cluster);
    if (slots.total() - holders.ofRunning() >= parallelism) {
      slots = await(slots, holders);
      holders = SlotHolders.on(cluster);
    }
    return slots.available() >= parallelism
        ? List.of()
        : List.of(tooFew(slots.available(), slots, "free", holders.text()));
  }

  private Finding tooFew(int slots, Slots all, String which, String holders) {
    return Finding.error(
        "parallelism.default",
        "the job needs %d slot(s), %d of %d are %s at %s%s; %sstop a job, or start TaskManagers with more slots (taskmanager.numberOfTaskSlots)"
            .formatted(
                parallelism,
                slots,
                all.total(),
                which,
                cluster.rest(),
                holders.isEmpty() ? "" : " (" + holders + ")",
                slots == 0 ? "" : "set -Dparallelism.default to at most " + slots + ", "));
  }

  private Slots await(Slots now, SlotHolders holders) {
    Duration patience = release();
    waits.accept(
        "waiting up to %s for slots that are not free yet: %s"
            .formatted(TimeSpan.format(patience), holders.text()));
    long deadline = System.nanoTime() + patience.toNanos();
    Slots slots = now;
    while (slots.available() < parallelism && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL.toNanos());
      slots = cluster.slots();
    }
    return slots;
  }

  /** After which a TaskManager has freed the slots of a JobManager that is gone. */
  private Duration release() {
    Map<String, String> settings = cluster.configuration();
    String slot = settings.getOrDefault("pekko.ask.timeout", "");
    return duration(settings.getOrDefault("heartbeat.timeout", ""), HEARTBEAT)
        .plus(duration(settings.getOrDefault("taskmanager.slot.timeout", slot), SLOT));
  }

  private static Duration duration(String text, Duration byDefault) {
    return TimeSpan.parse(text).orElse(byDefault);
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
