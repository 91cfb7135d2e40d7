package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.record.Limits;
import io.rivulet.record.WeightRecord;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.wire.SpecJson;
import io.rivulet.wire.WeightRecordJson;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that earlier builds stored keep their spec, its fingerprint and their weights. */
class StoredSpecTest {

  /** Four samples learned by the first build, whose `rls` states had version 1. */
  static Stream<Map<String, Object>> modelsOfTheFirstBuild() throws Exception {
    try (InputStream file = StoredSpecTest.class.getResourceAsStream("/golden/models-0.1.jsonl")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().map(SpecJson::read);
    }
  }

  @ParameterizedTest
  @MethodSource("modelsOfTheFirstBuild")
  void restore_modelOfTheFirstBuild_announcesTheSameWeightsAndFingerprint(
      Map<String, Object> golden) throws Exception {
    byte[] bytes = HexFormat.of().parseHex((String) golden.get("stored"));
    StoredModel stored = StateFrame.read(StoredModel.FORMAT, bytes);
    Map<?, ?> announced = (Map<?, ?>) golden.get("announced");
    Specs specs = Specs.forEveryModel("{\"learner\":\"greedy\",\"dimension\":1}", Limits.DEFAULT);
    List<WeightRecord> records = new ArrayList<>();

    Model<?> restored = specs.restore("m", stored);
    records.add(restored.announce());
    Model<?> again = specs.restore("m", restored.store());
    records.add(again.announce());

    for (WeightRecord record : records) {
      assertThat(record.spec()).isEqualTo(announced.get("spec"));
      assertThat(WeightRecordJson.checksum(record.rows(), record.columns(), record.w()))
          .isEqualTo(announced.get("checksum"));
      assertThat(record.version()).isEqualTo(4);
    }
    assertThat(restored.spec().canonical()).isEqualTo(stored.spec());
    assertThat(again.store().state()).isEqualTo(restored.store().state());
    assertThat(restored.repairs()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'learner':'rls','dimension':2,'bias':true,'priorPrecision':2}",
        "{'learner':'rls','dimension':2,'bias':true,'priorPrecision':[1,2,3]}",
        "{'learner':'ekf','dimension':2,'bias':true,'noise':1}",
        "{'learner':'rls','dimension':2,'priorPrecision':[1,1]}"
      })
  void read_storedSpecWithoutTheField_keepsItsCanonicalForm(String spec) {
    LearnerSpec<?> then = Catalogue.readStored(SpecJson.read(spec.replace('\'', '"')));
    String canonical = SpecJson.canonical(Catalogue.describe(then));

    LearnerSpec<?> now = Catalogue.readStored(SpecJson.read(canonical));

    assertThat(canonical).doesNotContain("biasPrecision");
    assertThat(SpecJson.canonical(Catalogue.describe(now))).isEqualTo(canonical);
    assertThat(now).isEqualTo(then);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'learner':'rls','dimension':2,'bias':true,'priorPrecision':2}",
        "{'learner':'rls','dimension':2,'bias':true,'priorPrecision':[2,2]}",
        "{'learner':'rls','dimension':2,'bias':true,'priorPrecision':[2,2,2]}",
        "{'learner':'rls','dimension':2,'bias':true,'biasPrecision':0.5}",
        "{'learner':'ekf','dimension':2,'bias':true,'noise':1,'priorPrecision':[1,2]}"
      })
  void read_canonicalFormOfANewSpec_isThatSpec(String spec) {
    LearnerSpec<?> born = Catalogue.read(SpecJson.read(spec.replace('\'', '"')));
    String canonical = SpecJson.canonical(Catalogue.describe(born));

    assertThat(Catalogue.readStored(SpecJson.read(canonical))).isEqualTo(born);
    assertThat(Catalogue.read(SpecJson.read(canonical))).isEqualTo(born);
  }
}
