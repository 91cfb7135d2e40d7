package io.rivulet.cli.replay;

import io.rivulet.cli.console.Failure;
import io.rivulet.job.config.ConfigurationException;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.LimitSettings;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The limits of the job as options, with the job's defaults; for use as a mixin. */
final class LimitOptions {

  @Option(
      names = "--limits.record-bytes",
      paramLabel = "SIZE",
      description = "Longest line of a sample, 1kb to 64mb (default: 1mb).")
  private String recordBytes;

  @Option(
      names = "--limits.dimension",
      paramLabel = "N",
      description = "Largest number of features, 1 to 8388608 (default: 1000000).")
  private String dimension;

  @Option(
      names = "--limits.model-bytes",
      paramLabel = "SIZE",
      description = "Largest serialised state of a model, 1kb to 2gb (default: 16mb).")
  private String modelBytes;

  @Option(
      names = "--limits.idle",
      paramLabel = "DURATION",
      description =
          "A sample that comes more than this after the newest one of its model, by their times,"
              + " bears the model anew (default: off).")
  private String idle;

  @Option(
      names = "--limits.deleted-for",
      paramLabel = "DURATION",
      description =
          "After a delete the model's samples are rejected for this long by their times (default:"
              + " 24h).")
  private String deletedFor;

  @Option(
      names = "--limits.pending",
      paramLabel = "N",
      description =
          "Most predicted samples of a model that wait for their late target (default: 10000).")
  private String pending;

  /**
   * The limits as they were given or are by default.
   *
   * @throws Failure when a value is not allowed
   */
  LimitSettings read() {
    List<String> given = new ArrayList<>();
    add(given, "record-bytes", recordBytes);
    add(given, "dimension", dimension);
    add(given, "model-bytes", modelBytes);
    add(given, "idle", idle);
    add(given, "deleted-for", deletedFor);
    add(given, "pending", pending);
    try {
      return JobConfiguration.readLimits(given.toArray(new String[0]));
    } catch (ConfigurationException e) {
      throw Failure.refused(e.getMessage());
    }
  }

  private static void add(List<String> given, String key, String value) {
    if (value != null) {
      given.add("--limits." + key + "=" + value);
    }
  }
}
