package io.rivulet.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;
import org.junit.jupiter.api.Test;

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
  void predict_learnerThatIsNotLinear_isRefused() throws Exception {
    createTopics(1);
    publish("matrix-flow", 1, 1, 1);

    Run run = run("predict", "m", "--x", "1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("learner 'matrix-flow' is no linear regression");
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
