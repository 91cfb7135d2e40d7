package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Prediction;
import io.rivulet.record.RejectedException;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.SampleDecoder;
import io.rivulet.wire.SpecJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small ordinary streams, runs of [count, record], with their right values and refusals. */
class GoldenStreamsTest {

  static Stream<String> names() throws IOException {
    return cases().map(golden -> (String) golden.get("name"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void accept_goldenStream_givesWhatIsRight(String name) throws Exception {
    Map<String, Object> golden =
        cases().filter(one -> one.get("name").equals(name)).findFirst().orElseThrow();
    Map<String, Object> expected = object(golden.get("expect"));
    Told told = new Told();

    told.run(object(golden.get("spec")), (List<?>) golden.get("runs"));

    assertRefusals(told, expected);
    if (expected.get("weights") instanceof List<?> weights) {
      double tolerance = ((Number) expected.get("tolerance")).doubleValue();
      assertThat(told.weights).hasSameSizeAs(weights);
      for (int i = 0; i < weights.size(); i++) {
        double right = ((Number) weights.get(i)).doubleValue();
        assertThat(told.weights[i]).isCloseTo(right, within(tolerance * Math.abs(right)));
      }
    }
    if (expected.get("versions") instanceof Number versions) {
      assertThat(told.published).isEqualTo(versions.longValue());
    }
    if (expected.get("predictions") instanceof Number predictions) {
      assertThat(told.predicted).isEqualTo(predictions.longValue());
    }
  }

  private static void assertRefusals(Told told, Map<String, Object> expected) {
    if (expected.get("rejects") instanceof Number rejects) {
      assertThat(told.refusals).hasSize(rejects.intValue());
    }
    if (expected.get("rejected") instanceof List<?> rejected) {
      Map<Long, String> reasons = new TreeMap<>();
      told.refusals.forEach((line, refusal) -> reasons.put(line, refusal.reason().name()));
      Map<Long, String> right = new TreeMap<>();
      rejected.forEach(one -> right.put(line(one), (String) ((List<?>) one).get(1)));
      assertThat(reasons).isEqualTo(right);
    }
    if (expected.get("message") instanceof List<?> messages) {
      for (Object one : messages) {
        for (Object text : (List<?>) ((List<?>) one).get(1)) {
          assertThat(told.refusals.get(line(one))).hasMessageContaining((String) text);
        }
      }
    }
  }

  private static long line(Object entry) {
    return ((Number) ((List<?>) entry).get(0)).longValue();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  private static Stream<Map<String, Object>> cases() throws IOException {
    try (InputStream file = GoldenStreamsTest.class.getResourceAsStream("/golden/streams.json")) {
      String json = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return ((List<?>) SpecJson.read(json).get("cases")).stream().map(GoldenStreamsTest::object);
    }
  }

  /** What becomes of the lines of a stream, which have numbers from 1. */
  private static final class Told implements Emitter {

    final Map<Long, RejectedException> refusals = new TreeMap<>();
    double[] weights = new double[0];
    long published;
    long predicted;

    void run(Map<String, Object> spec, List<?> runs) throws RejectedException {
      SampleDecoder decoder = new SampleDecoder(Limits.DEFAULT, "golden");
      Model<?> model =
          new Specs(List.of(SpecPattern.of("*", spec)), Limits.DEFAULT).newModel("golden");
      PublishPolicy every = new PublishPolicy(1);
      long line = 0;
      for (Object run : runs) {
        Map<String, Object> record = object(((List<?>) run).get(1));
        byte[] bytes = SpecJson.canonical(record).getBytes(StandardCharsets.UTF_8);
        for (long i = line(run); i > 0; i--) {
          line++;
          try {
            model
                .accept(decoder.decode(new Origin("golden", 0, line, 0, null, bytes)), every)
                .emit(this);
          } catch (RejectedException e) {
            refusals.put(line, e);
          }
        }
      }
    }

    @Override
    public void prediction(Prediction prediction) {
      predicted++;
    }

    @Override
    public void weights(WeightRecord record) {
      published++;
      weights = record.w();
    }
  }
}
