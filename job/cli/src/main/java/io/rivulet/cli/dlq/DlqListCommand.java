package io.rivulet.cli.dlq;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.console.PatientProgress;
import io.rivulet.cli.console.TextTable;
import io.rivulet.cli.kafka.KafkaOption;
import io.rivulet.cli.kafka.SinceConverter;
import io.rivulet.client.topic.TopicReader;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.record.Glob;
import io.rivulet.record.Reason;
import io.rivulet.record.Shown;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rivulet dlq list}. */
@Command(
    name = "list",
    description = {
      "Count the dead letters by reason and list the newest, the oldest of them first.",
      "A line has the position (for 'dlq show'), the time of the rejection, the reason, the model"
          + " key, the position of the rejected record, and the message."
    })
final class DlqListCommand implements Callable<Integer> {

  @Mixin private KafkaOption kafka;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "List at most N (default: ${DEFAULT-VALUE}); all are counted.")
  private int limit;

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description = "Count and list this reason only: ${COMPLETION-CANDIDATES}.")
  private Reason reason;

  @Option(
      names = "--model",
      paramLabel = "GLOB",
      description =
          "Count and list only models whose key matches; '*' stands for any characters (default:"
              + " all).")
  private String model;

  @Option(
      names = "--since",
      paramLabel = "T",
      converter = SinceConverter.class,
      description =
          "Count and list only what was rejected at T or later: " + SinceConverter.FORMS + ".")
  private Instant since;

  @Option(
      names = "--json",
      description =
          "Print one JSON document: {\"topic\": .., \"total\": .., \"counts\": {REASON: ..},"
              + " \"letters\": [..]}.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (limit < 1) {
      throw Failure.refused("--limit must be at least 1, got " + limit);
    }
    JobConfiguration configuration = kafka.configuration();
    String topic = configuration.topics().deadLetter();
    DeadLetterSummary summary = new DeadLetterSummary(limit, this::wanted);
    try (TopicReader reader = TopicReader.ofAll(kafka.access(configuration), topic)) {
      if (since != null) {
        reader.seekToTime(since.toEpochMilli());
      }
      try (PatientProgress progress = PatientProgress.reading(topic)) {
        reader.readToEnd(record -> summary.add(new DeadLetter(record)), progress::advanceTo);
      }
    }
    print(topic, summary, spec.commandLine().getOut());
    return Exit.DONE;
  }

  private boolean wanted(DeadLetter letter) {
    return (reason == null || reason.name().equals(letter.reason()))
        && (model == null || new Glob(model).matches(letter.model()))
        && (since == null || !letter.time().isBefore(since));
  }

  private void print(String topic, DeadLetterSummary summary, PrintWriter out) {
    if (json) {
      JsonOutput.print(out, Document.of(topic, summary));
      return;
    }
    if (summary.total() > 0) {
      table(summary.newest()).print(out);
    }
    String counts =
        summary.counts().entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", "));
    String text = summary.total() + " dead letters" + (counts.isEmpty() ? "" : ": " + counts);
    out.println(TextTable.printable(text));
    out.flush();
  }

  private static TextTable table(List<DeadLetter> letters) {
    TextTable table = new TextTable("position", "time", "reason", "model", "record", "message");
    for (DeadLetter each : letters) {
      String model = Shown.plain(each.model());
      String time = each.time().toString();
      table.add(each.position(), time, each.reason(), model, each.source(), each.message());
    }
    return table;
  }

  private record Document(
      String topic, long total, Map<String, Long> counts, List<Map<String, Object>> letters) {

    static Document of(String topic, DeadLetterSummary summary) {
      return new Document(
          topic,
          summary.total(),
          summary.counts(),
          summary.newest().stream().map(DeadLetterText::summary).toList());
    }
  }
}
