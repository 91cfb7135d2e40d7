package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a model tells of a sample is what the sample did to it. */
class OutcomeTest {

  private static final int SAMPLES = 30;

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_anySample_tellsWhatItDidToTheModel(long seed) throws Exception {
    RestoreTest.RandomSpec random = new RestoreTest.RandomSpec(seed);
    Model<?> model = Specs.forEveryModel(random.json(), Limits.DEFAULT).newModel("m");
    long every = 1 + seed % 3;

    for (int i = 0; i < SAMPLES; i++) {
      Sample sample = random.sample();
      boolean born = model.born();
      long version = model.version();
      byte[] before = RestoreTest.stored(model);
      try {
        Outcome outcome = model.accept(sample, new PublishPolicy(every));

        assertThat(outcome.model()).isEqualTo("m");
        assertThat(outcome.born()).isEqualTo(!born);
        assertThat(outcome.learned()).isEqualTo(sample.op() != Op.PREDICT);
        assertThat(model.version()).isEqualTo(version + (outcome.learned() ? 1 : 0));
        assertThat(outcome.conflicts()).isBetween(0L, outcome.learned() ? 1L : 0L);
        assertSaid(outcome, version, every, model);
        if (!outcome.changed()) {
          assertThat(RestoreTest.stored(model)).isEqualTo(before);
        }
      } catch (RejectedException e) {
        assertThat(RestoreTest.stored(model)).isEqualTo(before);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_laterSamples_changeNoEarlierPrediction(long seed) throws Exception {
    RestoreTest.RandomSpec random = new RestoreTest.RandomSpec(seed);
    Model<?> model = Specs.forEveryModel(random.json(), Limits.DEFAULT).newModel("m");
    List<double[]> told = new ArrayList<>();
    List<double[]> before = new ArrayList<>();

    for (int i = 0; i < SAMPLES; i++) {
      Prediction prediction = predicted(model, random.sample());
      if (prediction != null) {
        told.add(prediction.y());
        before.add(prediction.y().clone());
      }
      if (prediction != null && prediction.error() != null) {
        told.add(prediction.error());
        before.add(prediction.error().clone());
      }
    }

    for (int i = 0; i < told.size(); i++) {
      assertThat(told.get(i)).isEqualTo(before.get(i));
    }
  }

  /** The prediction of a sample, null also for a refused one. */
  private static Prediction predicted(Model<?> model, Sample sample) {
    try {
      return model.accept(sample, new PublishPolicy(1)).prediction();
    } catch (RejectedException refused) {
      return null;
    }
  }

  private static void assertSaid(Outcome outcome, long answering, long every, Model<?> model) {
    if (outcome.op() == Op.UNLEARN) {
      assertThat(outcome.prediction()).isNull();
    }
    if (outcome.prediction() != null) {
      assertThat(outcome.prediction().op()).isEqualTo(outcome.op());
      assertThat(outcome.prediction().version()).isEqualTo(answering);
    }
    if (outcome.weights() != null) {
      assertThat(outcome.learned()).isTrue();
      assertThat(outcome.weights().version()).isEqualTo(model.version());
    }
    if (!model.spec().spec().windowed()) {
      assertThat(outcome.weights() != null)
          .isEqualTo(outcome.learned() && model.version() % every == 0);
    }
  }
}
