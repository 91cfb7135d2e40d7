package io.rivulet.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.WeightRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class WeightSerializerTest {

  /** A record without a bias has no field for it, as those of earlier builds had none either. */
  @Test
  void serialize_anyRecord_tellsItsBiasInAHeader() throws Exception {
    assertThat(headers("{\"learner\":\"rls\",\"dimension\":2}"))
        .containsExactly(
            "rivulet-incarnation: 1",
            "rivulet-version: 0",
            "rivulet-learner: rls",
            "rivulet-bias: false",
            "content-type: application/json");
    assertThat(headers("{\"learner\":\"rls\",\"dimension\":2,\"bias\":true}"))
        .contains("rivulet-bias: true");
  }

  private static List<String> headers(String spec) throws Exception {
    WeightRecord published =
        Specs.forEveryModel(spec, Limits.DEFAULT).newModel("m").initial().announce();
    ProducerRecord<byte[], byte[]> record =
        new WeightSerializer("t").serialize(published, null, null);
    List<String> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      headers.add(header.key() + ": " + new String(header.value(), StandardCharsets.UTF_8));
    }
    return headers;
  }
}
