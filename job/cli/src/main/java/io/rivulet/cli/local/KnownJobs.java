package io.rivulet.cli.local;

import io.rivulet.cli.console.TextTable;
import io.rivulet.cli.rest.FlinkCluster;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The jobs of a local platform that somebody noted, or that its JobManager remembers.
 *
 * @param ended of which only the id is known, and that they ended
 */
record KnownJobs(Map<String, String> names, StateDirectory ended) {

  static KnownJobs of(LocalPlatform platform) {
    Map<String, String> names = new TreeMap<>();
    JobBook.read(platform.directory().jobs())
        .jobs()
        .forEach(job -> names.put(job.id(), job.name()));
    List<FlinkCluster.Job> remembered = platform.status().jobs();
    remembered.forEach(job -> names.put(job.id(), job.name()));
    return new KnownJobs(names, platform.directory());
  }

  /**
   * Whether there is such a job.
   *
   * @param job an id, the beginning of one, or a name
   */
  boolean holds(String job) {
    return ended.hasEnded(job)
        || names.entrySet().stream()
            .anyMatch(each -> each.getKey().startsWith(job) || each.getValue().contains(job));
  }

  /** What to say of a job that there is not. */
  String unknown(String job) {
    String known =
        names.entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", "));
    return "no log names a job '%s', and the platform knows none of this id or name; known: %s"
        .formatted(TextTable.printable(job), known.isEmpty() ? "none" : known);
  }
}
