package io.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SpecJsonTest {

  @Test
  void canonical_keysInAnyOrder_areSortedAtEveryLevel() {
    Map<String, Object> spec =
        SpecJson.read(
            "{\"b\": {\"z\": [1, {\"d\": null, \"c\": true}], \"y\": 1e-9}, \"a\": \"x\"}");

    assertThat(SpecJson.canonical(spec))
        .isEqualTo("{\"a\":\"x\",\"b\":{\"y\":1.0E-9,\"z\":[1,{\"c\":true,\"d\":null}]}}");
  }

  @Test
  void canonical_numbers_keepTheirBitsAndTheirKind() {
    String text = "{\"a\":9223372036854775807,\"b\":4.9E-324,\"c\":[0.1,-0.0,1]}";

    assertThat(SpecJson.canonical(SpecJson.read(text))).isEqualTo(text);
    assertThat(SpecJson.canonical(Map.of("w", new double[] {0.1, 2}, "n", 3)))
        .isEqualTo("{\"n\":3,\"w\":[0.1,2.0]}");
  }
}
