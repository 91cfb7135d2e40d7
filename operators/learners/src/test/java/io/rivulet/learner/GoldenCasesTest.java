package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.net.SquareRegressionTest;
import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Prediction;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.SampleDecoder;
import io.rivulet.wire.SpecJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published weights of every golden case, against an independent implementation. */
class GoldenCasesTest {

  /** No stream of samples: held by {@link MergeTest} and {@link SquareRegressionTest}. */
  private static final Set<String> ELSEWHERE = Set.of("merge-orfit", "square-regression");

  static Stream<String> cases() throws IOException {
    return golden().keySet().stream().filter(name -> !ELSEWHERE.contains(name));
  }

  @Test
  void golden_casesWithoutSamples_areThoseOfOtherTests() throws Exception {
    assertThat(golden().entrySet())
        .filteredOn(entry -> !((Map<?, ?>) entry.getValue()).containsKey("samples"))
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(ELSEWHERE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void accept_goldenSamples_publishesGoldenWeights(String name) throws Exception {
    Map<?, ?> golden = (Map<?, ?>) golden().get(name);
    @SuppressWarnings("unchecked")
    Map<String, Object> spec = (Map<String, Object>) golden.get("spec");
    List<double[]> published = new ArrayList<>();
    Model<?> model =
        new Specs(List.of(SpecPattern.of("*", spec)), Limits.DEFAULT).newModel("golden");
    SampleDecoder decoder = new SampleDecoder(Limits.DEFAULT, "golden");

    published.add(model.initial().announce().w());
    for (Object sample : (List<?>) golden.get("samples")) {
      @SuppressWarnings("unchecked")
      Map<String, Object> fields = (Map<String, Object>) sample;
      byte[] bytes = SpecJson.canonical(fields).getBytes(StandardCharsets.UTF_8);
      model
          .accept(decoder.decode(new Origin("golden", 0, 0, 0, null, bytes)), new PublishPolicy(1))
          .emit(collect(published));
    }

    List<?> expected = (List<?>) golden.get("weights");
    assertThat(published).hasSameSizeAs(expected);
    for (int i = 0; i < published.size(); i++) {
      assertThat(published.get(i))
          .as("weights after %d samples", i)
          .containsExactly(flatten(expected.get(i)), within(1e-10));
    }
  }

  private static Emitter collect(List<double[]> published) {
    return new Emitter() {
      @Override
      public void prediction(Prediction prediction) {}

      @Override
      public void weights(WeightRecord record) {
        published.add(record.w());
      }
    };
  }

  private static double[] flatten(Object weights) {
    return ((List<?>) weights)
        .stream()
            .flatMapToDouble(
                entry ->
                    entry instanceof List<?> row
                        ? row.stream().mapToDouble(v -> ((Number) v).doubleValue())
                        : java.util.stream.DoubleStream.of(((Number) entry).doubleValue()))
            .toArray();
  }

  private static Map<String, Object> golden() throws IOException {
    try (InputStream file = GoldenCasesTest.class.getResourceAsStream("/golden/learners.json")) {
      return SpecJson.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
