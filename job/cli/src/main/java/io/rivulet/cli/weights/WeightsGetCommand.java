package io.rivulet.cli.weights;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.client.topic.PublishedWeights;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rivulet weights get}. */
@Command(
    name = "get",
    description = {
      "Show the newest weights of a model: highest incarnation, then version.",
      "Reads the model's partition of the weights topic backwards from its end, committed records"
          + " only, until it has found the model and read one more stretch of records, and"
          + " verifies the checksum."
    },
    exitCodeList = {
      "0:done",
      "1:the model has no weights, its record is broken, or Kafka could not be read",
      "2:refused: wrong use"
    })
final class WeightsGetCommand implements Callable<Integer> {

  @Mixin private WeightsOption weights;

  @Parameters(paramLabel = "MODEL", description = "The model's id.")
  private String model;

  @Option(
      names = "--from-beginning",
      description =
          "Compare every record of the partition: for a job that failed a moment ago and repeats"
              + " more versions than a stretch holds.")
  private boolean fromBeginning;

  @Option(names = "--json", description = "Print the weight record, byte for byte.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PublishedWeights newest = weights.newest(model, fromBeginning);
    if (json) {
      JsonOutput.line(System.out, newest.json());
      System.out.flush();
    } else {
      WeightText.print(newest.record(), spec.commandLine().getOut());
    }
    return Exit.DONE;
  }
}
