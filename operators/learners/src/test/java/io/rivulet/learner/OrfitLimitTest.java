package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.record.Limits;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import org.junit.jupiter.api.Test;

/** How large a model of ORFit may become. */
class OrfitLimitTest {

  @Test
  void newModel_waitingColumnsBeyondTheLimit_saysHowTheyCount() {
    refused(
        64, 100_000, "its state of 64 + 16 columns of 100000 weights, 8 bytes each, could take");
    refused(256, 1_000_000, "its state of 256 + 64 columns of 1000000 weights, 8 bytes each,");
  }

  @Test
  void newModel_columnsBeyondTheLimit_saysHowTheyCount() {
    refused(7, 1_000_000, "its state of 7 columns of 1000000 weights, 8 bytes each, could take");
    refused(3000, 3000, "its state of 3000 columns of 3000 weights, 8 bytes each, could take");
  }

  private static void refused(int memory, int dimension, String part) {
    Fields fields = Fields.of("dimension", dimension).with("memory", memory);
    Specs specs = Specs.forEveryModel(fields.json("orfit"), Limits.DEFAULT);

    assertThatThrownBy(() -> specs.newModel("m"))
        .isInstanceOf(RejectedException.class)
        .hasFieldOrPropertyWithValue("reason", Reason.LIMIT_DIMENSION)
        .hasMessageContaining(part)
        .hasMessageEndingWith("limits.model-bytes is " + Limits.DEFAULT.modelBytes());
  }
}
