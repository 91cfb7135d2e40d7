package io.rivulet.cli.weights;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.console.TextTable;
import io.rivulet.cli.kafka.WatchOption;
import io.rivulet.client.topic.PublishedWeights;
import io.rivulet.client.topic.TopicException;
import io.rivulet.record.WeightRecord;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rivulet weights watch}. */
@Command(
    name = "watch",
    description = {
      "Follow the weights topic until interrupted: one line for each record that is published.",
      "A line has the model, the learner, incarnation.version, the samples, the shape and the"
          + " first weights. A broken record is reported on standard error."
    })
final class WeightsWatchCommand implements Callable<Integer> {

  @Mixin private WeightsOption weights;
  @Mixin private WatchOption watch;

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      description = "Follow this model only (default: all).")
  private String model;

  @Option(
      names = "--json",
      description =
          "Print each weight record byte for byte; a deletion is {\"model\": .., \"deleted\":"
              + " true}.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    watch.follow(
        () -> model == null ? weights.readerOfAll() : weights.readerOf(model),
        this::print,
        () -> {
          System.out.flush();
          spec.commandLine().getOut().flush();
        });
    return Exit.DONE;
  }

  private void print(PublishedWeights published) {
    PrintWriter out = spec.commandLine().getOut();
    if (published.isDeletion()) {
      printDeletion(published.model(), out);
      return;
    }
    try {
      WeightRecord verified = published.record();
      if (json) {
        JsonOutput.line(System.out, published.json());
      } else {
        out.println(WeightText.line(verified));
      }
    } catch (TopicException broken) {
      spec.commandLine().getErr().println("rivulet: " + broken.getMessage());
    }
  }

  private void printDeletion(String deleted, PrintWriter out) {
    if (json) {
      JsonOutput.print(out, new Deletion(deleted, true));
    } else {
      out.println(TextTable.printable(deleted) + " deleted");
    }
  }

  private record Deletion(String model, boolean deleted) {}
}
