package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.answer.RecordPredictor;
import io.rivulet.model.Response;
import io.rivulet.model.SharedResponse;
import io.rivulet.record.Prediction;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A weight record answers with the bits of the model that published it. */
class RecordPredictorTest {

  /** Each learner that answers, in each form whose weights are another function of x. */
  private static final List<String> SPECS =
      List.of(
          "'learner':'rls','forgetting':0.95,'bias':true",
          "'learner':'rls','forgetting':0.9,'forgettingMode':'directional'",
          "'learner':'orfit','memory':4,'noise':0.5,'bias':true",
          "'learner':'orfit','memory':6",
          "'learner':'orfit','memory':4,'noise':'auto'",
          "'learner':'ekf','noise':0.2,'processNoise':0.01",
          "'learner':'lofi-diagonal','memory':3,'noise':0.3,'bias':true",
          "'learner':'ogd','rate':0.001,'steps':2",
          "'learner':'one-step-sgd','bias':true",
          "'learner':'sgd','rate':0.001",
          "'learner':'sgd','rate':0.01,'bias':true,'standardize':true",
          "'learner':'greedy'",
          "'learner':'ledger','ridge':0.5,'bias':true",
          "'learner':'ledger','ridge':0.5,'form':'square-root'",
          "'learner':'online-net','hidden':9,'seed':3",
          "'learner':'online-net','hidden':11,'mode':'observe','direct':false",
          "'learner':'online-net','hidden':40,'mode':'inverse','ridge':1",
          "'learner':'laplace','window':3,'decay':0.9,'bias':true",
          "'learner':'distillation','window':3,'reservoir':3,'seed':7");

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void predict_numbers_areThoseOfTheModel(long seed) throws Exception {
    for (String fields : SPECS) {
      Draw draw = new Draw(seed);
      int dimension = draw.between(1, 30);
      int outputs = draw.between(1, 3) + (classifies(fields) ? 1 : 0);
      Listened job = new Listened(Listened.compiled(spec(fields, dimension, outputs)));
      for (int i = 0; i < 6; i++) {
        job.accept(sample(draw, fields, dimension, outputs));
      }

      assertSameAnswer(fields, job, Arrays.toString(draw.normal(dimension)));
    }
  }

  /** The weights of {@code greedy} tell no length. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void predict_xOfAnotherLength_isRefusedAsByTheModel(int dimension) throws Exception {
    for (String fields : SPECS) {
      Draw draw = new Draw(dimension);
      Listened job = new Listened(Listened.compiled(spec(fields, dimension, 2)));
      for (int i = 0; i < 6; i++) {
        job.accept(sample(draw, fields, dimension, 2));
      }
      for (int length : fields.contains("greedy") ? new int[0] : new int[] {-1, 1}) {
        double[] x = draw.normal(dimension + length);
        String asked = "{'op':'predict','x':" + Arrays.toString(x) + "}";

        RecordPredictor predictor = RecordPredictor.of(job.lastWeights(), true);

        assertThat(job.accept(asked)).as(fields).isEqualTo(Reason.DIMENSION);
        assertThatThrownBy(() -> predictor.predict(Listened.sample(asked)))
            .as(fields)
            .isInstanceOf(RejectedException.class)
            .hasMessage("x has %d %s, the model takes %d", x.length, entries(x), dimension);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'learner':'rls','model':{'kind':'shared'},'dimension':11,'outputs':3",
        "'learner':'rls','model':{'kind':'mlp','hidden':[7,3],'seed':1},'dimension':9,'outputs':2",
        "'learner':'ekf','noise':0.5,'model':{'kind':'mlp','hidden':[5],'activation':'relu',"
            + "'seed':2},'dimension':4,'outputs':1",
        "'learner':'laplace','window':3,'memory':4,'model':{'kind':'mlp','hidden':[6],'seed':3},"
            + "'dimension':5,'classes':3"
      })
  void predict_formOfTheSpec_isTheAnswerOfTheModel(String fields) throws Exception {
    CompiledSpec<?> spec = Listened.compiled("{" + fields + "}");
    Response form = spec.spec().model().response();
    Listened job = new Listened(spec);
    Draw draw = new Draw(5);
    for (int i = 0; i < 6; i++) {
      assertThat(job.accept(sample(draw, fields, form.inputs(), form.outputs()))).isNull();
    }
    double[] x = draw.normal(form.inputs());
    job.accept("{'op':'predict','x':" + Arrays.toString(x) + "}");

    assertThat(RecordPredictor.predict(job.lastWeights(), form, x))
        .containsExactly(job.lastPrediction().y());
    assertThatThrownBy(() -> RecordPredictor.predict(job.lastWeights(), form, new double[1]))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("x has 1 numbers, the model takes " + form.inputs());
    assertThatThrownBy(
            () ->
                RecordPredictor.predict(job.lastWeights(), new SharedResponse(2, 2), new double[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the form has weights of shape 2 x 1");
  }

  @Test
  void predict_everyLearnerOfTheCatalogue_isTriedOrAnswersNothing() {
    Stream<String> tried =
        SPECS.stream().map(fields -> fields.split("'", -1)[3]).distinct().sorted();

    assertThat(Stream.concat(tried, Stream.of("matrix-flow")).sorted())
        .containsExactlyElementsOf(Catalogue.names());
  }

  @Test
  void of_learnerWithoutAnswer_isRefused() {
    assertThatThrownBy(() -> RecordPredictor.of(record("matrix-flow"), true))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("matrix-flow answers no inputs");
    assertThatThrownBy(() -> RecordPredictor.of(record("oracle"), true))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("'oracle' is not in this build, which cannot answer x for it");
  }

  private static String entries(double[] x) {
    return x.length == 1 ? "entry" : "entries";
  }

  private static void assertSameAnswer(String fields, Listened job, String x) throws Exception {
    String asked = "{'op':'predict','x':" + x + "}";
    job.accept(asked);
    Prediction expected = job.lastPrediction();
    WeightRecord record = WeightRecordJson.read(WeightRecordJson.write(job.lastWeights()));

    assertThat(record.version()).as(fields).isEqualTo(expected.version());
    assertThat(RecordPredictor.of(record, true).predict(Listened.sample(asked)))
        .as(fields)
        .containsExactly(expected.y());
  }

  private static boolean classifies(String fields) {
    return fields.contains("window");
  }

  private static String spec(String fields, int dimension, int outputs) {
    return "{%s,'dimension':%d,'%s':%d}"
        .formatted(fields, dimension, classifies(fields) ? "classes" : "outputs", outputs);
  }

  private static String sample(Draw draw, String fields, int dimension, int outputs) {
    String target =
        classifies(fields)
            ? "'label':" + draw.between(0, outputs - 1)
            : "'y':" + Arrays.toString(draw.normal(outputs));
    return "{'x':" + Arrays.toString(draw.normal(dimension)) + "," + target + "}";
  }

  private static WeightRecord record(String learner) {
    return new WeightRecord(
        "m", learner, 1, 1, 1, WeightRecord.NONE, 1, 1, new double[] {1}, null, 0, "9f2c");
  }
}
