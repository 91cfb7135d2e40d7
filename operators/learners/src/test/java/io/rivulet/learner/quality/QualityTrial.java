package io.rivulet.learner.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Catalogue;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.quality.QualityRecord;
import io.rivulet.quality.QualityState;
import io.rivulet.wire.SpecJson;
import java.util.List;

/** Rows that a quality is given, and the figures that it must give. */
final class QualityTrial {

  static final int INCARNATION = 3;

  private QualityTrial() {}

  static void assertFigures(QualityRecord record, ExactFigures exact) {
    double rounding = exact.relativeRounding();
    assertThat(record.mae()).isCloseTo(exact.mae(), within(rounding * exact.mae()));
    assertThat(record.rmse()).isCloseTo(exact.rmse(), within(rounding * exact.rmse()));
    assertThat(record.meanError()).isCloseTo(exact.meanError(), within(rounding * exact.mae()));
    assertSame(record.coverage(), exact.coverage());
    assertThat(record.accuracy()).isNaN();
    assertThat(record.logLoss()).isNaN();
    if (Double.isNaN(exact.r2())) {
      assertThat(record.r2()).isNaN();
    } else {
      assertThat(record.r2()).isCloseTo(exact.r2(), within(exact.roundingOfR2()));
    }
  }

  /** The same number, or both NaN. */
  static void assertSame(Double figure, Double expected) {
    assertThat(figure).isEqualTo(expected);
  }

  static LearnerSpec<?> oneOutput() {
    return Catalogue.read(SpecJson.read("{\"learner\":\"greedy\",\"dimension\":1}"));
  }

  /** A detector for the units of the stream, that raises some alarms or none. */
  static DriftSettings drift(ComparedStream stream, boolean alarms) {
    return new DriftSettings(0, alarms ? 5 * stream.scale() : Double.MAX_VALUE, DriftAction.ALERT);
  }

  static List<QualityRecord> add(
      Quality quality, QualityState state, List<Compared> rows, long version) {
    return quality.add(
        state,
        Compared.example(rows, 1000 + version),
        Compared.answer(rows),
        "m",
        INCARNATION,
        version);
  }
}
