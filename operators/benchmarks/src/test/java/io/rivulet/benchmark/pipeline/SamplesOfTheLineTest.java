package io.rivulet.benchmark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.benchmark.results.RowJson;
import io.rivulet.learner.Model;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.wire.SampleDecoder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesOfTheLineTest {

  @Test
  void keys_everyModel_comesEquallyOften() {
    for (int models : new int[] {1, 10, 200, 1_000, 100_000}) {
      SampleKeys keys = new SampleKeys(models);
      int[] counts = new int[models];
      IntStream.range(0, 3 * models).forEach(i -> counts[keys.model(i)]++);

      assertThat(counts).containsOnly(3);
    }
  }

  @Test
  void key_model_comesBack() {
    assertThat(SampleKeys.key(12)).isEqualTo(new byte[] {'m', '1', '2'});
    assertThat(SampleKeys.model(SampleKeys.key(123_456))).isEqualTo(123_456);
  }

  @Test
  void text_samples_areJsonOfTheDimension_andAlwaysTheSame() throws Exception {
    SampleText text = new SampleText(16);

    JsonNode sample = RowJson.JSON.readTree(text.value(5));

    assertThat(sample.path("x")).hasSize(16).allMatch(JsonNode::isDouble);
    assertThat(sample.path("y").isDouble()).isTrue();
    assertThat(new SampleText(16).value(5)).isEqualTo(text.value(5));
    assertThat(text.value(6)).isNotEqualTo(text.value(5));
  }

  @Test
  void cases_specs_areTaken_andLearnTheSamples() throws Exception {
    for (DrainCase each : PipelineBenches.cases()) {
      Limits limits = Limits.DEFAULT;
      Model<?> model = Specs.forEveryModel(each.spec(), limits).newModel("m");
      byte[] value = new SampleText(each.dimension()).value(0);
      Origin origin = new Origin("t", 0, 0, 0, SampleKeys.key(1), value);

      model.accept(new SampleDecoder(limits, null).decode(origin), new PublishPolicy(1));

      assertThat(model.version()).as(each.name()).isEqualTo(1);
    }
  }

  @Test
  void cases_names_areTheirOwn() {
    assertThat(PipelineBenches.cases().stream().map(DrainCase::rowName))
        .doesNotHaveDuplicates()
        .contains(
            "p16-hot/counter",
            "p8-1M-keys/counter",
            "p784-orfit/counter",
            "p128-write-back/write-through",
            "exactly-once/at-least-once");
  }
}
