package io.rivulet.cli.model;

import io.rivulet.cli.console.Age;
import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.console.TextTable;
import io.rivulet.cli.kafka.KafkaOption;
import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.quality.QualityRecord;
import io.rivulet.record.Sample;
import io.rivulet.wire.control.QualityJson;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rivulet model list}. */
@Command(
    name = "list",
    description = {
      "List the published models that are not deleted, by id or from the worst to the best.",
      "Reads the weights topic to its end, and with --by the topic of metrics, which has records"
          + " of models whose spec has 'evaluate'. AGE is the time since the newest published"
          + " sample's ts."
    },
    exitCodeList = {"0:done", "1:Kafka could not be read", "2:refused: wrong use"})
final class ModelListCommand implements Callable<Integer> {

  private static final int NUMBERS_FROM = 2;
  private static final String NOTHING = "-";

  @Mixin private KafkaOption kafka;

  @Option(
      names = "--by",
      paramLabel = "FIGURE",
      completionCandidates = QualityFigure.Names.class,
      converter = QualityFigure.Names.class,
      description =
          "Show the newest figure of each model, and the worst model first: ${COMPLETION-CANDIDATES}."
              + " A coverage is the worse the farther it is from 0.95.")
  private QualityFigure figure;

  @Option(
      names = "--json",
      description =
          "Print one JSON array: {\"model\": .., \"learner\": .., \"incarnation\": .., \"version\":"
              + " .., \"samples\": .., \"shape\": [..], \"ts\": ..} of each model, with --by and"
              + " \"metrics\", the newest record that has the figure.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    JobConfiguration configuration = kafka.configuration();
    ClusterAccess access = kafka.access(configuration);
    ListedModels listed = ListedModels.read(access, configuration.topics().weights());
    warn(listed.broken());
    List<Row> rows = new ArrayList<>();
    if (figure == null) {
      listed.models().values().forEach(model -> rows.add(new Row(model, null)));
    } else {
      var measured = MeasuredModels.read(access, configuration.topics().metrics(), figure);
      listed.models().values().forEach(model -> rows.add(new Row(model, measured.of(model))));
      rows.sort(Comparator.comparing(Row::quality, figure.worstFirst()));
    }
    print(rows, spec.commandLine().getOut());
    return Exit.DONE;
  }

  private void warn(Map<String, String> broken) {
    PrintWriter err = spec.commandLine().getErr();
    broken.values().forEach(fault -> err.println("rivulet: " + TextTable.printable(fault)));
    err.flush();
  }

  private void print(List<Row> rows, PrintWriter out) {
    if (json) {
      JsonOutput.print(out, rows.stream().map(Row::document).toList());
    } else if (rows.isEmpty()) {
      out.println("no models");
      out.flush();
    } else {
      table(rows, Instant.now()).print(out);
    }
  }

  private TextTable table(List<Row> rows, Instant now) {
    List<String> header = new ArrayList<>(List.of("MODEL", "LEARNER"));
    header.addAll(List.of("INCARNATION", "VERSION", "SAMPLES", "AGE"));
    if (figure != null) {
      header.addAll(List.of(figure.toString(), "N"));
    }
    TextTable table = TextTable.ofNumbers(NUMBERS_FROM, header);
    rows.forEach(row -> table.add(cells(row, now)));
    return table;
  }

  private List<String> cells(Row row, Instant now) {
    ListedModel model = row.model;
    List<String> cells = new ArrayList<>(List.of(model.model(), model.learner()));
    cells.add(String.valueOf(model.incarnation()));
    cells.add(String.valueOf(model.version()));
    cells.add(String.valueOf(model.samples()));
    cells.add(age(model.ts(), now));
    if (figure != null) {
      cells.add(row.quality == null ? NOTHING : String.valueOf(figure.of(row.quality)));
      cells.add(row.quality == null ? NOTHING : String.valueOf(row.quality.n()));
    }
    return cells;
  }

  static String age(long ts, Instant now) {
    return ts == Sample.NO_TIME
        ? NOTHING
        : Age.of(Math.max(0, now.getEpochSecond() - Math.floorDiv(ts, 1000)));
  }

  /**
   * One model.
   *
   * @param quality null when it was not asked for, or there is none
   */
  private record Row(ListedModel model, QualityRecord quality) {

    Map<String, Object> document() {
      Map<String, Object> document = model.document();
      if (quality != null) {
        document.put("metrics", SentReport.document(QualityJson.write(quality)));
      }
      return document;
    }
  }
}
