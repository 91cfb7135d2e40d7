package io.rivulet.experiment.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.wire.SpecJson;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SpecBuilderTest {

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @Test
  void json_fieldsOfEachKind_areReadAsGiven() {
    String json =
        SpecBuilder.learner("sgd")
            .with("rate", 2e-5)
            .with("dimension", 3)
            .with("bias", true)
            .with("model", Map.of("kind", "mlp", "hidden", List.of(50), "seed", 7L))
            .json();

    assertThat(SpecJson.read(json))
        .isEqualTo(
            Map.of(
                "learner",
                "sgd",
                "rate",
                2e-5,
                "dimension",
                3L,
                "bias",
                true,
                "model",
                Map.of("kind", "mlp", "hidden", List.of(50L), "seed", 7L)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void json_anyNumbers_areReadToTheLastBit(long seed) {
    var random = new SplittableRandom(seed);
    double[] numbers =
        random.longs(20).mapToDouble(Double::longBitsToDouble).filter(Double::isFinite).toArray();

    Object read = SpecJson.read(SpecBuilder.learner("l").with("all", numbers).json()).get("all");

    assertThat(((List<?>) read).stream().mapToDouble(n -> ((Number) n).doubleValue()))
        .containsExactly(Arrays.stream(numbers).boxed().toArray(Double[]::new));
  }

  @Test
  void with_twoBranches_shareTheirStartOnly() {
    SpecBuilder start = SpecBuilder.learner("orfit").with("memory", 10);

    assertThat(start.with("seed", 1).json())
        .isEqualTo("{\"learner\":\"orfit\",\"memory\":10,\"seed\":1}");
    assertThat(start.with("memory", 20).json()).isEqualTo("{\"learner\":\"orfit\",\"memory\":20}");
    assertThat(start.json()).isEqualTo("{\"learner\":\"orfit\",\"memory\":10}");
  }
}
