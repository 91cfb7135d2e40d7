package io.rivulet.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.experiment.digits.Contender;
import io.rivulet.experiment.digits.DigitSample;
import io.rivulet.experiment.digits.RotatedDigits;
import io.rivulet.experiment.digits.TestError;
import io.rivulet.experiment.report.Curves;
import io.rivulet.learner.Emitter;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Prediction;
import io.rivulet.record.WeightRecord;
import io.rivulet.replay.Replay;
import java.util.ArrayList;
import java.util.List;

/** The quick start's models, through the learners of the job and without the job. */
final class ReplayedDigits {

  private ReplayedDigits() {}

  /** What a contender publishes, a record a digit. */
  static List<WeightRecord> weights(RotatedDigits digits, long seed, Contender contender) {
    List<WeightRecord> records = new ArrayList<>();
    Specs specs = Specs.forEveryModel(contender.spec(digits, seed), Limits.DEFAULT);
    Replay replay = new Replay(specs, new PublishPolicy(1), false, collect(records));
    for (DigitSample digit : digits.train()) {
      assertThat(replay.accept("digits", 1, digit.json())).isEmpty();
    }
    assertThat(records).hasSize(RotatedDigits.TRAIN);
    return records;
  }

  /** The errors of all contenders after each digit. */
  static Curves curves(RotatedDigits digits, long seed) {
    TestError error = new TestError(digits);
    Curves curves = new Curves(Contender.labels(), RotatedDigits.TRAIN);
    for (Contender contender : Contender.values()) {
      for (WeightRecord record : weights(digits, seed, contender)) {
        curves.put(contender.label(), Math.toIntExact(record.version()), error.of(record));
      }
    }
    return curves;
  }

  private static Emitter collect(List<WeightRecord> records) {
    return new Emitter() {
      @Override
      public void prediction(Prediction prediction) {}

      @Override
      public void weights(WeightRecord record) {
        records.add(record);
      }
    };
  }
}
