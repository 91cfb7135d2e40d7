package io.rivulet.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.kafka.KafkaCommandTest;
import io.rivulet.control.AckStatus;
import io.rivulet.control.Command;
import io.rivulet.control.CommandType;
import io.rivulet.quality.QualityRecord;
import io.rivulet.record.Axes;
import io.rivulet.record.Details;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;
import io.rivulet.wire.control.QualityJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code model list} and {@code model show}. */
final class ModelListTest extends KafkaCommandTest {

  private static final double NONE = Double.NaN;

  @Test
  void list_noModels_saysSo() {
    createTopics(1);

    assertThat(run("model", "list").out()).isEqualTo("no models\n");
    assertThat(run("model", "list", "--json").out()).isEqualTo("[]\n");
  }

  @Test
  void list_isById_withoutDeletedModels_andFollowsIncarnations() throws Exception {
    createTopics(3);
    publish("b", 1, 90, Sample.NO_TIME);
    publish("a", 1, 4, 0);
    publish("c", 1, 1, Sample.NO_TIME);
    send("weights", "c", null);
    send("weights", "b", null);
    publish("b", 2, 0, Sample.NO_TIME);
    publish("a", 1, 3, 0);

    Run table = run("model", "list");
    Run json = run("model", "list", "--json");

    assertThat(table.exitCode()).isZero();
    assertThat(table.out().lines().map(line -> line.replaceAll(" +", " ")).toList())
        .hasSize(4)
        .contains("MODEL LEARNER INCARNATION VERSION SAMPLES AGE", "b sgd 2 0 0 -")
        .anyMatch(line -> line.matches("a sgd 1 4 4 \\d+ d.*"));
    assertThat(json.out())
        .isEqualTo(
            "[{\"model\":\"a\",\"learner\":\"sgd\",\"incarnation\":1,\"version\":4,\"samples\":4,"
                + "\"shape\":[1,1],\"ts\":0},"
                + "{\"model\":\"b\",\"learner\":\"sgd\",\"incarnation\":2,\"version\":0,"
                + "\"samples\":0,\"shape\":[1,1]}]\n");
  }

  @Test
  void list_brokenRecord_isNamedAndHidesNothing() throws Exception {
    createTopics(1);
    publish("a", 1, 1, 0);
    send("weights", "b", bytes("{\"model\":\"b\"}"));

    Run run = run("model", "list", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(names(run.out())).containsExactly("a");
    assertThat(run.err()).contains("model 'b' at " + prefix() + "weights 0:1");
  }

  /** a has 0.5, b 0.9, c 0.1; d has only another figure and e none. */
  @ParameterizedTest
  @CsvSource({
    "rmse, b a c d e",
    "RMSE, b a c d e",
    "mae, b a c d e",
    "r2, c a b d e",
    "accuracy, c a b d e",
    "logLoss, b a c d e",
    "coverage, c a b d e"
  })
  void listBy_isWorstFirst_andWithoutTheFigureLast(String figure, String order) throws Exception {
    createTopics(2);
    for (String model : List.of("e", "d", "c", "b", "a")) {
      publish(model, 1, 9, 0);
    }
    measure("a", 1, 8, figure, 0.5);
    measure("b", 1, 4, figure, 0.2);
    measure("b", 1, 8, figure, 0.9);
    measure("b", 1, 4, figure, 0.2);
    measure("c", 1, 8, figure, 0.1);
    measure("d", 1, 8, "meanError", 3);

    Run json = run("model", "list", "--by", figure, "--json");

    assertThat(names(json.out())).containsExactly(order.split(" "));
    assertThat(new ObjectMapper().readTree(json.out()).get(0).path("metrics").path("version"))
        .hasToString("8");
    assertThat(run("model", "list", "--by", figure).out().lines().skip(2))
        .last()
        .asString()
        .startsWith("e ")
        .matches("e .* - +-");
  }

  /** What a model did before its reset says nothing about it. */
  @Test
  void listBy_figureOfAnOlderIncarnation_doesNotCount() throws Exception {
    createTopics(1);
    publish("a", 2, 0, 0);
    measure("a", 1, 8, "rmse", 0.5);
    send("metrics", "a", bytes("no JSON"));

    assertThat(run("model", "list", "--by", "rmse", "--json").out()).doesNotContain("metrics");
  }

  @Test
  void listBy_unknownFigure_namesThoseThatAre() {
    Run run = run("model", "list", "--by", "nonsense");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("rmse").contains("logLoss");
  }

  @Test
  void show_aModel_isItsRecordItsWeightsItsQualityAndItsAcks() throws Exception {
    createTopics(1);
    send("weights", "m", WeightRecordJson.write(named()));
    measure("m", 3, 7, "rmse", 0.25);
    for (int i = 0; i < 7; i++) {
      Command command = CommandContent.NONE.command("m", "c-" + i, CommandType.FREEZE, 0);
      send(JobStandIn.ack(prefix(), JobStandIn.ended(command, AckStatus.SKIPPED, null, "it is")));
    }

    Run run = run("model", "show", "m");
    JsonNode json = new ObjectMapper().readTree(run("model", "show", "m", "--json").out());

    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines())
        .containsSubsequence(
            "model     m",
            "learner   rls",
            "version   7 of incarnation 3",
            "shape     5 x 1",
            "largest   site=north -9.0",
            "largest   url#1 4.0",
            "largest   rpm 3.0",
            "largest   bias 2.0",
            "largest   url#0 0.5",
            "quality   rmse 0.25, of 100 samples to version 7 of incarnation 3",
            "ack       m: freeze SKIPPED, version 42 of incarnation 1: it is");
    assertThat(run.out().lines().filter(line -> line.startsWith("ack"))).hasSize(5);
    assertThat(json.path("weights").has("w")).isFalse();
    assertThat(json.path("weights").path("shape")).hasToString("[5,1]");
    assertThat(json.path("largest").get(0)).hasToString("{\"name\":\"site=north\",\"w\":-9.0}");
    assertThat(json.path("metrics").path("rmse").asDouble()).isEqualTo(0.25);
    assertThat(json.path("acks")).hasSize(5);
    assertThat(json.path("acks").get(4).path("commandId").asText()).isEqualTo("c-6");
  }

