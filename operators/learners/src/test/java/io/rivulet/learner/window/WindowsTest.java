package io.rivulet.learner.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Emitter;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Model;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.RestoreTest;
import io.rivulet.learner.Specs;
import io.rivulet.learner.Trial;
import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Prediction;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.SampleDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When windows close, what is said then, and what is refused. */
public class WindowsTest {

  private static final String BY_COUNT = "{'learner':'%s','dimension':2,'classes':3,'window':3}";

  private static final String BY_TIME =
      "{'learner':'%s','dimension':2,'classes':3,'window':{'seconds':2}}";

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_sameSamplesByCountAndByTime_publishesTheSame(long seed) throws Exception {
    for (String learner : new String[] {"laplace", "distillation"}) {
      assertSameByCountAndByTime(learner, new Draw(seed));
    }
  }

  private static void assertSameByCountAndByTime(String learner, Draw draw) throws Exception {
    int n = draw.between(1, 5);
    int milliseconds = draw.between(n, 5000);
    long first = draw.between(-1000, 1000);
    Fields fields = Fields.of("dimension", 2).with("classes", 3);
    Map<String, Double> seconds = Map.of("seconds", milliseconds / 1000.0);
    Trial<?> byCount = Trial.of(learner, fields.with("window", n));
    Trial<?> byTime = Trial.of(learner, fields.with("window", seconds));

    for (int window = 0; window < 4; window++) {
      for (int i = 0; i < n; i++) {
        long ts = (first + 2L * window) * milliseconds + draw.between(0, milliseconds - 1);
        double[] x = draw.normal(2);
        int label = draw.between(0, 2);
        double[] closed = byCount.weights();
        boolean closes = byTime.learnClass(1, x, label, ts).closedWindow();
        assertThat(closes).as(learner).isEqualTo(window > 0 && i == 0);
        assertThat(byTime.weights()).containsExactly(closed);
        assertThat(byCount.learnClass(x, label).closedWindow()).isEqualTo(i == n - 1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"laplace", "distillation"})
  void accept_countWindow_publishesWhenItIsFull(String learner) throws Exception {
    Said said = new Said();
    Model<?> model = model(BY_COUNT, learner);

    for (int i = 0; i < 7; i++) {
      said.accept(model, "{'id':'s" + i + "','x':[1," + i + "],'label':" + i % 3 + "}");
    }

    assertThat(said.weights).extracting(WeightRecord::version).containsExactly(3L, 6L);
    assertThat(said.weights).extracting(WeightRecord::previous).containsExactly(-1L, 3L);
    assertThat(said.weights).extracting(WeightRecord::id).containsExactly("s2", "s5");
    assertThat(said.weights.get(0).rows()).isEqualTo(2);
    assertThat(said.weights.get(0).columns()).isEqualTo(3);
    assertThat(said.predictions).hasSize(7);
  }

  /** Until a window closes the weights are zeros: all classes are equal, and the first is said. */
  @ParameterizedTest
  @ValueSource(strings = {"laplace", "distillation"})
  void accept_sample_isAnsweredByTheLastClosedWindow(String learner) throws Exception {
    Said said = new Said();
    Model<?> model = model(BY_TIME, learner);

    said.accept(model, "{'x':[1,0],'label':1,'ts':0}");
    said.accept(model, "{'x':[0,1],'label':0,'ts':1999}");
    said.accept(model, "{'x':[1,0],'label':1,'ts':2000}");
    said.accept(model, "{'x':[1,0],'label':1,'ts':2001}");
    said.accept(model, "{'x':[[1,0],[0,1]]}");

    for (Prediction prediction : said.predictions.subList(0, 3)) {
      assertThat(prediction.y()).containsExactly(third(), third(), third());
    }
    assertThat(said.predictions)
        .extracting(Prediction::error)
        .startsWith(new double[] {1}, new double[] {0}, new double[] {1}, new double[] {0});
    assertThat(said.weights).extracting(WeightRecord::version).containsExactly(3L);
    double[] both = said.predictions.get(4).y();
    assertThat(both).hasSize(6).startsWith(said.predictions.get(3).y());
    assertThat(both[1]).isGreaterThan(third());
    assertThat(both[3]).isGreaterThan(third());
    assertThat(Arrays.stream(both).sum()).isBetween(2 - 1e-15, 2 + 1e-15);
    assertThat(said.predictions.get(4).version()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1999, false",
    "0, 2000, true",
    "-1, 0, true",
    "-2000, -1, false",
    "-2001, -2000, true",
    "5000, 0, false",
    "5000, -9000, false",
    "5000, 5999, false",
    "5000, 6000, true",
    "0, 9007199254740991, true"
  })
  void learn_timeAfterAnother_closesOnlyAtTheBoundsOfTheEpoch(long one, long other, boolean closes)
      throws Exception {
    Trial<?> trial =
        Trial.of(
            "laplace",
            Fields.of("dimension", 1).with("classes", 2).with("window", Map.of("seconds", 2)));

    assertThat(trial.learnClass(1, new double[] {1}, 0, one).closedWindow()).isFalse();
    assertThat(trial.learnClass(1, new double[] {1}, 1, other).closedWindow()).isEqualTo(closes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'x':[1,2],'label':1}                        | MALFORMED",
        "{'x':[1,2],'op':'learn','ts':1}              | MALFORMED",
        "{'x':[1,2],'label':1.5,'ts':1}               | MALFORMED",
        "{'x':[1,2],'y':1,'ts':1}                     | UNSUPPORTED",
        "{'x':[1,2],'matrix':[1],'ts':1}              | UNSUPPORTED",
        "{'x':[1,2],'label':1,'weight':-1,'ts':1}     | UNSUPPORTED",
        "{'x':[[1,2]],'label':1,'ts':1}               | UNSUPPORTED",
        "{'op':'unlearn','x':[1,2],'label':1,'ts':1}  | UNSUPPORTED",
        "{'x':[1,2],'label':3,'ts':1}                 | DIMENSION",
        "{'x':[1,2],'label':-1,'ts':1}                | DIMENSION",
        "{'x':[1],'label':1,'ts':1}                   | DIMENSION",
        "{'x':[1,1e999],'label':1,'ts':1}             | NON_FINITE",
        "{'x':[1e200,0],'label':1,'ts':1}             | NUMERIC",
        "{'x':[1e150,0],'label':1,'weight':1e9,'ts':1}| NUMERIC"
      })
  void accept_faultyRecord_isRefused(String json, Reason reason) throws Exception {
    for (String learner : new String[] {"laplace", "distillation"}) {
      Model<?> model = model(BY_TIME, learner);

      assertThatThrownBy(() -> new Said().accept(model, json))
          .as(learner)
          .hasFieldOrPropertyWithValue("reason", reason);

      assertThat(model.born()).isFalse();
    }
  }

  /** A window of event time takes what the state limit leaves; the next window finds room again. */
  @Test
  void accept_windowOverTheLimit_isRefusedUntilALaterOne() throws Exception {
    Said said = new Said();
    Model<?> model = model(new Limits(1 << 20, 100, 2000, 1 << 20), BY_TIME, "laplace");
    int refused = 0;

    for (int i = 0; i < 100; i++) {
      byte[] before = RestoreTest.stored(model);
      try {
        said.accept(model, "{'x':[1," + i + "],'label':1,'ts':1}");
        assertThat(RestoreTest.stored(model)).hasSizeLessThanOrEqualTo(2000);
      } catch (RejectedException e) {
        assertThat(e.reason()).isEqualTo(Reason.LIMIT_DIMENSION);
        assertThat(e).hasMessageContaining("limits.model-bytes is 2000");
        assertThat(RestoreTest.stored(model)).isEqualTo(before).hasSizeGreaterThan(2000 - 28);
        refused++;
      }
    }
    said.accept(model, "{'x':[1,2],'label':1,'ts':2000}");

    assertThat(refused).isBetween(1, 99);
    assertThat(said.weights).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void accept_everyInputKept_isRefusedAtTheLimitAndStillAnswers(int window) throws Exception {
    Said said = new Said();
    String spec = BY_COUNT.replace("3}", window + "}");
    Model<?> model = model(new Limits(1 << 20, 100, 2000, 1 << 20), spec, "distillation");
    int learned = 0;

    for (int i = 0; i < 200; i++) {
      try {
        said.accept(model, "{'x':[1," + i % 5 + "],'label':" + i % 3 + "}");
        learned++;
      } catch (RejectedException e) {
        assertThat(e.reason()).isEqualTo(Reason.LIMIT_DIMENSION);
      }
    }
    said.accept(model, "{'x':[1,2]}");

    assertThat(RestoreTest.stored(model)).hasSizeBetween(2000 - 3 * 28, 2000);
    assertThat(model.version()).isEqualTo(learned).isLessThan(200);
    assertThat(said.predictions).hasSize(learned + 1);
  }

  private static double third() {
    return StrictMath.exp(-StrictMath.log(3));
  }

  private static Model<?> model(String json, Object... arguments) throws RejectedException {
    return model(Limits.DEFAULT, json, arguments);
  }

  @SuppressWarnings("AnnotateFormatMethod")
  public static Model<?> model(Limits limits, String json, Object... arguments)
      throws RejectedException {
    String spec = String.format(json, arguments).replace('\'', '"');
    return Specs.forEveryModel(spec, limits).newModel("m");
  }

  /** What a model says. */
  private static final class Said implements Emitter {
    final List<Prediction> predictions = new ArrayList<>();
    final List<WeightRecord> weights = new ArrayList<>();

    @Override
    public void prediction(Prediction prediction) {
      predictions.add(prediction);
    }

    @Override
    public void weights(WeightRecord record) {
      weights.add(record);
    }

    void accept(Model<?> model, String json) throws RejectedException {
      byte[] value = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      model
          .accept(
              new SampleDecoder(Limits.DEFAULT, "m").decode(new Origin("t", 0, 0, 0, null, value)),
              new PublishPolicy(1))
          .emit(this);
    }
  }
}
