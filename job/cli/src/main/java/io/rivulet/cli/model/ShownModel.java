package io.rivulet.cli.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.cli.console.FoundText;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.console.TextTable;
import io.rivulet.client.topic.PublishedWeights;
import io.rivulet.control.Ack;
import io.rivulet.quality.QualityRecord;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.control.AckJson;
import io.rivulet.wire.control.QualityJson;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A model for people and for programs.
 *
 * @param metrics values of its topic, oldest first
 * @param acks values of their topic, oldest first
 */
record ShownModel(PublishedWeights weights, List<byte[]> metrics, List<byte[]> acks) {

  private static final int LARGEST = 8;
  private static final int ACKS = 5;

  /** A few aligned lines. */
  void print(PrintWriter out) {
    WeightRecord record = weights.record();
    row(out, "model", record.model());
    row(out, "learner", record.learner());
    row(out, "version", record.version() + " of incarnation " + record.incarnation());
    row(out, "samples", record.samples());
    row(out, "shape", record.rows() + " x " + record.columns());
    if (record.ts() != Sample.NO_TIME) {
      row(out, "time", Instant.ofEpochMilli(record.ts()));
    }
    row(out, "spec", record.spec());
    NamedWeights.largest(record, LARGEST).forEach(w -> row(out, "largest", w.name() + " " + w.w()));
    FoundText.lines(record.details()).forEach((name, line) -> row(out, name, line));
    row(out, "quality", newest().map(ShownModel::text).orElse("not measured"));
    last().forEach(ack -> row(out, "ack", SentReport.text(ack)));
    out.flush();
  }

  void printJson(PrintWriter out) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("weights", withoutNumbers());
    document.put("largest", NamedWeights.largest(weights.record(), LARGEST));
    document.put(
        "metrics",
        newest().map(record -> SentReport.document(QualityJson.write(record))).orElse(null));
    document.put("acks", last().stream().map(SentReport::document).toList());
    JsonOutput.print(out, document);
  }

  private JsonNode withoutNumbers() {
    ObjectNode record = (ObjectNode) SentReport.document(weights.json());
    record.remove("w");
    if (record.path("hidden") instanceof ObjectNode hidden) {
      hidden.remove("w");
    }
    return record;
  }

  private Optional<QualityRecord> newest() {
    return metrics.stream()
        .flatMap(value -> MeasuredModels.read(value).stream())
        .reduce(MeasuredModels::later);
  }

  private List<Ack> last() {
    List<Ack> all = acks.stream().flatMap(ShownModel::read).toList();
    return all.subList(Math.max(0, all.size() - ACKS), all.size());
  }

  private static Stream<Ack> read(byte[] value) {
    try {
      return Stream.of(AckJson.read(value));
    } catch (IllegalArgumentException ofAnotherProgram) {
      return Stream.empty();
    }
  }

  private static String text(QualityRecord record) {
    StringBuilder text = new StringBuilder();
    for (QualityFigure figure : QualityFigure.values()) {
      if (!Double.isNaN(figure.of(record))) {
        text.append(figure).append(' ').append(figure.of(record)).append(", ");
      }
    }
    return text.append("of ")
        .append(record.n())
        .append(" samples to version ")
        .append(record.version())
        .append(" of incarnation ")
        .append(record.incarnation())
        .append(record.drift() ? ", drift" : "")
        .toString();
  }

  private static void row(PrintWriter out, String name, Object value) {
    out.printf("%-9s %s%n", name, TextTable.printable(value.toString()));
  }
}
