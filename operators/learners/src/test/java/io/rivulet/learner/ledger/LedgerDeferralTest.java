package io.rivulet.learner.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.Catalogue;
import io.rivulet.learner.Decoded;
import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Model;
import io.rivulet.learner.Outcome;
import io.rivulet.learner.PredictionPolicy;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.step.Example;
import io.rivulet.record.Op;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.state.LedgerState;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A fit that nobody asks for is not computed, and nobody can tell by what is written. */
class LedgerDeferralTest {

  private static final PublishPolicy EVERY_ONE = new PublishPolicy(1);

  private static final String STANDARDIZED =
      "'learner':'ledger','ridge':1,'bias':true,'standardize':true";

  static Stream<Arguments> forms() {
    return Stream.of(
            STANDARDIZED,
            STANDARDIZED + ",'evaluate':{'every':7}",
            "'learner':'ledger','ridge':0,'bias':true,'standardize':true",
            "'learner':'ledger','ridge':1,'bias':true,'standardize':true,'decay':0.9",
            "'learner':'ledger','ridge':0",
            "'learner':'ledger','ridge':0,'form':'square-root'")
        .flatMap(form -> Draw.seeds(200).mapToObj(seed -> Arguments.of(form, seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("forms")
  void accept_withoutPredictions_writesTheBitsThatItWritesWithThem(String form, long seed)
      throws Exception {
    Draw draw = new Draw(seed);
    LedgerStream stream = new LedgerStream(seed, draw.between(0, 1) == 0);
    int every = draw.between(1, 6);
    PublishPolicy quiet = new PublishPolicy(every, 0, PredictionPolicy.NONE);
    Model<?> asked = model(form, stream.p);
    Model<?> unasked = model(form, stream.p);

    for (int i = 0; i < stream.x.length; i++) {
      Sample sample = sample(stream, i, Op.LEARN);
      Outcome one = accepted(asked, sample, EVERY_ONE);
      Outcome other = accepted(unasked, sample, quiet);

      assertThat(other == null).as("refused").isEqualTo(one == null);
      if (one != null) {
        assertThat(other.quality()).isEqualTo(one.quality());
      }
      if (other != null && other.weights() != null) {
        assertThat(unasked.version() % every).isEqualTo(0);
        assertThat(bits(other.weights())).isEqualTo(bits(one.weights()));
      }
      if (asked.born() && draw.between(0, 3) == 0) {
        assertThat(unasked.store().state()).isEqualTo(asked.store().state());
      }
      if (one != null && draw.between(0, 7) == 0 && !form.contains("decay")) {
        Sample taken = sample(stream, i, Op.UNLEARN);
        accepted(asked, taken, EVERY_ONE);
        accepted(unasked, taken, quiet);
      }
    }
    assertThat(unasked.version()).isGreaterThan(stream.x.length / 2);
  }

  /** Σ ω x² and Σ ω y² are finite, their quotient is not. */
  @Test
  void accept_fitBeyondTheLargestNumber_isRefusedUnderEveryPolicy() throws Exception {
    Model<?> asked = model(STANDARDIZED, 1);
    Model<?> unasked = model(STANDARDIZED, 1);
    PublishPolicy quiet = new PublishPolicy(100, 0, PredictionPolicy.NONE);
    for (double sign : new double[] {-1, 1}) {
      Sample sample = Sample.of("m").x(sign * 1e-157).y(sign * 1e152).weight(1000).build();
      Outcome one = accepted(asked, sample, EVERY_ONE);
      Outcome other = accepted(unasked, sample, quiet);

      assertThat(other == null).isEqualTo(one == null);
      assertThat(one == null).isEqualTo(sign > 0);
    }
  }

  @Test
  void learn_withoutAnAnswer_leavesTheFitToWhoeverAsks() throws Exception {
    LedgerSpec<LedgerState> spec = spec();
    var learner = spec.newLearner();
    var state = learner.initialState();
    var example =
        new Example(
            Op.LEARN,
            new double[][] {{1, 2}},
            new double[][] {{3}},
            Sample.NO_LABEL,
            null,
            1,
            0,
            false);
    example.asked(false);

    learner.learn(state, example);
    boolean before = state.behind();
    learner.publish(state);

    assertThat(before).isTrue();
    assertThat(state.behind()).isFalse();
  }

  @SuppressWarnings("unchecked")
  private static LedgerSpec<LedgerState> spec() {
    return (LedgerSpec<LedgerState>)
        Catalogue.read(Fields.read(STANDARDIZED).with("dimension", 2).spec());
  }

  private static Model<?> model(String form, int dimension) throws RejectedException {
    return Decoded.specs(Fields.read(form).with("dimension", dimension)).newModel("m");
  }

  private static Sample sample(LedgerStream stream, int i, Op op) {
    return Sample.of("m").op(op).x(stream.x[i]).y(stream.y[i]).weight(stream.weight[i]).build();
  }

  private static Outcome accepted(Model<?> model, Sample sample, PublishPolicy policy) {
    try {
      return model.accept(sample, policy);
    } catch (RejectedException e) {
      return null;
    }
  }

  private static long[] bits(WeightRecord record) {
    return Arrays.stream(record.w()).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
