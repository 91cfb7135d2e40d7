package io.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.Sample;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The marks at the end of a prediction record, which most records do not have. */
class PredictionJsonTest {

  private static final String LEARNED =
      "{\"model\":\"m\",\"id\":\"s-1\",\"op\":\"learn\",\"y\":0.5,\"error\":2.0,"
          + "\"incarnation\":3,\"version\":7";

  @Test
  void write_ordinarySample_hasNoMarks() {
    assertThat(written(Prediction.NOT_ASKED, false)).isEqualTo(LEARNED + "}");
  }

  @Test
  void write_lateTarget_namesTheVersionThatHadAnswered() {
    assertThat(written(0, false)).isEqualTo(LEARNED + ",\"answered\":0}");
    assertThat(written(41, false)).isEqualTo(LEARNED + ",\"answered\":41}");
  }

  @Test
  void write_frozenModel_saysSoAtTheEnd() {
    assertThat(written(Prediction.NOT_ASKED, true)).isEqualTo(LEARNED + ",\"frozen\":true}");
    assertThat(written(5, true)).isEqualTo(LEARNED + ",\"answered\":5,\"frozen\":true}");
  }

  private static String written(long answered, boolean frozen) {
    Prediction prediction =
        new Prediction(
            "m",
            "s-1",
            Sample.NO_TIME,
            Op.LEARN,
            0,
            new double[] {0.5},
            new double[] {2},
            null,
            null,
            null,
            null,
            3,
            7,
            answered,
            frozen);
    return new String(PredictionJson.write(prediction), StandardCharsets.UTF_8);
  }
}
