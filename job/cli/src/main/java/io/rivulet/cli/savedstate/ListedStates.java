package io.rivulet.cli.savedstate;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.console.TextTable;
import io.rivulet.cli.local.ClusterOption;
import io.rivulet.job.savedstate.SavedState;
import io.rivulet.job.savedstate.SavedState.Kind;
import io.rivulet.job.savedstate.SavedStates;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * The options that {@code checkpoints list} and {@code savepoints list} have in common, and the
 * list itself.
 */
final class ListedStates {

  @Mixin private ClusterOption where;

  @Option(
      names = "--json",
      description =
          "Print one JSON document: {\"states\": [{\"path\", \"kind\", \"job\", \"number\","
              + " \"completed\", \"bytes\"}], \"unread\": [..]}; of a savepoint, job may be the first"
              + " six digits; unread directories are not on this machine.")
  private boolean json;

  void print(Kind kind, CommandSpec spec) {
    KnownStates states = KnownStates.of(where, Map.of());
    List<Row> rows =
        states.all().stream().filter(state -> state.kind() == kind).map(Row::of).toList();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonOutput.print(out, new Document(rows, states.unread()));
      return;
    }
    if (!states.unread().isEmpty() && !rows.isEmpty()) {
      spec.commandLine().getErr().println(states.searched());
    }
    print(rows, out, kind.name().toLowerCase(Locale.ROOT), states);
  }

  private static void print(List<Row> rows, PrintWriter out, String kind, KnownStates states) {
    if (rows.isEmpty()) {
      out.println("no complete " + kind + "; " + states.searched());
      return;
    }
    var table = new TextTable("completed", "job", "number", "bytes", "path");
    rows.forEach(
        row ->
            table.add(
                row.completed(),
                text(row.job()),
                text(row.number()),
                text(row.bytes()),
                row.path()));
    table.print(out);
  }

  private static String text(Object value) {
    return value == null ? "-" : value.toString();
  }

  private record Document(List<Row> states, List<String> unread) {}

  /**
   * @param bytes in its own folder, null when that cannot be read from here
   */
  private record Row(
      String path, String kind, String job, Long number, String completed, Long bytes) {

    static Row of(SavedState state) {
      return new Row(
          state.path(),
          state.kind().name().toLowerCase(Locale.ROOT),
          state.job(),
          state.number(),
          state.completed().truncatedTo(ChronoUnit.MILLIS).toString(),
          bytes(state));
    }

    private static Long bytes(SavedState state) {
      if (!SavedStates.isOnThisMachine(state.path())
          || KnownStates.in(List.of(state.path())).isEmpty()) {
        return null;
      }
      try {
        return SavedStates.onThisMachine().bytes(state.path());
      } catch (IOException e) {
        throw Failure.failed(state.path() + " cannot be read (" + e.getMessage() + ")", e);
      }
    }
  }
}
