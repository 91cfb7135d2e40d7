package io.rivulet.cli.status;

import io.rivulet.cli.console.Age;
import io.rivulet.cli.rest.FlinkCluster;
import io.rivulet.cli.rest.JobVitals;
import io.rivulet.cli.rest.KeptSpecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A job and how it runs; what is not known is null.
 *
 * @param lag records of its topics that it has yet to learn
 * @param lagOf {@code group}: behind the offsets that its group committed with the newest
 *     checkpoint; {@code source}: that its sources have yet to read
 * @param deadLetters since its tasks started
 * @param ageSeconds since it was submitted
 * @param specMismatch models in its caches with another spec than their pattern now gives
 */
public record JobStatus(
    String id,
    String name,
    String state,
    Long lag,
    String lagOf,
    Long checkpointAgeSeconds,
    Long restarts,
    Long deadLetters,
    Integer parallelism,
    Long ageSeconds,
    Long specMismatch) {

  static JobStatus of(FlinkCluster flink, FlinkCluster.Job job, Optional<String> broker) {
    if (job.hasEnded()) {
      return new JobStatus(
          job.id(), job.name(), job.state(), null, null, null, null, null, null, null, null);
    }
    JobVitals vitals = flink.vitals(job);
    OptionalLong behind = groupLag(vitals, broker);
    Long lag = behind.isPresent() ? Long.valueOf(behind.getAsLong()) : vitals.unread();
    String lagOf = behind.isPresent() ? "group" : "source";
    return new JobStatus(
        job.id(),
        job.name(),
        job.state(),
        lag,
        lag == null ? null : lagOf,
        vitals.checkpointAgeSeconds(),
        vitals.restarts(),
        vitals.rejected(),
        vitals.parallelism(),
        vitals.ageSeconds(),
        vitals.keptSpecs());
  }

  /** Only the local broker can be asked: how to reach another one is not known here. */
  private static OptionalLong groupLag(JobVitals vitals, Optional<String> broker) {
    return broker
        .filter(
            local -> vitals.bootstrapServers() == null || local.equals(vitals.bootstrapServers()))
        .map(local -> GroupLag.at(local).of(vitals.group()))
        .orElse(OptionalLong.empty());
  }

  /** One line for people. */
  String shown() {
    List<String> facts = new ArrayList<>();
    if (ageSeconds != null) {
      facts.add("up " + Age.of(ageSeconds));
      facts.add("parallelism " + orUnknown(parallelism));
      facts.add(lag == null ? "lag unknown" : "lag " + lag + " (" + lagOf + ")");
      facts.add(
          checkpointAgeSeconds == null
              ? "no checkpoint yet"
              : "checkpoint " + Age.of(checkpointAgeSeconds) + " ago");
      facts.add("restarts " + orUnknown(restarts));
      facts.add(
          deadLetters == null
              ? "dead letters unknown"
              : "dead letters " + deadLetters + " (since the tasks started)");
    }
    return String.join(", ", facts);
  }

  /** A line of its own when models keep another spec than the configuration gives. */
  Optional<String> shownSpecs() {
    return Optional.ofNullable(specMismatch).filter(it -> it > 0).map(KeptSpecs::text);
  }

  private static String orUnknown(Number number) {
    return number == null ? "unknown" : number.toString();
  }
}
