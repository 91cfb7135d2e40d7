package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.record.Limits;
import io.rivulet.record.Reason;
import io.rivulet.record.Sample;
import io.rivulet.wire.SpecJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A sample that is refused because of one number is told which number that is. */
class HugeEntryNamesTest {

  private static final List<Map<String, Object>> SPECS =
      List.of(
          Map.of("learner", "rls"),
          Map.of("learner", "rls", "bias", true),
          Map.of("learner", "ekf", "noise", 0.1),
          Map.of("learner", "ekf", "noise", 0.1, "processNoise", 0.01),
          Map.of("learner", "orfit", "memory", 2, "noise", 0.1),
          Map.of("learner", "orfit", "memory", 2, "noise", "auto"),
          Map.of("learner", "orfit", "memory", 2, "objective", "track"),
          Map.of("learner", "one-step-sgd"),
          Map.of("learner", "online-net", "hidden", 4),
          Map.of("learner", "online-net", "hidden", 4, "mode", "observe"));

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_oneNumberBeyondTheRange_isNamed(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(2, 6);
    int place = draw.between(0, p - 1);
    for (Map<String, Object> fields : SPECS) {
      assertNamed(with(fields, "dimension", p), "x[" + place + "]", draw, p, place);
      List<String> names = List.of("rpm", "temp", "load", "flow", "gas", "hum").subList(0, p);
      assertNamed(with(fields, "features", names), "x." + names.get(place), draw, p, place);
    }
  }

  private static void assertNamed(
      Map<String, Object> fields, String name, Draw draw, int p, int place) throws Exception {
    Model<?> model = Specs.forEveryModel(SpecJson.canonical(fields), Limits.DEFAULT).newModel("m");
    for (int i = 0; i < 5; i++) {
      Sample usual = Sample.of("m").x(draw.normal(p)).y(draw.normal(1)).build();
      model.accept(usual, new PublishPolicy(1));
    }
    double[] x = draw.normal(p);
    x[place] = 1e300;
    Sample huge = Sample.of("m").x(x).y(1).build();

    assertThatThrownBy(() -> model.accept(huge, new PublishPolicy(1)))
        .as(fields.toString())
        .hasFieldOrPropertyWithValue("reason", Reason.NUMERIC)
        .hasMessageContaining(name + " is 1.0E300");
  }

  private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
    Map<String, Object> all = new TreeMap<>(fields);
    all.put(name, value);
    return all;
  }
}
