package io.rivulet.cli.weights;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.PatientProgress;
import io.rivulet.cli.console.TextTable;
import io.rivulet.cli.kafka.KafkaOption;
import io.rivulet.client.topic.NewestWeights;
import io.rivulet.client.topic.PublishedWeights;
import io.rivulet.client.topic.WeightTopicReader;
import io.rivulet.job.config.JobConfiguration;
import java.util.Optional;
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

  /**
   * The newest record of a model among its last; fails when there is none, or it is broken.
   *
   * @param all whether to compare every record of its partition instead
   */
  PublishedWeights newest(String model, boolean all) {
    NewestWeights read = all ? amongAll(model) : amongLast(model);
    return read.of(model).orElseThrow(() -> missing(model, read.tombstone(model)));
  }

  private NewestWeights amongAll(String model) {
    try (WeightTopicReader reader = readerOf(model)) {
      return newest(reader);
    }
  }

  /** What is there now. */
  static NewestWeights newest(WeightTopicReader reader) {
    try (PatientProgress progress = PatientProgress.reading(reader.topic())) {
      return NewestWeights.read(reader, progress::advanceTo);
    }
  }

  private NewestWeights amongLast(String model) {
    JobConfiguration configuration = kafka.configuration();
    return NewestWeights.of(
        WeightTopicReader.lastOf(
            kafka.access(configuration), configuration.topics().weights(), model));
  }

  private static Failure missing(String model, Optional<String> tombstone) {
    return Failure.failed(
        "no weights of model '"
            + TextTable.printable(model)
            + "'; "
            + tombstone
                .map(
                    position ->
                        "its newest record, at "
                            + position
                            + ", is a tombstone: the model was deleted, or a program other than"
                            + " the job wrote the tombstone, and then the next version that the"
                            + " job publishes brings the model back")
                .orElse("it was never published, or was deleted ('weights export' shows all)"));
  }
}
