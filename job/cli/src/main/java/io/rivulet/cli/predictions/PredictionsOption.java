package io.rivulet.cli.predictions;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.TextTable;
import io.rivulet.cli.kafka.KafkaOption;
import io.rivulet.client.topic.PredictionTopicReader;
import io.rivulet.client.topic.PublishedPrediction;
import io.rivulet.job.config.JobConfiguration;
import picocli.CommandLine.Mixin;

/** Which predictions topic a command reads; for use as a mixin. */
final class PredictionsOption {

  @Mixin private KafkaOption kafka;

  PredictionTopicReader readerOfAll() {
    JobConfiguration configuration = kafka.configuration();
    return PredictionTopicReader.ofAll(
        kafka.access(configuration), configuration.topics().predictions());
  }

  PredictionTopicReader readerOf(String model) {
    JobConfiguration configuration = kafka.configuration();
    return PredictionTopicReader.ofModel(
        kafka.access(configuration), configuration.topics().predictions(), model);
  }

  /** The newest prediction of a model; fails when there is none. */
  PublishedPrediction newest(String model) {
    JobConfiguration configuration = kafka.configuration();
    return PredictionTopicReader.newest(
            kafka.access(configuration), configuration.topics().predictions(), model)
        .orElseThrow(
            () ->
                Failure.failed(
                    "no prediction of model '"
                        + TextTable.printable(model)
                        + "'; no sample has come for it, or its predictions have expired"
                        + " ('predictions watch --until-end' shows all)"));
  }
}
