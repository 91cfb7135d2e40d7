package io.rivulet.learner.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Model;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.record.Recall;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams that are degenerate, tiny or huge, and small ones that can be followed by hand. */
class RecallEdgesTest {

  private static final Fields ONE_WEIGHT =
      Fields.of("learner", "sgd").with("dimension", 1).with("rate", 0.5);

  static LongStream seeds() {
    return Draw.seeds(240);
  }

  /** (1, 1) gives w = 1/2, and (2, 0) then -1/2: the answer to the first moves by -1. */
  @Test
  void accept_twoSamplesOfOneWeight_figuresAreThoseByHand() throws Exception {
    Model<?> model = FollowedStream.specs(ONE_WEIGHT, true, 8).newModel("m");

    Recall first = learned(model, 1, 1, 1).details().recall();
    Recall second = learned(model, 1, 2, 0).details().recall();

    assertThat(first.changeBound()).isZero();
    assertThat(first.change()).isZero();
    assertThat(first.error()).isEqualTo(0.5);
    assertThat(second.changeBound()).isBetween(1.0, 1 + 1e-12);
    assertThat(second.change()).isEqualTo(1);
    double fewest = Math.abs(1.5 - 1) / Math.sqrt(2);
    double most = Math.abs(1.5 + 1) / Math.sqrt(2);
    assertThat(second.error()).isBetween(fewest, most);
  }

  /** A third sample (1, 1/2) moves the answers 1, 2 and 1 times (1/2 + 1/2) / 2. */
  @Test
  void accept_oneRecordForTwoVersions_countsEachSampleSinceItWasLearned() throws Exception {
    Model<?> model = FollowedStream.specs(ONE_WEIGHT, true, 8).newModel("m");
    learned(model, 1, 1, 1);
    learned(model, 3, 2, 0);

    WeightRecord record = learned(model, 3, 1, 0.5);

    assertThat(record.previous()).isEqualTo(1);
    Recall recall = record.details().recall();
    double first = -1 + 0.5;
    double second = 2 * 0.5;
    double truth = Math.sqrt((first * first + second * second) / 2);
    assertThat(recall.changeBound())
        .isCloseTo((1 + Math.sqrt(1 + 4) * 0.5) / Math.sqrt(2), within(1e-12))
        .isGreaterThan(truth);
  }

  @Test
  void announce_beforeAnySample_hasNoErrorYet() throws Exception {
    Model<?> model = FollowedStream.specs(ONE_WEIGHT, true, 8).newModel("m").initial();

    Recall recall = model.announce().details().recall();

    assertThat(recall.changeBound()).isZero();
    assertThat(recall.change()).isZero();
    assertThat(recall.error()).isNaN();
  }

  @Test
  void unlearn_meteredModel_isRefused() throws Exception {
    Fields rls = Fields.of("learner", "rls").with("dimension", 1);
    Model<?> model = FollowedStream.specs(rls, true, 8).newModel("m");
    Sample sample = FollowedStream.sample(new double[] {1}, new double[] {1}, 1);
    model.accept(sample, new PublishPolicy(1));

    assertThatThrownBy(() -> model.accept(FollowedStream.unlearned(sample), new PublishPolicy(1)))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("recall.meter cannot unlearn")
        .hasMessageContaining("recall.bound");
  }

  @Test
  void unlearn_allSamples_forgetsThem() throws Exception {
    Fields rls = Fields.of("learner", "rls").with("dimension", 1);
    Model<?> model = FollowedStream.specs(rls, true, 0).newModel("m");
    Sample sample = FollowedStream.sample(new double[] {1e3}, new double[] {1}, 1);
    model.accept(sample, new PublishPolicy(1));
    model.accept(FollowedStream.unlearned(sample), new PublishPolicy(1));
    learned(model, 1, 1, 0);

    Recall recall = learned(model, 1, 1, 1).details().recall();

    assertThat(recall.changeBound()).isLessThan(1);
  }

  /** Units from 1e-150 to 1e140, and inputs that are constant, zero, repeated or contradicted. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_degenerateStream_figuresAreFiniteAndBound(long seed) throws Exception {
    FollowedStream stream = new FollowedStream(seed);
    Draw draw = stream.draw();
    double unit = new double[] {1e-150, 1e-60, 1, 1e60, 1e140}[draw.between(0, 4)];
    double[] fixed = times(unit, draw.normal(stream.inputs()));
    int kind = draw.between(0, 3);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      double[] x =
          kind == 0 ? fixed : kind == 1 ? new double[fixed.length] : draw.normal(stream.inputs());
      samples.add(
          FollowedStream.sample(
              kind < 2 ? x : times(kind == 2 ? unit : Math.pow(unit, i % 2), x),
              draw.normal(stream.outputs()),
              1));
    }
    Followed followed = new Followed(stream, stream.specs(true, 4), stream.specs(false, 0), "m", 1);
    for (Sample sample : samples) {
      if (followed.accept(sample) == null) {
        continue;
      }
      Recall recall = followed.recall();
      assertThat(recall.change()).isFinite();
      assertThat(recall.error()).isFinite();
      assertThat(recall.changeBound())
          .isFinite()
          .isGreaterThanOrEqualTo(followed.exact().change(followed.since()));
    }
  }

  /** Beyond 2^900 sums of squares could overflow: figures are then absent, and learning goes on. */
  @Test
  void accept_numbersNearTheLargest_givesUpAndLearnsOn() throws Exception {
    Model<?> model = FollowedStream.specs(ONE_WEIGHT.with("rate", 1e-300), true, 8).newModel("m");
    learned(model, 1, 1, 1e280);
    WeightRecord record = learned(model, 1, 1, 1);

    assertThat(record.details().recall().error()).isNaN();
    assertThat(record.details().recall().changeBound()).isFinite();
    assertThat(model.store().state()).isNotEmpty();
    assertThat(learned(model, 1, 1, 2).version()).isEqualTo(3);
  }

  private static double[] times(double factor, double[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= factor;
    }
    return x;
  }

  private static WeightRecord learned(Model<?> model, int every, double x, double y)
      throws RejectedException {
    Sample sample = FollowedStream.sample(new double[] {x}, new double[] {y}, 1);
    return model.accept(sample, new PublishPolicy(every)).weights();
  }
}