  @Test
  void show_notMeasuredAndNeverCommanded_isTheRest() throws Exception {
    createTopics(1);
    publish("m", 1, 1, 0);

    assertThat(run("model", "show", "m").out()).contains("quality   not measured\n");
    assertThat(run("model", "show", "m", "--json").out())
        .endsWith("\"metrics\":null,\"acks\":[]}\n");
  }

  @Test
  void show_deletedModel_fails() throws Exception {
    createTopics(1);
    publish("m", 1, 1, 0);
    send("weights", "m", null);

    Run run = run("model", "show", "m");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no weights of model 'm'").contains("'model list' shows all");
  }

  @Test
  void largest_ofSeveralColumns_namesRowAndColumn() {
    WeightRecord unnamed = record(new double[] {1, -4, 2, 3}, 2, 2, Axes.UNNAMED);
    WeightRecord classes =
        record(
            new double[] {1, -4, 2, 3},
            2,
            2,
            new Axes(new String[] {"cat", "dog"}, true, null, null));

    assertThat(NamedWeights.largest(unnamed, 2))
        .containsExactly(
            new NamedWeights.NamedWeight("w[0][1]", -4),
            new NamedWeights.NamedWeight("w[1][1]", 3));
    assertThat(NamedWeights.largest(classes, 9).stream().map(NamedWeights.NamedWeight::name))
        .containsExactly("w[0][dog]", "bias[dog]", "bias[cat]", "w[0][cat]");
  }

  private static WeightRecord named() {
    return record(
        new double[] {3, -9, 0.5, 4, 2},
        5,
        1,
        new Axes(null, true, new String[] {"rpm", "site=north", "url#2"}, null));
  }

  private static WeightRecord record(double[] w, int rows, int columns, Axes axes) {
    return new WeightRecord(
        "m", "rls", 3, 7, 7, 6, rows, columns, w, null, 0, "9f2c", axes, Details.NONE);
  }

  private void measure(String model, long incarnation, long version, String figure, double value)
      throws Exception {
    QualityRecord record =
        new QualityRecord(
            model,
            100,
            1,
            is(figure, "mae", value),
            is(figure, "rmse", value),
            is(figure, "r2", value),
            is(figure, "meanError", value),
            is(figure, "accuracy", value),
            is(figure, "logLoss", value),
            is(figure, "coverage", value),
            false,
            incarnation,
            version,
            Sample.NO_TIME);
    send("metrics", model, QualityJson.write(record));
  }

  private static double is(String figure, String name, double value) {
    return figure.equalsIgnoreCase(name) ? value : NONE;
  }

  private void publish(String model, long incarnation, long version, long ts) throws Exception {
    WeightRecord record =
        new WeightRecord(
            model,
            "sgd",
            incarnation,
            version,
            version,
            WeightRecord.NONE,
            1,
            1,
            new double[] {0.5},
            null,
            ts,
            "9f2c");
    send("weights", model, WeightRecordJson.write(record));
  }

  private static List<String> names(String array) throws Exception {
    List<String> names = new ArrayList<>();
    new ObjectMapper().readTree(array).forEach(each -> names.add(each.path("model").asText()));
    return names;
  }
}
