package io.rivulet.cli.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.cli.kafka.KafkaCommandTest;
import io.rivulet.learner.Emitter;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Prediction;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.replay.Replay;
import io.rivulet.wire.WeightRecordJson;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PredictCommandTest extends KafkaCommandTest {

  @Test
  void predict_oneOutput_isTheInnerProduct() throws Exception {
    createTopics(2);
    publish("orfit", 3, 1, 1, 2, 4);

    Run run = run("predict", "m", "--x", "[1, -0.5, 0.25]");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo(1.0 - 1.0 + 1.0 + "\n");
  }

  @Test
  void predict_oneNumberLess_addsTheBias() throws Exception {
    createTopics(1);
    publish("sgd", 3, 2, 1, 10, 2, 20, 4, 40);

    Run run = run("predict", "m", "--x", "1,-1");

    assertThat(run.out()).isEqualTo((1.0 - 2 + 4) + " " + (10.0 - 20 + 40) + "\n");
  }

  @Test
  void predict_greedy_isTheLastTarget() throws Exception {
    createTopics(1);
    publish("greedy", 1, 2, 7, 8);

    assertThat(run("predict", "m", "--x=1,2,3,4").out()).isEqualTo("7.0 8.0\n");
  }

  /** Odds of 1 to 3: e^0 and e^ln 3, also where e^logit would overflow. */
  @Test
  void predict_classifier_givesProbabilities() throws Exception {
    createTopics(1);
    publish("laplace", 2, 2, 0, Math.log(3), 1e6, 1e6);

    String[] odds = run("predict", "m", "--x=1,1").out().strip().split(" ", -1);

    assertThat(Double.parseDouble(odds[0])).isCloseTo(0.25, within(1e-9));
    assertThat(Double.parseDouble(odds[1])).isCloseTo(0.75, within(1e-9));
  }

  /** What the job answers to the same input, of every shape a net can have. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'mode':'random','hidden':5",
        "'mode':'random','hidden':5,'direct':false",
        "'mode':'observe','hidden':4",
        "'mode':'inverse','hidden':7",
        "'mode':'random','hidden':3,'horizon':1"
      })
  void predict_onlineNet_isTheAnswerOfTheJob(String fields) throws Exception {
    boolean forecasts = fields.contains("horizon");
    String spec =
        "{'learner':'online-net','dimension':2,'outputs':"
            + (forecasts ? 2 : 1)
            + ",'seed':5,"
            + fields
            + "}";
    List<Prediction> answers = new ArrayList<>();
    List<WeightRecord> weights = new ArrayList<>();
    Replay replay = replay(spec.replace('\'', '"'), answers, weights);
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 20; i++) {
      String x = "\"x\":[" + random.nextDouble() + "," + random.nextDouble() + "]";
      String y = forecasts ? "" : ",\"y\":" + random.nextDouble();
      assertThat(replay.accept("f", i, ("{" + x + y + ",\"op\":\"learn\"}").getBytes(UTF_8)))
          .isEmpty();
    }
    replay.accept("f", 20, "{\"op\":\"predict\",\"x\":[0.25,-1.5]}".getBytes(UTF_8));
    WeightRecord last = weights.get(weights.size() - 1);

    double[] y = PredictCommand.answer(last, AskedInput.read("0.25,-1.5"), true);

    double[] expected = answers.get(answers.size() - 1).y();
    assertThat(y).containsExactly(expected, within(1e-12));
    assertThatThrownBy(() -> PredictCommand.answer(last, AskedInput.read("1"), true))
        .hasMessage("x has 1 entry, the model takes 2");
  }

  static Replay replay(String spec, List<Prediction> answers, List<WeightRecord> weights) {
    Specs specs = Specs.forEveryModel(spec, Limits.DEFAULT);
    Emitter out =
        new Emitter() {
          @Override
          public void prediction(Prediction prediction) {
            answers.add(prediction);
          }

          @Override
          public void weights(WeightRecord record) {
            weights.add(record);
          }
        };
    return new Replay(specs, new PublishPolicy(1), false, out);
  }

  @Test
  void predict_olderRecord_saysThatItGuessesTheBias() throws Exception {
    createTopics(1);
    publish("sgd", 3, 1, 1, 2, 4);

    assertThat(run("predict", "m", "--x", "1,2").err()).contains("is a bias");
    assertThat(run("predict", "m", "--x", "1,2,3").err()).isEmpty();
  }

  @Test
  void predict_recordThatTellsThereIsNoBias_refusesWhatTheTopicWould() throws Exception {
    createTopics(1);
    byte[] weights =
        WeightRecordJson.write(
            new WeightRecord(
                "m",
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
                "9f2c"));
    var record = new ProducerRecord<>(prefix() + "weights", bytes("m"), weights);
    record.headers().add("rivulet-bias", bytes("false"));
    send(record);

    assertThat(run("predict", "m", "--x", "1,2").exitCode()).isEqualTo(2);
    assertThat(run("predict", "m", "--x", "1,2").err())
        .contains("x has 2 entries, the model takes 3");
    assertThat(run("predict", "m", "--x", "1,2,3").out()).isEqualTo("17.0\n");
  }

  @Test
  void predict_json_isAPredictionRecord() throws Exception {
    createTopics(1);
    publish("rls", 1, 1, 2);

    assertThat(run("predict", "m", "--x=-3", "--json").out())
        .isEqualTo(
            "{\"model\":\"m\",\"op\":\"predict\",\"y\":-6.0,\"incarnation\":1,\"version\":5}\n");
  }

  @Test
  void predict_xOfAnotherLength_isRefused() throws Exception {
    createTopics(1);
    publish("rls", 3, 1, 1, 2, 4);

    Run run = run("predict", "m", "--x", "1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("x has 1 numbers, weights of shape 3 x 1 answer 3, or 2");
  }

  @Test
  void predict_learnerOfMatrices_isRefused() throws Exception {
    createTopics(1);
    publish("matrix-flow", 1, 1, 1);

    Run run = run("predict", "m", "--x", "1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("learner 'matrix-flow' gives no answer to x");
  }

  @Test
  void predict_unknownModel_fails() {
    createTopics(1);

    assertThat(run("predict", "m", "--x", "1").exitCode()).isEqualTo(1);
  }

  @Test
  void predict_noNumbers_isRefused() {
    for (String x : new String[] {"", "1,", "a", "NaN", "1e999", "[1", "[[1]]", "1 2"}) {
      Run run = run("predict", "m", "--x=" + x);

      assertThat(run.exitCode()).as(x).isEqualTo(2);
      assertThat(run.err()).contains("--x must be finite numbers separated by commas");
    }
  }

  private void publish(String learner, int rows, int columns, double... w) throws Exception {
    WeightRecord record =
        new WeightRecord("m", learner, 1, 5, 5, 4, rows, columns, w, null, Sample.NO_TIME, "9f2c");
    send("weights", "m", WeightRecordJson.write(record));
  }
}
