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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
    SampleValues text = new SampleValues(SampleForm.JSON, 16);

    JsonNode sample = RowJson.JSON.readTree(text.value(5));

    assertThat(sample.path("x")).hasSize(16).allMatch(JsonNode::isDouble);
    assertThat(sample.path("y").isDouble()).isTrue();
    assertThat(new SampleValues(SampleForm.JSON, 16).value(5)).isEqualTo(text.value(5));
    assertThat(text.value(6)).isNotEqualTo(text.value(5));
  }

  @Test
  void raw_samples_areTheNumbersOfTheText() throws Exception {
    JsonNode text = RowJson.JSON.readTree(new SampleValues(SampleForm.JSON, 16).value(5));
    ByteBuffer raw = ByteBuffer.wrap(new SampleValues(SampleForm.RAW, 16).value(5));

    raw.order(ByteOrder.LITTLE_ENDIAN);
    for (JsonNode number : text.path("x")) {
      assertThat(raw.getDouble()).isEqualTo(number.asDouble());
    }
    assertThat(raw.getDouble()).isEqualTo(text.path("y").asDouble());
    assertThat(raw.hasRemaining()).isFalse();
  }

  @Test
  void cases_specs_areTaken_andLearnTheSamples() throws Exception {
    for (DrainCase each : PipelineBenches.cases()) {
      Limits limits = Limits.DEFAULT;
      Model<?> model = Specs.forEveryModel(each.spec(), limits).newModel("m");
      byte[] value = new SampleValues(SampleForm.JSON, each.dimension()).value(0);
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
            "p16-hot-throughput/counter",
            "p16-hot-raw/counter",
            "p16-hot-low-latency/throughput",
            "p8-1M-keys/counter",
            "p784-orfit/counter",
            "p128-write-back/write-through",
            "p128-raw-write-back/write-through",
            "exactly-once/at-least-once");
  }
}
