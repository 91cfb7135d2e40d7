package io.rivulet.cli.local;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.PrintWriter;
import java.util.List;

/**
 * A job that ran when the platform or its JobManager ended.
 *
 * @param how it ended, for people
 * @param savedState path of what it can go on from, null when there is nothing
 * @param goOn a command line
 */
public record InterruptedJob(
    String id, String name, @JsonIgnore String how, String savedState, String goOn) {

  /**
   * Tells how to go on with jobs.
   *
   * @param up whether the platform can take them
   */
  public static void print(List<InterruptedJob> jobs, boolean up, PrintWriter out) {
    String after = up ? "; to go on:" : "; to go on, after 'up':";
    for (InterruptedJob each : jobs) {
      out.println("job " + each.id + " (" + each.name + ") " + each.how + after);
      out.println("  " + each.goOn);
    }
    out.flush();
  }
}
