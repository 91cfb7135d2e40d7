package io.rivulet.cli.model;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.TextTable;
import io.rivulet.cli.kafka.KafkaOption;
import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.client.topic.LastRecords;
import io.rivulet.client.topic.NewestWeights;
import io.rivulet.client.topic.PublishedWeights;
import io.rivulet.client.topic.TopicException;
import io.rivulet.client.topic.WeightTopicReader;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.TopicNames;
import io.rivulet.wire.ModelId;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rivulet model show}. */
@Command(
    name = "show",
    description = {
      "Show a model: its newest weight record, its largest weights by name, its newest figures of"
          + " quality, and the last acknowledgements of its commands.",
      "Figures come only from models whose spec has 'evaluate'. 'weights get' shows all weights."
    },
    exitCodeList = {
      "0:done",
      "1:the model is not published or was deleted, its record is broken, or Kafka could not be"
          + " read",
      "2:refused: wrong use"
    })
final class ModelShowCommand implements Callable<Integer> {

  @Mixin private KafkaOption kafka;

  @Parameters(paramLabel = "MODEL", description = "The model's id.")
  private String model;

  @Option(
      names = "--json",
      description =
          "Print one JSON document: {\"weights\": {..}, \"largest\": [{\"name\": .., \"w\": ..}],"
              + " \"metrics\": {..} or null, \"acks\": [..]}; the weight record is without its"
              + " numbers.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (!ModelId.valid(model)) {
      throw Failure.refused(ModelId.fault(model, null));
    }
    JobConfiguration configuration = kafka.configuration();
    ClusterAccess access = kafka.access(configuration);
    TopicNames topics = configuration.topics();
    PublishedWeights weights = newest(access, topics.weights());
    ShownModel shown =
        new ShownModel(weights, last(access, topics.metrics()), last(access, topics.controlAcks()));
    if (json) {
      shown.printJson(spec.commandLine().getOut());
    } else {
      shown.print(spec.commandLine().getOut());
    }
    return Exit.DONE;
  }

  private PublishedWeights newest(ClusterAccess access, String topic) {
    return NewestWeights.of(WeightTopicReader.lastOf(access, topic, model))
        .of(model)
        .orElseThrow(
            () ->
                Failure.failed(
                    "no weights of model '"
                        + model
                        + "'; it was never published, or was deleted ('model list' shows all)"));
  }

  /** Values, oldest first; none, with a line on standard error, when the topic cannot be read. */
  private List<byte[]> last(ClusterAccess access, String topic) {
    try {
      return LastRecords.of(access, topic, model).stream().map(ConsumerRecord::value).toList();
    } catch (TopicException e) {
      spec.commandLine().getErr().println("rivulet: " + TextTable.printable(e.getMessage()));
      return List.of();
    }
  }
}
