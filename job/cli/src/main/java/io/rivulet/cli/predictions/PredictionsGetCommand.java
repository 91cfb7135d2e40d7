package io.rivulet.cli.predictions;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.client.topic.PublishedPrediction;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rivulet predictions get}. */
@Command(
    name = "get",
    description = {
      "Show the newest prediction of a model: the one that was published last.",
      "Reads the model's partition of the predictions topic backwards from its end, committed"
          + " records only."
    },
    exitCodeList = {
      "0:done",
      "1:the model has no prediction, its record is broken, or Kafka could not be read",
      "2:refused: wrong use"
    })
final class PredictionsGetCommand implements Callable<Integer> {

  @Mixin private PredictionsOption predictions;

  @Parameters(paramLabel = "MODEL", description = "The model's id.")
  private String model;

  @Option(names = "--json", description = "Print the prediction record, byte for byte.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PublishedPrediction newest = predictions.newest(model);
    PredictionText text = PredictionText.of(newest);
    if (json) {
      JsonOutput.line(System.out, newest.json());
      System.out.flush();
    } else {
      text.print(spec.commandLine().getOut());
    }
    return Exit.DONE;
  }
}
