package io.rivulet.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;

/** Models that keep the spec they were born with, although their pattern now gives another one. */
public final class KeptSpecs {

  private KeptSpecs() {}

  /** Over the caches of a job; 0 when it does not say. */
  static long of(FlinkRest rest, String job) {
    String path = "/jobs/" + job;
    JsonNode tasks = rest.get(path).path("vertices");
    return Objects.requireNonNullElse(count(rest, path, tasks.findValuesAsText("id")), 0L);
  }

  /** Over the caches of the tasks of a job; null when they do not say. */
  static Long count(FlinkRest rest, String path, List<String> tasks) {
    return JobVitals.sum(rest, path, tasks, name -> name.endsWith(".specMismatch"));
  }

  /** What that means and what to do, for people. */
  public static String text(long models) {
    return models
        + (models == 1 ? " model keeps the spec of its" : " models keep the spec of their")
        + " birth, although 'models' now gives another: 'rivulet model configure"
        + " MODEL --spec FILE' changes the settings that may change, 'rivulet model reset MODEL"
        + " --spec FILE' begins anew with another spec";
  }
}
