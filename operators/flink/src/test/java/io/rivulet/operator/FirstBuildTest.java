package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.SampleDecoder;
import io.rivulet.wire.SpecJson;
import io.rivulet.wire.WeightRecordJson;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;

/**
 * A snapshot of the learn operator that the first build of 0.1.0 took: ten models of `rls`, `ekf`,
 * `online-net` and `ledger`, some of them with a bias, after four samples each.
 */
class FirstBuildTest {

  private static final String FOLDER = "/savepoints/build-0.1-first";

  @Test
  void restore_snapshotOfTheFirstBuild_goesOnFromTheSameWeightsUnderTheSameSpecs()
      throws Exception {
    OperatorSubtaskState snapshot =
        OperatorSnapshotUtil.readStateHandle(
            Path.of(FirstBuildTest.class.getResource(FOLDER + ".snapshot").toURI()).toString());
    Map<String, Map<String, Object>> published = published();
    LearnSettings settings =
        new LearnSettings(
            List.of(SpecPattern.of("*", SpecJson.read("{\"learner\":\"greedy\",\"dimension\":2}"))),
            Limits.DEFAULT,
            new PublishPolicy(1),
            1 << 20);

    try (LearnHarness harness = LearnHarness.ofJob(settings, snapshot)) {
      for (Map.Entry<String, Map<String, Object>> model : published.entrySet()) {
        harness.process(sampleOfNoWeight(model.getKey(), model.getValue()));
      }

      assertThat(harness.log.rejected).isEmpty();
      assertThat(harness.log.weights).hasSize(published.size()).hasSize(10);
      for (WeightRecord record : harness.log.weights) {
        Map<String, Object> then = published.get(record.model());
        assertThat(record.version()).isEqualTo(5);
        assertThat(record.previous()).isEqualTo(4);
        assertThat(record.spec()).isEqualTo(then.get("spec"));
        assertThat(WeightRecordJson.checksum(record.rows(), record.columns(), record.w()))
            .as(record.model())
            .isEqualTo(then.get("checksum"));
      }
      assertThat(harness.counter("stateRepairs")).isZero();
    }
  }

  private static Sample sampleOfNoWeight(String model, Map<String, Object> published)
      throws Exception {
    int outputs = ((Number) ((List<?>) published.get("shape")).get(1)).intValue();
    String y = outputs == 2 ? "[1,2]" : "1";
    String json = String.format("{\"model\":\"%s\",\"x\":[0.5,1],\"y\":%s,\"weight\":0}", model, y);
    Origin origin = new Origin("t", 0, 0, 0, null, json.getBytes(StandardCharsets.UTF_8));
    return new SampleDecoder(Limits.DEFAULT, "m").decode(origin);
  }

  private static Map<String, Map<String, Object>> published() throws Exception {
    Map<String, Map<String, Object>> records = new HashMap<>();
    try (InputStream file = FirstBuildTest.class.getResourceAsStream(FOLDER + ".jsonl")) {
      new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(SpecJson::read)
          .forEach(record -> records.put((String) record.get("model"), record));
    }
    return records;
  }
}
