package io.rivulet.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReasonTest {

  @Test
  void precedes_faultsOfFields_isTheOrderThatReadersAreTold() {
    List<Reason> order = Reason.OF_FIELDS;
    assertThat(order)
        .containsExactly(
            Reason.MALFORMED,
            Reason.UNSUPPORTED,
            Reason.LIMIT_DIMENSION,
            Reason.DIMENSION,
            Reason.NON_FINITE);
    for (int i = 0; i < order.size(); i++) {
      for (int j = 0; j < order.size(); j++) {
        assertThat(order.get(i).precedes(order.get(j))).isEqualTo(i < j);
      }
    }
  }

  @Test
  void precedes_reasonThatNoFieldGives_isRefused() {
    assertThatThrownBy(() -> Reason.NUMERIC.precedes(Reason.DIMENSION))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NUMERIC is not a fault of a field");
    assertThatThrownBy(() -> Reason.DIMENSION.precedes(Reason.TOO_LARGE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
