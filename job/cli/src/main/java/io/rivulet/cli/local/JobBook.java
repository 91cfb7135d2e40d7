package io.rivulet.cli.local;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.rivulet.cli.file.JsonFile;
import io.rivulet.cli.rest.FlinkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The jobs that were submitted to a platform and whose place no later job has taken, as one JSON
 * file.
 */
record JobBook(List<NotedJob> jobs) {

  private static final int MOST = 50;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  JobBook {
    jobs = List.copyOf(jobs);
  }

  /** Empty when there is no file, or none that can be read: it only serves to tell. */
  static JobBook read(Path file) {
    try {
      return Files.exists(file)
          ? JSON.readValue(file.toFile(), JobBook.class)
          : new JobBook(List.of());
    } catch (IOException e) {
      return new JobBook(List.of());
    }
  }

  void write(Path file) {
    new JsonFile(file, JSON).replace(this);
  }

  Optional<NotedJob> find(String id) {
    return jobs.stream().filter(job -> job.id().equals(id)).findFirst();
  }

  /** With one more that has yet to come to run, beside those that it would follow. */
  JobBook beside(NotedJob job) {
    List<NotedJob> kept = new ArrayList<>(without(job.id()).jobs);
    kept.add(job);
    return newest(kept);
  }

  /** With one more, instead of those that it follows. */
  JobBook with(NotedJob job) {
    List<NotedJob> kept = new ArrayList<>();
    jobs.stream().filter(each -> !each.isFollowedBy(job)).forEach(kept::add);
    kept.add(job);
    return newest(kept);
  }

  private static JobBook newest(List<NotedJob> jobs) {
    return new JobBook(jobs.subList(Math.max(0, jobs.size() - MOST), jobs.size()));
  }

  /** Without a job that somebody ended on purpose. */
  JobBook without(String id) {
    return new JobBook(jobs.stream().filter(job -> !job.id().equals(id)).toList());
  }

  /** With the savepoint with which a job was stopped. */
  JobBook withSavepoint(FlinkCluster.Job job, String path) {
    List<NotedJob> changed = new ArrayList<>(jobs);
    changed.removeIf(each -> each.id().equals(job.id()));
    changed.add(
        find(job.id()).orElseGet(() -> NotedJob.unknown(job.id(), job.name())).withSavepoint(path));
    return new JobBook(changed);
  }
}
