package io.rivulet.cli.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryTest {

  @Test
  void check_enough_passes() {
    assertThatCode(() -> Memory.check(3_000, 3_000)).doesNotThrowAnyException();
  }

  @Test
  void check_tooLittle_saysHowMuchIsNeeded() {
    assertThatThrownBy(() -> Memory.check(3_000, 2_999))
        .hasMessageContaining("needs 3000 MiB of memory, 2999 MiB are available");
  }
}
