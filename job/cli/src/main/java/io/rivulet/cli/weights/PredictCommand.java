package io.rivulet.cli.weights;

import io.rivulet.answer.RecordPredictor;
import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.client.topic.PublishedWeights;
import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.PredictionJson;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rivulet predict}. */
@Command(
    name = "predict",
    description = {
      "Answer x with the newest weights of a model.",
      "Linear regressions answer y = transpose(W) x, classifiers its softmax, online nets by"
          + " their hidden layer. What the job would refuse is refused. If the record does not"
          + " say whether its last weight is a bias, it is taken as one if x has one number fewer"
          + " than W has rows. Other models are answered by the job: send a sample with \"op\":"
          + " \"predict\"."
    },
    exitCodeList = {
      "0:done",
      "1:the model has no weights, its record is broken, or Kafka could not be read",
      "2:refused: wrong use, an x that does not fit, or a model whose weights alone do not answer"
    })
public final class PredictCommand implements Callable<Integer> {

  @Mixin private WeightsOption weights;

  @Parameters(paramLabel = "MODEL", description = "The model's id.")
  private String model;

  @Option(
      names = "--x",
      required = true,
      paramLabel = "X",
      description = {
        "The features: 1,2.5,-3 or '[1, 2.5, -3]', or by name, if the spec lists them:",
        "'{\"rpm\": 900, \"site\": \"north\"}'."
      })
  private String features;

  @Option(
      names = "--json",
      description = "Print a prediction record, with the incarnation and version that answered.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Sample sample = AskedInput.read(features);
    PublishedWeights published = weights.newest(model, false);
    WeightRecord record = published.record();
    double[] y = answer(record, sample, published.tellsBias());
    if (!published.tellsBias() && RecordPredictor.guessesBias(record, sample)) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          "the weights of "
              + model
              + " do not say whether the last of them is a bias; it is taken as one, because x"
              + " has one number fewer than they have rows");
      err.flush();
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonOutput.line(System.out, PredictionJson.write(prediction(record, y)));
      System.out.flush();
    } else {
      out.println(Arrays.stream(y).mapToObj(Double::toString).collect(Collectors.joining(" ")));
      out.flush();
    }
    return Exit.DONE;
  }

  /**
   * What the weights answer.
   *
   * @throws Failure when the learner has no such answer, or x does not fit
   */
  static double[] answer(WeightRecord record, Sample sample, boolean tellsBias) {
    try {
      return RecordPredictor.of(record, tellsBias).predict(sample);
    } catch (RejectedException e) {
      throw Failure.refused(e.getMessage());
    }
  }

  private static Prediction prediction(WeightRecord record, double[] y) {
    return new Prediction(
        record.model(),
        null,
        Sample.NO_TIME,
        Op.PREDICT,
        0,
        y,
        null,
        null,
        null,
        null,
        record.axes().classes(),
        record.incarnation(),
        record.version(),
        Prediction.NOT_ASKED,
        false);
  }
}
