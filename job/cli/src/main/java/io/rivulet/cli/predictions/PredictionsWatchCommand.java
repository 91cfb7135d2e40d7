package io.rivulet.cli.predictions;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.kafka.WatchOption;
import io.rivulet.client.topic.PublishedPrediction;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rivulet predictions watch}. */
@Command(
    name = "watch",
    description = {
      "Follow the predictions topic until interrupted: one line for each record that is published.",
      "A line has the model, the op, incarnation.version, and what was predicted. A broken record"
          + " is reported on standard error."
    })
final class PredictionsWatchCommand implements Callable<Integer> {

  @Mixin private PredictionsOption predictions;
  @Mixin private WatchOption watch;

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      description = "Follow this model only (default: all).")
  private String model;

  @Option(names = "--json", description = "Print each prediction record byte for byte.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    watch.follow(
        () -> model == null ? predictions.readerOfAll() : predictions.readerOf(model),
        prediction -> print(prediction, out),
        () -> {
          System.out.flush();
          out.flush();
        });
    return Exit.DONE;
  }

  private void print(PublishedPrediction prediction, PrintWriter out) {
    try {
      PredictionText text = PredictionText.of(prediction);
      if (json) {
        JsonOutput.line(System.out, prediction.json());
      } else {
        out.println(text.line());
      }
    } catch (Failure broken) {
      spec.commandLine().getErr().println("rivulet: " + broken.getMessage());
    }
  }
}
