package io.rivulet.cli.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.cli.kafka.KafkaCommandTest;
import io.rivulet.record.Axes;
import io.rivulet.record.Details;
import io.rivulet.record.Prediction;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.replay.Replay;
import io.rivulet.wire.WeightRecordJson;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** {@code predict} with records that tell what their rows and columns are. */
final class PredictNamedTest extends KafkaCommandTest {

  /** By name, raw numbers, what the job answers: with its categories, hashes and missing values. */
  @Test
  void predict_names_areExpandedAsTheJobDoes() throws Exception {
    createTopics(1);
    String spec =
        "{'learner':'ledger','ridge':0.5,'bias':true,'features':["
            + "{'name':'rpm','center':900,'scale':50},{'name':'temp','missing':20},"
            + "{'name':'site','categories':['north','south']},{'name':'tags','hash':3}]}";
    List<Prediction> answers = new ArrayList<>();
    List<WeightRecord> weights = new ArrayList<>();
    Replay replay = PredictCommandTest.replay(spec.replace('\'', '"'), answers, weights);
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 30; i++) {
      String x =
          "{'rpm':%s,'temp':%s,'site':'%s','tags':['t%d','u']}"
              .formatted(
                  random.nextDouble(800, 1000),
                  random.nextDouble(10, 30),
                  i % 3 == 0 ? "north" : "south",
                  i % 4);
      assertThat(replay.accept("f", i, line("{'x':" + x + ",'y':" + random.nextDouble() + "}")))
          .isEmpty();
    }
    String asked = "{'rpm':910,'site':'north','tags':'t2'}";
    replay.accept("f", 30, line("{'op':'predict','x':" + asked + "}"));
    send("weights", "default", WeightRecordJson.write(weights.get(weights.size() - 1)));

    Run run = run("predict", "default", "--x", asked.replace('\'', '"'));

    assertThat(run.err()).isEmpty();
    assertThat(Double.parseDouble(run.out()))
        .isCloseTo(answers.get(answers.size() - 1).y()[0], within(1e-12));
    assertRefused("{'rpm':910,'tags':[]}", "x.site is missing");
    assertRefused("{'RPM':910,'site':'north','tags':[]}", "x.RPM", "did you mean 'rpm'?");
    assertRefused("{'rpm':910,'site':'west','tags':[]}", "x.site is \"west\"", "'north', 'south'");
    assertRefused("{'rpm':'fast','site':'north','tags':[]}", "x.rpm is \"fast\", must be a number");
    assertRefused("{'rpm':1e999,'site':'north','tags':[]}", "finite");
    assertRefused("{'rpm':1,'site':'north','tags':[]},'y':1", "--x is not one JSON object");
    assertRefused("{'rpm':1,", "--x is not one JSON object");
    assertRefused("1,2,3,4", "x has no names");
  }

  private void assertRefused(String x, String... parts) {
    Run run = run("predict", "default", "--x", x.replace('\'', '"'));

    assertThat(run.exitCode()).as(x).isEqualTo(2);
    assertThat(run.err()).contains(parts);
    assertThat(run.out()).isEmpty();
  }

  private static byte[] line(String json) {
    return json.replace('\'', '"').getBytes(UTF_8);
  }

  /** The record tells whether there is a bias, so that nothing is guessed. */
  @Test
  void predict_recordThatTellsItsBias_refusesWhatTheJobWould() throws Exception {
    createTopics(1);
    send("weights", "default", WeightRecordJson.write(named(new Axes(null, true, null, null))));

    assertThat(run("predict", "default", "--x", "1,2").out()).isEqualTo(1.0 + 4 + 4 + "\n");
    assertRefused("1", "x has 1 entry, the model takes 2");
    assertRefused("1,2,3", "x has 3 entries, the model takes 2");
  }

  @Test
  void predict_recordThatNamesClassesWithoutBias_guessesNone() throws Exception {
    createTopics(1);
    String[] classes = {"ok", "leak"};
    WeightRecord record =
        new WeightRecord(
            "default",
            "laplace",
            1,
            5,
            5,
            4,
            2,
            2,
            new double[4],
            null,
            Sample.NO_TIME,
            "9f2c",
            new Axes(classes, false, null, null),
            Details.NONE);
    send("weights", "default", WeightRecordJson.write(record));

    assertRefused("1", "answer 2");
    assertThat(run("predict", "default", "--x", "1,1", "--json").out())
        .isEqualTo(
            "{\"model\":\"default\",\"op\":\"predict\",\"y\":[0.5,0.5],\"classes\":[\"ok\",\"leak\"],"
                + "\"incarnation\":1,\"version\":5}\n");
  }

  private static WeightRecord named(Axes axes) {
    return new WeightRecord(
        "default",
        "sgd",
        1,
        5,
        5,
        4,
        3,
        1,
        new double[] {1, 2, 4},
        null,
        Sample.NO_TIME,
        "9f2c",
        axes,
        Details.NONE);
  }
}
