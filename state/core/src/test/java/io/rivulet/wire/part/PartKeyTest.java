package io.rivulet.wire.part;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PartKeyTest {

  @Test
  void of_keyOfALaterPart_namesTheModelAndTheNumber() {
    assertThat(PartKey.of("pump-7#24")).isEqualTo(new PartKey("pump-7", 24));
    assertThat(new PartKey("pump-7", 24).text()).isEqualTo("pump-7#24");
    assertThat(new PartKey("pump-7", 1).text()).isEqualTo("pump-7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pump-7",
        "",
        "#2",
        "a#",
        "a#1",
        "a#0",
        "a#02",
        "a#+2",
        "a# 2",
        "a#2b",
        "a#b#2",
        "a#12345678901"
      })
  void of_anyOtherKey_isAModel(String key) {
    assertThat(PartKey.of(key)).isEqualTo(new PartKey(key, 1));
  }
}
