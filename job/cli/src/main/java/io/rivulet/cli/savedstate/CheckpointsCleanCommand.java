package io.rivulet.cli.savedstate;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.console.TextTable;
import io.rivulet.cli.local.ClusterOption;
import io.rivulet.cli.savedstate.OldCheckpoints.Judged;
import io.rivulet.job.savedstate.SavedStates;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rivulet checkpoints clean}. */
@Command(
    name = "clean",
    description = {
      "Name the checkpoints that jobs left behind when they ended, and with --yes remove them.",
      "What belongs to a running job stays, and so does the newest checkpoint of a job that ended"
          + " without a savepoint (unless --all) or that waits to go on (always). On another"
          + " cluster"
          + " (--rest) only jobs that it remembers as ended are looked at."
    })
final class CheckpointsCleanCommand implements Callable<Integer> {

  @Mixin private ClusterOption where;

  @Option(names = "--yes", description = "Remove what is named.")
  private boolean yes;

  @Option(
      names = "--all",
      description = "Also the newest checkpoints of jobs that ended without a savepoint.")
  private boolean all;

  @Option(
      names = "--json",
      description =
          "Print one JSON document: {\"removed\": [{\"folder\", \"bytes\"}], \"kept\":"
              + " [{\"folder\","
              + " \"bytes\", \"why\"}], \"bytes\": .., \"done\": ..}.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<Judged> judged = CleanedCluster.of(where).judge(all);
    List<Judged> old = judged.stream().filter(Judged::isOld).toList();
    if (yes) {
      remove(old);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonOutput.print(out, Document.of(judged, yes));
    } else {
      print(out, judged, old);
    }
    return Exit.DONE;
  }

  private static void remove(List<Judged> old) {
    for (Judged each : old) {
      try {
        SavedStates.onThisMachine().delete(each.folder());
      } catch (IOException e) {
        throw Failure.failed(
            each.folder() + " cannot be removed (" + e + "); those before it are gone", e);
      }
    }
  }

  private void print(PrintWriter out, List<Judged> judged, List<Judged> old) {
    long bytes = old.stream().mapToLong(Judged::bytes).sum();
    if (!judged.isEmpty()) {
      var table = new TextTable("", "bytes", "folder");
      judged.forEach(each -> table.add(verdict(each), "%,d".formatted(each.bytes()), text(each)));
      table.print(out);
    }
    String what = String.format(Locale.ROOT, "%d folder(s) with %,d bytes", old.size(), bytes);
    if (old.isEmpty()) {
      out.println("nothing to remove");
    } else if (yes) {
      out.println("removed " + what);
    } else {
      out.println(what + " can be removed; nothing was removed, --yes removes them");
    }
    out.flush();
  }

  private String verdict(Judged each) {
    if (!each.isOld()) {
      return "kept";
    }
    return yes ? "removed" : "old";
  }

  private static String text(Judged each) {
    return each.isOld() ? each.folder() : each.folder() + " (" + each.kept() + ")";
  }

  private record Document(List<Row> removed, List<Row> kept, long bytes, boolean done) {

    static Document of(List<Judged> judged, boolean done) {
      List<Row> old =
          judged.stream()
              .filter(Judged::isOld)
              .map(each -> new Row(each.folder(), each.bytes(), null))
              .toList();
      List<Row> kept =
          judged.stream()
              .filter(each -> !each.isOld())
              .map(each -> new Row(each.folder(), each.bytes(), each.kept()))
              .toList();
      return new Document(old, kept, old.stream().mapToLong(Row::bytes).sum(), done);
    }
  }

  private record Row(String folder, long bytes, String why) {}
}
