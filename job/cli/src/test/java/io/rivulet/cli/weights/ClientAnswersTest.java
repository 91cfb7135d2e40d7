package io.rivulet.cli.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.cli.kafka.KafkaCommandTest;
import io.rivulet.client.FollowOptions;
import io.rivulet.client.Models;
import io.rivulet.client.RefusedException;
import io.rivulet.record.Prediction;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * Models in another program answer what the job predicts, to the bit, and refuse what it refuses.
 */
final class ClientAnswersTest extends KafkaCommandTest {

  private static final int DIMENSION = 19;

  private static final List<String> SPECS =
      List.of(
          "'learner':'rls','forgetting':0.95,'bias':true,'outputs':2",
          "'learner':'orfit','memory':4,'noise':0.5,'bias':true",
          "'learner':'ekf','noise':0.2",
          "'learner':'lofi-diagonal','memory':3,'noise':0.3",
          "'learner':'ogd','rate':0.001,'steps':2",
          "'learner':'one-step-sgd','bias':true",
          "'learner':'sgd','rate':0.001",
          "'learner':'greedy','outputs':2",
          "'learner':'ledger','ridge':0.5,'bias':true",
          "'learner':'ledger','ridge':0.5,'form':'square-root'",
          "'learner':'online-net','hidden':9,'seed':3",
          "'learner':'online-net','hidden':11,'mode':'observe','direct':false",
          "'learner':'online-net','hidden':40,'mode':'inverse','ridge':1,'outputs':2",
          "'learner':'laplace','window':3,'classes':3,'bias':true",
          "'learner':'distillation','window':3,'classes':['ok','leak','stuck'],'reservoir':3",
          "'learner':'orfit','memory':4,'noise':'auto'");

  @Test
  void predict_everyLearner_isThePredictionOfTheJob() throws Exception {
    createTopics(2);
    List<double[]> expected = new ArrayList<>();
    double[] asked = numbers(new SplittableRandom(1));
    for (int i = 0; i < SPECS.size(); i++) {
      expected.add(taught("m-" + i, SPECS.get(i), Arrays.toString(asked)));
    }

    try (Models models = follow()) {
      for (int i = 0; i < SPECS.size(); i++) {
        assertThat(models.find("m-" + i).orElseThrow().predict(asked))
            .as(SPECS.get(i))
            .containsExactly(expected.get(i));
      }
      assertThat(models.find("m-14").orElseThrow().classes())
          .containsExactly("ok", "leak", "stuck");
      assertThatThrownBy(() -> models.find("m-0").orElseThrow().predict(1, 2))
          .isInstanceOf(RefusedException.class)
          .hasMessage("x has 2 entries, the model takes 19");
      assertThatThrownBy(() -> models.find("m-6").orElseThrow().predict(Map.of("rpm", 1)))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("x.rpm is named, the spec lists no 'features'");
    }
  }

  @Test
  void predict_named_isThePredictionOfTheJob() throws Exception {
    createTopics(2);
    String spec =
        "{'learner':'rls','bias':true,'features':['rpm',{'name':'temp','missing':20},"
            + "{'name':'site','categories':['north','south'],'unknown':'other'},"
            + "{'name':'tags','hash':3}]}";
    String x = "{'rpm':%s,'temp':%s,'site':'%s','tags':['t%d','u']}";
    var answers = new ArrayList<Prediction>();
    var weights = new ArrayList<WeightRecord>();
    var replay = PredictCommandTest.replay(json(spec), answers, weights);
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 30; i++) {
      String input =
          x.formatted(random.nextDouble(800, 1000), random.nextDouble(10, 30), "north", i % 4);
      String line = "{'model':'pump','x':" + input + ",'y':" + random.nextDouble() + "}";
      assertThat(replay.accept("f", i, json(line).getBytes(UTF_8))).isEmpty();
    }
    String line = "{'model':'pump','op':'predict','x':{'rpm':910.5,'site':7,'tags':'t2'}}";
    replay.accept("f", 30, json(line).getBytes(UTF_8));
    publish(weights);

    try (Models models = follow()) {
      double[] y =
          models
              .find("pump")
              .orElseThrow()
              .predict(Map.of("rpm", 910.5, "site", 7, "tags", List.of("t2")));

      assertThat(y).containsExactly(answers.get(answers.size() - 1).y());
      assertThatThrownBy(() -> models.find("pump").orElseThrow().predict(Map.of("RPM", 1)))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("did you mean 'rpm'?");
      assertThat(models.missed()).isZero();
    }
  }

  /** Publishes what a model says that learns, and returns its answer to what is asked. */
  private double[] taught(String model, String fields, String asked) throws Exception {
    var answers = new ArrayList<Prediction>();
    var weights = new ArrayList<WeightRecord>();
    var replay =
        PredictCommandTest.replay(
            json("{" + fields + ",'dimension':" + DIMENSION + "}"), answers, weights);
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 6; i++) {
      String line =
          "{'model':'%s','x':%s,%s}"
              .formatted(model, Arrays.toString(numbers(random)), target(fields, random));
      assertThat(replay.accept("f", i, json(line).getBytes(UTF_8))).as(fields).isEmpty();
    }
    String line = "{'model':'" + model + "','op':'predict','x':" + asked + "}";
    assertThat(replay.accept("f", 6, json(line).getBytes(UTF_8))).as(fields).isEmpty();
    publish(weights);
    return answers.get(answers.size() - 1).y();
  }

  private static String target(String fields, SplittableRandom random) {
    if (fields.contains("'ok'")) {
      return "'label':'" + List.of("ok", "leak", "stuck").get(random.nextInt(3)) + "'";
    }
    if (fields.contains("classes")) {
      return "'label':" + random.nextInt(3);
    }
    return fields.contains("'outputs':2")
        ? "'y':[" + random.nextDouble() + "," + random.nextDouble() + "]"
        : "'y':" + random.nextDouble();
  }

  private static double[] numbers(SplittableRandom random) {
    return random.doubles(DIMENSION, -2, 2).toArray();
  }

  private void publish(List<WeightRecord> records) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (WeightRecord each : records) {
        var record =
            new ProducerRecord<>(
                prefix() + "weights", bytes(each.model()), WeightRecordJson.write(each));
        record.headers().add("rivulet-bias", bytes(String.valueOf(each.axes().bias())));
        producer.send(record).get();
      }
    }
  }

  private Models follow() {
    Models models =
        Models.follow(
            Map.of("bootstrap.servers", bootstrapServers()),
            FollowOptions.DEFAULT.withPrefix(prefix()));
    models.ready(Duration.ofSeconds(30));
    return models;
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
