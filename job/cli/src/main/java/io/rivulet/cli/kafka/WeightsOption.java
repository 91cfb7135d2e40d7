package io.rivulet.cli.kafka;

import io.rivulet.cli.Failure;
import io.rivulet.job.config.JobConfiguration;
import picocli.CommandLine.Mixin;

/** Which weights topic a command reads; for use as a mixin. */
final class WeightsOption {

  @Mixin private KafkaOption kafka;

  WeightTopicReader readerOfAll() {
    JobConfiguration configuration = kafka.configuration();
    return WeightTopicReader.ofAll(kafka.access(configuration), configuration.topics().weights());
  }

  WeightTopicReader readerOf(String model) {
    JobConfiguration configuration = kafka.configuration();
    return WeightTopicReader.ofModel(
        kafka.access(configuration), configuration.topics().weights(), model);
  }

  /** The newest record of a model; fails when there is none, or it is broken. */
  PublishedWeights newest(String model) {
    try (WeightTopicReader reader = readerOf(model)) {
      return NewestWeights.read(reader)
          .of(model)
          .orElseThrow(
              () ->
                  Failure.failed(
                      "no weights of model '"
                          + TextTable.printable(model)
                          + "'; it was never published, or was deleted ('weights export' shows"
                          + " all)"));
    }
  }
}
