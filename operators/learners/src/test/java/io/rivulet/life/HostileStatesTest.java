package io.rivulet.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.control.ExportedState;
import io.rivulet.learner.Emitter;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Prediction;
import io.rivulet.record.RejectedException;
import io.rivulet.record.WeightRecord;
import io.rivulet.replay.Replay;
import io.rivulet.state.StoredModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** States from outside that are not what they seem. */
class HostileStatesTest {

  private static final long MOST = 1L << 53;

  /** Bytes from one replaced number to the next: all alignments, and a third of the time. */
  private static final int STRIDE = 12;

  private static Bench learned(Kind kind) {
    Bench bench = new Bench(kind.answers() ? kind.spec(",'evaluate':{'every':4}") : kind.spec());
    SplittableRandom random = new SplittableRandom(kind.seed());
    for (int i = 0; i < 7; i++) {
      bench.sample(kind.sample(random));
    }
    return bench;
  }

  private static void refused(Bench bench, byte[] frame) {
    for (String type : List.of("import", "merge")) {
      final byte[] before = bench.state();
      final int published = bench.weights.size();
      Ack ack = bench.command(type, Bench.state(frame));
      assertThat(ack.status()).as("%s", ack).isEqualTo(AckStatus.FAILED);
      assertThat(ack.message()).isNotEmpty();
      assertThat(bench.state()).isEqualTo(before);
      assertThat(bench.weights).hasSize(published);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void import_stateOfAnotherSpec_fails(Kind kind) {
    Bench bench = learned(kind);
    StoredModel stored = Frames.read(bench.state());
    if (kind != Kind.GREEDY) {
      for (String dimension : List.of("1", "3")) {
        String spec = stored.spec().replace("\"dimension\":2", "\"dimension\":" + dimension);
        refused(bench, Frames.write(stored.of(spec)));
      }
    }
    refused(bench, Frames.write(stored.of("{}")));
    refused(bench, Frames.write(stored.of("")));
    refused(bench, Frames.write(stored.of("[1]")));
    refused(bench, Frames.write(stored.of("{\"learner\":\"psychic\"}")));
    refused(bench, Frames.write(stored.of(stored.spec().replace("{", "{\"unknown\":1,"))));
    for (Kind other : Kind.values()) {
      StoredModel foreign = Frames.read(learned(other).state());
      if (Frames.format(foreign.state()) != Frames.format(stored.state())) {
        refused(bench, Frames.write(stored.of(foreign.spec())));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void import_cutOrLongerState_fails(Kind kind) {
    Bench bench = learned(kind);
    byte[] frame = bench.state();
    StoredModel stored = Frames.read(frame);
    for (int length = 0; length < frame.length; length += 1 + length / 20) {
      refused(bench, Arrays.copyOf(frame, length));
    }
    refused(bench, Arrays.copyOf(frame, frame.length + 1));
    refused(bench, Frames.withState(stored, new byte[0]));
    refused(
        bench, Frames.withState(stored, Arrays.copyOf(stored.state(), stored.state().length - 8)));
    refused(bench, Frames.withState(stored, frame));
  }

  @Test
  void import_countersThatCannotBe_fails() {
    Bench bench = learned(Kind.LEDGER);
    StoredModel stored = Frames.read(bench.state());
    for (long wrong :
        new long[] {-1, Long.MIN_VALUE, MOST + 1, Long.MAX_VALUE - 1, Long.MAX_VALUE}) {
      refused(bench, Frames.withCounters(stored, wrong, 7, 7, 7));
      refused(bench, Frames.withCounters(stored, 1, wrong, 7, -1));
      refused(bench, Frames.withCounters(stored, 1, 7, wrong, 7));
    }
    refused(bench, Frames.withCounters(stored, 0, 7, 7, 7));
    refused(bench, Frames.withCounters(stored, 1, 7, 7, 8));
    refused(bench, Frames.withCounters(stored, 1, 7, 7, -2));
  }

  @Test
  void import_largestCounters_areTakenAndDoNotOverflow() {
    Bench bench = learned(Kind.LEDGER);
    StoredModel stored = Frames.read(bench.state());
    byte[] largest = Frames.withCounters(stored, MOST, MOST, MOST, MOST);
    assertThat(bench.command("import", Bench.state(largest)).status())
        .isEqualTo(AckStatus.COMPLETED);
    assertThat(bench.lastWeights().incarnation()).isEqualTo(2);
    bench.sample("{'x':[1,2],'y':3}");
    assertThat(bench.lastWeights().version()).isEqualTo(MOST + 1);
    Ack merge = bench.command("merge", Bench.state(largest));
    assertThat(merge.status()).isEqualTo(AckStatus.FAILED);
    assertThat(merge.message()).contains("2^53");
    assertThat(bench.command("reset").incarnation()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, MOST + 1, Long.MAX_VALUE})
  void begin_incarnationThatCannotRise_isRefused(long incarnation) throws RejectedException {
    StoredModel stored = Frames.read(learned(Kind.RLS).state());
    byte[] frame = Frames.withCounters(stored, incarnation, 7, 7, 7);
    Replay replay =
        new Replay(
            Specs.forEveryModel(Bench.json(Kind.RLS.spec()), Limits.DEFAULT),
            new PublishPolicy(1),
            false,
            new Emitter() {
              @Override
              public void prediction(Prediction prediction) {}

              @Override
              public void weights(WeightRecord record) {}
            });
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> replay.begin(new ExportedState("m", stored.spec(), frame, incarnation, 7, 7, 7)))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("incarnation");
  }

  @Test
  void import_stateBeyondTheLimit_fails() {
    Bench large = new Bench("{'learner':'ledger','dimension':40,'ridge':1}");
    large.sample("{'x':{'n':40,'i':[0],'v':[1]},'y':1}");
    Bench small =
        new Bench(
            Kind.LEDGER.spec(), 1, LifeLimits.DEFAULT, new Limits(1 << 20, 1000, 8000, 1 << 20));
    small.sample("{'x':[1,2],'y':1}");
    Ack ack = small.command("import", Bench.state(large.state()));
    assertThat(ack.status()).isEqualTo(AckStatus.FAILED);
    assertThat(ack.reason()).isEqualTo("LIMIT_DIMENSION");
    assertThat(small.rejected).extracting(r -> r.reason().name()).containsExactly("CONTROL");
  }

  /** Every number of a state in turn becomes one that it cannot be, with checksums that fit. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void import_anyNumberOfTheStateReplaced_neverEndsInAnException(Kind kind) {
    StoredModel stored = Frames.read(learned(kind).state());
    List<byte[]> frames = new ArrayList<>();
    List<byte[]> values = new ArrayList<>();
    for (double value : new double[] {Double.NaN, -1, 1e308}) {
      values.add(Frames.bytes(value));
    }
    for (long value : new long[] {-1, Long.MAX_VALUE}) {
      values.add(Frames.bytes(value));
    }
    for (int value : new int[] {-1, 2, Integer.MAX_VALUE}) {
      values.add(Frames.bytes(value));
    }
    for (byte[] value : values) {
      for (int place = 0; place + value.length <= Frames.body(stored.state()); place += STRIDE) {
        frames.add(Frames.withState(stored, Frames.with(stored.state(), place, value)));
      }
      for (int place = 0;
          stored.quality().length > 0 && place + value.length <= Frames.body(stored.quality());
          place += STRIDE) {
        frames.add(Frames.withQuality(stored, Frames.with(stored.quality(), place, value)));
      }
    }
    int taken = 0;
    for (byte[] frame : frames) {
      taken += live(kind, frame) ? 1 : 0;
    }
    assertThat(taken).isPositive();
  }

  /** Lives on with a state, in whatever way it can; every weight that comes out is a number. */
  private static boolean live(Kind kind, byte[] frame) {
    Bench bench = learned(kind);
    SplittableRandom random = new SplittableRandom(4);
    final boolean merged =
        bench.command("merge", Bench.state(frame)).status() == AckStatus.COMPLETED;
    final boolean taken =
        bench.command("import", Bench.state(frame)).status() == AckStatus.COMPLETED;
    if (!taken && !merged) {
      return false;
    }
    bench.command("snapshot", ",'name':'a'");
    for (int i = 0; i < 9; i++) {
      bench.sample(kind.sample(random));
      bench.sample("{'op':'predict'," + kind.input(random) + "}");
    }
    bench.command("export");
    bench.lives().store();
    bench.command("freeze");
    bench.sample(kind.sample(random));
    bench.command("resume");
    bench.sample(kind.sample(random));
    bench.command("rollback", ",'name':'a'");
    bench.command("announce");
    for (WeightRecord record : bench.weights) {
      for (double w : record.w()) {
        assertThat(w).isFinite();
      }
    }
    return true;
  }
}
