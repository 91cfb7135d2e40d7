package io.rivulet.cli.dlq;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.console.TextTable;
import io.rivulet.cli.kafka.KafkaOption;
import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.client.topic.TopicReader;
import io.rivulet.job.config.JobConfiguration;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rivulet dlq show}. */
@Command(
    name = "show",
    description = {
      "Show one dead letter: its headers, and the key and value of the rejected record.",
      "Bytes that are not UTF-8 text are shown in Base64, after the word 'base64' or, with"
          + " --json, in a field whose name ends in Base64."
    },
    exitCodeList = {
      "0:done",
      "1:there is no such dead letter, or Kafka could not be read",
      "2:refused: wrong use"
    })
final class DlqShowCommand implements Callable<Integer> {

  private static final Pattern POSITION = Pattern.compile("(\\d{1,9}):(\\d{1,18})");

  @Mixin private KafkaOption kafka;

  @Parameters(
      paramLabel = "PARTITION:OFFSET",
      description = "Its position in the dead-letter topic, as 'dlq list' shows it.")
  private String position;

  @Option(
      names = "--json",
      description =
          "Print one JSON document: {\"position\": .., \"headers\": {..}, \"key\": .., \"value\":"
              + " ..}.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Matcher place = POSITION.matcher(position);
    if (!place.matches()) {
      throw Failure.refused(
          "a position is PARTITION:OFFSET, got '" + TextTable.printable(position) + "'");
    }
    DeadLetter letter = read(Integer.parseInt(place.group(1)), Long.parseLong(place.group(2)));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonOutput.print(out, DeadLetterText.document(letter));
    } else {
      DeadLetterText.print(letter, out);
    }
    return Exit.DONE;
  }

  private DeadLetter read(int partition, long offset) {
    JobConfiguration configuration = kafka.configuration();
    String topic = configuration.topics().deadLetter();
    ClusterAccess access = kafka.access(configuration);
    try (TopicReader reader = TopicReader.ofOne(access, topic, count -> known(partition, count))) {
      return reader
          .at(offset)
          .map(DeadLetter::new)
          .orElseThrow(
              () ->
                  Failure.failed(
                      "no dead letter at "
                          + position
                          + " of topic "
                          + topic
                          + "; it has expired or was never written ('dlq list' shows the newest)"));
    }
  }

  private static int known(int partition, int count) {
    if (partition >= count) {
      throw Failure.failed("no partition " + partition + ", the topic has " + count);
    }
    return partition;
  }
}
