package io.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.client.topic.PublishedWeights;
import io.rivulet.record.Reason;
import io.rivulet.record.WeightRecord;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Records that another build wrote, or that fit nothing. */
final class ForeignRecordsTest {

  private final ModelTable table = new ModelTable();

  @Test
  void predict_learnerOfANewerBuild_isRefused() {
    table.accept(Weights.published(Weights.record("m", "oracle", 1, 1, WeightRecord.NONE, 0.5)));

    PublishedModel model = table.models().get("m");

    assertThat(model.learner()).isEqualTo("oracle");
    assertThatThrownBy(() -> model.predict(1))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED))
        .hasMessageContaining("'oracle' is not in this build, which cannot answer x for it");
  }

  @Test
  void accept_membersOfANewerFormat_areSkipped() {
    WeightRecord record = Weights.record("m", 1, 1, WeightRecord.NONE, 0.5);
    String json = new String(Weights.json(record), StandardCharsets.UTF_8);
    String newer = json.replace("{\"model\"", "{\"schema\":{\"of\":[2]},\"model\"");

    table.accept(
        new PublishedWeights("m", newer.getBytes(StandardCharsets.UTF_8), "weights 0:0", true));

    assertThat(table.models().get("m").predict(3)).containsExactly(1.5);
  }

  @Test
  void predict_inputsThatANewerFormatDescribes_isRefused() {
    WeightRecord record = Weights.record("m", 1, 1, WeightRecord.NONE, 0.5);
    String json = new String(Weights.json(record), StandardCharsets.UTF_8);
    String newer =
        json.replace(",\"checksum\"", ",\"input\":[{\"name\":\"rpm\",\"spline\":3}],\"checksum\"");
    table.accept(
        new PublishedWeights("m", newer.getBytes(StandardCharsets.UTF_8), "weights 0:0", true));

    assertThatThrownBy(() -> table.models().get("m").predict(Map.of("rpm", 1)))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED))
        .hasMessageContaining("spline");
  }

  /** The checksum is one of the weights alone. */
  @Test
  void predict_hiddenLayerThatFitsNoReadOut_isRefused() {
    WeightRecord record = Weights.record("m", "online-net", 1, 1, WeightRecord.NONE, 0.5);
    String json = new String(Weights.json(record), StandardCharsets.UTF_8);
    String broken = json.replace("}", ",\"hidden\":{\"shape\":[2,3],\"w\":[0,0,0,0,0,0]}}");
    table.accept(
        new PublishedWeights("m", broken.getBytes(StandardCharsets.UTF_8), "weights 0:0", true));

    assertThatThrownBy(() -> table.models().get("m").predict(1))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("do not fit the hidden layer of shape 2 x 3");
  }

  /** Builds that wrote no header about it named no bias either. */
  @Test
  void predict_oldRecordThatTellsNoBias_leavesTheLengthOfXOpen() {
    byte[] json = Weights.json(Weights.record("m", "sgd", 1, 1, WeightRecord.NONE, 2, 4));
    table.accept(new PublishedWeights("old", json, "weights 0:0", false));
    table.accept(new PublishedWeights("new", json, "weights 0:1", true));

    assertThat(table.models().get("old").predict(3)).containsExactly(3 * 2 + 4);
    assertThat(table.models().get("old").predict(3, 5)).containsExactly(3 * 2 + 5 * 4);
    assertThat(table.models().get("new").predict(3, 5)).containsExactly(3 * 2 + 5 * 4);
    assertThatThrownBy(() -> table.models().get("new").predict(3))
        .isInstanceOf(RefusedException.class);
  }
}
