package io.rivulet.life;

import static io.rivulet.life.WaitingLedger.withDefault;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import org.junit.jupiter.api.Test;

/** What stands for a target that does not come, by the time of the model. */
class LateTargetDefaultsTest {

  @Test
  void accept_recordThatMovesTheTime_learnsDueDefaultsBeforeItByDueTimeAndArrival() {
    Bench bench = withDefault("0");
    bench.sample("{'id':'late','x':[1],'ts':50}");
    bench.sample("{'id':'b','x':[1],'ts':20}");
    bench.sample("{'id':'c','x':[1],'ts':20}");
    bench.sample("{'id':'a','x':[1],'ts':10}");
    bench.lives().store();
    bench.sample("{'id':'n','x':[1],'y':9,'ts':119}");
    assertThat(bench.weights).extracting(w -> w.id()).containsExactly("a", "n");
    bench.sample("{'id':'m','x':[1],'ts':120}");
    assertThat(bench.weights).extracting(w -> w.id()).containsExactly("a", "n", "b", "c");
    assertThat(bench.lastPrediction().version()).isEqualTo(4);
    assertThat(bench.lastPrediction().op()).isEqualTo(Op.PREDICT);
    bench.refusal("{'id':'o','x':[1,2,3],'y':9,'ts':150}");
    assertThat(bench.lastWeights().id()).isEqualTo("late");
    assertThat(bench.lastWeights().ts()).isEqualTo(50);
    assertThat(bench.life().version()).isEqualTo(5);
  }

  @Test
  void accept_defaultOfAFrozenModel_isAnsweredAndNotLearned() {
    Bench bench = withDefault("5");
    bench.sample("{'id':'a','x':[1],'ts':0}");
    bench.command("freeze");
    bench.sample("{'x':[1],'ts':100}");
    assertThat(bench.predictions)
        .extracting(Prediction::frozen)
        .containsExactly(false, true, false);
    assertThat(bench.life().version()).isZero();
  }

  @Test
  void accept_withoutTime_waitsForTheModelsTime() {
    Bench bench = withDefault("5");
    bench.sample("{'id':'a','x':[1]}");
    bench.sample("{'x':[1],'ts':1000000}");
    assertThat(bench.life().version()).isZero();
    bench.sample("{'id':'b','x':[1]}");
    bench.sample("{'x':[1],'ts':1000099}");
    assertThat(bench.life().version()).isZero();
    bench.sample("{'x':[1],'ts':1000100}");
    assertThat(bench.weights).extracting(w -> w.id()).containsExactly("b");
  }

  @Test
  void accept_timestampOfKafka_standsForAnAbsentTime() {
    Bench bench = withDefault("5");
    bench.sample(Bench.MODEL, "{'id':'a','x':[1]}", 1000);
    bench.sample(Bench.MODEL, "{'x':[1]}", 1099);
    assertThat(bench.life().version()).isZero();
    long day = 24 * 3_600_000L;
    bench.sample(Bench.MODEL, "{'x':[1],'ts':" + (1000 + day + 1) + "}", 1000);
    assertThat(bench.stray).isEqualTo(1);
    assertThat(bench.life().version()).isZero();
    bench.sample(Bench.MODEL, "{'x':[1],'ts':" + (1000 + day) + "}", 1000);
    assertThat(bench.stray).isEqualTo(1);
    assertThat(bench.life().version()).isEqualTo(1);
  }
}
