package io.rivulet.learner.recall;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Model;
import io.rivulet.learner.Outcome;
import io.rivulet.learner.PredictionPolicy;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.record.Details;
import io.rivulet.record.Recall;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.state.LearnedState;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.state.recall.RecalledState;
import io.rivulet.wire.PredictionJson;
import io.rivulet.wire.WeightRecordJson;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A recall changes nothing of what is learned, and lives and travels with its model. */
class RecallLawsTest {

  private static final PublishPolicy EACH = new PublishPolicy(1, 0, PredictionPolicy.ALL);

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_withRecall_changesNoOtherBit(long seed) throws Exception {
    FollowedStream stream = new FollowedStream(seed);
    Model<?> with = stream.specs(true, 5).newModel("m");
    Model<?> without = stream.specs(false, 0).newModel("m");
    for (Sample sample : stream.samples(20)) {
      Outcome expected = outcome(without, sample);
      Outcome actual = outcome(with, sample);
      if (expected == null) {
        assertThat(actual).isNull();
        continue;
      }
      assertThat(bare(actual.weights())).isEqualTo(bare(expected.weights()));
      assertThat(PredictionJson.write(actual.prediction()))
          .isEqualTo(PredictionJson.write(expected.prediction()));
      assertThat(actual.conflicts()).isEqualTo(expected.conflicts());
      assertThat(learned(with)).isEqualTo(without.store().state());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void restore_betweenAnyTwoSamples_changesNoBit(long seed) throws Exception {
    FollowedStream stream = new FollowedStream(seed);
    Specs specs = stream.specs(seed % 3 != 0, seed % 3 == 1 ? 0 : 7);
    PublishPolicy policy = new PublishPolicy(1 + seed % 4);
    Model<?> straight = specs.newModel("m");
    Model<?> stored = specs.newModel("m");
    for (Sample sample : stream.samples(20)) {
      WeightRecord expected = accept(straight, sample, policy);
      WeightRecord actual = accept(stored, sample, policy);
      assertThat(actual == null ? null : WeightRecordJson.write(actual))
          .isEqualTo(expected == null ? null : WeightRecordJson.write(expected));
      if (stored.born()) {
        byte[] frame = StateFrame.write(StoredModel.FORMAT, stored.store());
        assertThat(frame).isEqualTo(StateFrame.write(StoredModel.FORMAT, straight.store()));
        stored = specs.restore("m", StateFrame.read(StoredModel.FORMAT, frame));
        assertThat(stored.heapBytes()).isLessThan(2 * straight.heapBytes());
      }
    }
  }

  /** The sums of two meters are the meter of both streams, and a bound holds for both. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void merged_twoModels_recallTheSamplesOfBoth(long seed) throws Exception {
    FollowedStream stream = FollowedStream.exact(seed);
    Specs specs = stream.specs(true, 6);
    Followed first = new Followed(stream, specs, stream.specs(false, 0), "a", 1);
    Followed second = new Followed(stream, specs, stream.specs(false, 0), "b", 1);
    List<Sample> learned = new ArrayList<>();
    for (Followed each : List.of(first, second)) {
      for (Sample sample : stream.samples(12)) {
        if (each.accept(sample) != null) {
          learned.add(sample);
        }
      }
    }
    double[][] a = recalled(first.model()).recall().probes().inputs();
    double[][] b = recalled(second.model()).recall().probes().inputs();

    Model<?> merged = specs.merged(first.model(), frame(second.model()), 1);

    RecalledState<?> recalled = recalled(merged);
    for (int k = 0; k < a.length; k++) {
      for (int i = 0; i < a[k].length; i++) {
        assertThat(recalled.recall().probes().inputs()[k][i]).isEqualTo(a[k][i] + b[k][i]);
      }
    }
    ExactForgetting exact = new ExactForgetting();
    WeightRecord start = merged.announce();
    assertThat(start.details().recall().changeBound()).isZero();
    exact.add(start);
    for (Sample sample : learned) {
      exact.learn(stream.rows(sample, start.details().hidden()), sample.y());
    }
    for (Sample sample : stream.samples(5)) {
      WeightRecord record = merged.accept(sample, new PublishPolicy(1)).weights();
      exact.add(record);
      assertThat(record.details().recall().changeBound())
          .isGreaterThanOrEqualTo(exact.change((int) (record.previous() - start.version())));
      exact.learn(stream.rows(sample, start.details().hidden()), sample.y());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void announce_versionThatWasPublished_repeatsItsFigures(long seed) throws Exception {
    FollowedStream stream = new FollowedStream(seed);
    Model<?> model = stream.specs(true, 4).newModel("m");
    WeightRecord last = null;
    for (Sample sample : stream.samples(8)) {
      WeightRecord record = accept(model, sample, new PublishPolicy(1));
      last = record == null ? last : record;
    }
    WeightRecord repeated = model.announce();

    assertThat(repeated.previous()).isEqualTo(repeated.version());
    assertThat(repeated.details().recall()).isEqualTo(last.details().recall());
  }

  /** What a rolled-back model has changed is counted from where it goes on. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void returned_model_countsItsChangesAnew(long seed) throws Exception {
    FollowedStream stream = new FollowedStream(seed);
    Specs specs = stream.specs(true, 4);
    Model<?> model = specs.newModel("m");
    for (Sample sample : stream.samples(6)) {
      accept(model, sample, new PublishPolicy(100));
    }
    if (!model.born()) {
      return;
    }
    Recall recall = specs.returned("m", model.store(), 1).announce().details().recall();

    assertThat(recall.changeBound()).isZero();
    assertThat(recall.change()).isZero();
    assertThat(recall.error()).isEqualTo(model.announce().details().recall().error());
  }

  private static byte[] frame(Model<?> model) {
    return StateFrame.write(StoredModel.FORMAT, model.store());
  }

  private static <S extends LearnedState> RecalledState<S> recalled(Model<S> model) {
    var format = RecalledState.format(model.spec().spec().format());
    return StateFrame.read(format, model.store().state());
  }

  private static <S extends LearnedState> byte[] learned(Model<S> model) {
    return StateFrame.write(model.spec().spec().format(), recalled(model).learned());
  }

  /** A record without its recall and the fingerprint of its spec. */
  private static byte[] bare(WeightRecord record) {
    return WeightRecordJson.write(
        new WeightRecord(
            record.model(),
            record.learner(),
            record.incarnation(),
            record.version(),
            record.samples(),
            record.previous(),
            record.rows(),
            record.columns(),
            record.w(),
            record.id(),
            record.ts(),
            "",
            record.axes(),
            new Details(
                record.details().hidden(),
                record.details().spectrum(),
                null,
                record.details().noise())));
  }

  private static WeightRecord accept(Model<?> model, Sample sample, PublishPolicy policy) {
    try {
      return model.accept(sample, policy).weights();
    } catch (RejectedException e) {
      return null;
    }
  }

  private static Outcome outcome(Model<?> model, Sample sample) {
    try {
      return model.accept(sample, EACH);
    } catch (RejectedException e) {
      return null;
    }
  }
}
