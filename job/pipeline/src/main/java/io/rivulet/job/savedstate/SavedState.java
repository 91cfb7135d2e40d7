package io.rivulet.job.savedstate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A complete checkpoint or savepoint.
 *
 * @param path of its folder, as Flink writes it, such as {@code file:/data/3f..0a/chk-17}
 * @param job id of the job that wrote it; of a savepoint the first six digits of the id; null when
 *     the path tells neither
 * @param number of the checkpoint; null for a savepoint
 * @param completed when its metadata was written, which Flink does last
 */
public record SavedState(String path, Kind kind, String job, Long number, Instant completed) {

  /** The newest first. */
  public static final Comparator<SavedState> NEWEST_FIRST =
      Comparator.comparing(SavedState::completed)
          .thenComparing(SavedState::number, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(SavedState::path)
          .reversed();

  private static final Pattern CHECKPOINT = Pattern.compile("(?:.*/)?([^/]*)/chk-(\\d{1,18})");
  private static final Pattern SAVEPOINT = Pattern.compile("(?:.*/)?savepoint-([0-9a-f]{6})-[^/]*");
  private static final Pattern JOB = Pattern.compile("[0-9a-f]{32}");

  /** What it was written for: by Flink itself, or on request. */
  public enum Kind {
    CHECKPOINT,
    SAVEPOINT
  }

  /** The state in a folder, whose path gives the rest. */
  public static SavedState of(String path, Instant completed) {
    Matcher checkpoint = CHECKPOINT.matcher(path);
    if (checkpoint.matches()) {
      String job = isJob(checkpoint.group(1)) ? checkpoint.group(1) : null;
      long number = Long.parseLong(checkpoint.group(2));
      return new SavedState(path, Kind.CHECKPOINT, job, number, completed);
    }
    Matcher savepoint = SAVEPOINT.matcher(path);
    String job = savepoint.matches() ? savepoint.group(1) : null;
    return new SavedState(path, Kind.SAVEPOINT, job, null, completed);
  }

  /** Whether a name is one that Flink gives to a job. */
  public static boolean isJob(String name) {
    return JOB.matcher(name).matches();
  }

  /** Which one it is, for people: kind, number and time in UTC. */
  public String shown() {
    return kind.name().toLowerCase(Locale.ROOT)
        + (number == null ? "" : " " + number)
        + " of "
        + completed.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Whether that job wrote it, as far as the path shows. */
  public boolean isOf(String id) {
    return job != null && id.startsWith(job);
  }
}
