package io.rivulet.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.Reason;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A frozen model answers and is evaluated, and nothing of its samples is left. */
class FreezeTest {

  private final SplittableRandom random = new SplittableRandom(7);

  @ParameterizedTest
  @EnumSource(Kind.class)
  void accept_samplesOfAFrozenModel_leaveItsStateByteForByte(Kind kind) {
    Bench bench = new Bench(kind.spec());
    for (int i = 0; i < 8; i++) {
      bench.sample(kind.sample(random));
    }
    bench.command("freeze");
    final byte[] before = bench.lives().bytes(Bench.MODEL);
    final int published = bench.weights.size();
    final int answered = bench.predictions.size();

    for (int i = 0; i < 9; i++) {
      bench.sample(kind.sample(random));
    }

    assertThat(bench.lives().bytes(Bench.MODEL)).isEqualTo(before);
    assertThat(bench.weights).hasSize(published);
    assertThat(bench.rejected).isEmpty();
    List<Prediction> fresh = bench.predictions.subList(answered, bench.predictions.size());
    // the answer of a forecast is to an input of the delay line, which a frozen model does not keep
    assertThat(fresh).hasSize(kind.answers() && kind != Kind.FORECAST ? 9 : 0);
    assertThat(fresh).allMatch(Prediction::frozen);
    assertThat(fresh).allMatch(prediction -> prediction.version() == 8);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void accept_sampleOfAFrozenModel_isAnsweredAsAQuestion(Kind kind) {
    if (!kind.answers() || kind == Kind.FORECAST) {
      return;
    }
    Bench bench = new Bench(kind.spec());
    for (int i = 0; i < 8; i++) {
      bench.sample(kind.sample(random));
    }
    bench.command("freeze");
    String x = kind.input(random);
    bench.sample("{'op':'predict'," + x + "}");
    Prediction asked = bench.lastPrediction();
    String target = kind.takesClasses() ? ",'label':1" : kind.takesTargets() ? ",'y':0.25" : "";
    bench.sample("{" + x + target + ",'op':'learn'}");
    Prediction learned = bench.lastPrediction();

    assertThat(asked.frozen()).isFalse();
    assertThat(learned.frozen()).isTrue();
    assertThat(learned.op()).isEqualTo(Op.LEARN);
    assertThat(learned.y()).isEqualTo(asked.y());
    if (Kind.OF_NUMBERS.contains(kind)) {
      assertThat(learned.error()).containsExactly(0.25 - asked.y()[0]);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void resume_model_learnsAsIfTheSamplesBetweenHadNotBeen(Kind kind) {
    if (kind == Kind.FORECAST) {
      return;
    }
    Bench frozen = new Bench(kind.spec());
    Bench plain = new Bench(kind.spec());
    for (int i = 0; i < 30; i++) {
      String sample = kind.sample(random);
      if (i == 10) {
        frozen.command("freeze");
      }
      if (i == 20) {
        frozen.command("resume");
      }
      frozen.sample(sample);
      if (i < 10 || i >= 20) {
        plain.sample(sample);
      }
    }
    assertThat(frozen.state()).isEqualTo(plain.state());
    assertThat(frozen.weights).hasSameSizeAs(plain.weights);
  }

  @Test
  void resume_forecast_startsWithAnEmptyDelayLine() {
    Bench bench = new Bench(Kind.FORECAST.spec());
    for (int i = 0; i < 8; i++) {
      bench.sample(Kind.FORECAST.sample(random));
    }
    final double[] before = bench.lastWeights().w();
    bench.command("freeze");
    bench.sample(Kind.FORECAST.sample(random));
    bench.command("resume");
    for (int i = 0; i < 3; i++) {
      bench.sample(Kind.FORECAST.sample(random));
      assertThat(java.util.Arrays.equals(bench.lastWeights().w(), before)).isEqualTo(i < 2);
    }
  }

  @Test
  void accept_unlearnOfAFrozenModel_isFrozen() {
    Bench bench = new Bench(Kind.LEDGER.spec());
    bench.sample("{'x':[1,2],'y':3}");
    bench.command("freeze");
    assertThat(bench.reason("{'op':'unlearn','x':[1,2],'y':3}")).isEqualTo(Reason.FROZEN);
    bench.command("resume");
    bench.sample("{'op':'unlearn','x':[1,2],'y':3}");
    assertThat(bench.lastWeights().version()).isEqualTo(2);
    assertThat(bench.lastWeights().samples()).isEqualTo(0);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void accept_badSampleOfAFrozenModel_isRefusedAsEver(Kind kind) {
    Bench bench = new Bench(kind.spec());
    bench.sample(kind.sample(random));
    bench.command("freeze");
    final byte[] before = bench.lives().bytes(Bench.MODEL);
    for (String bad :
        List.of("{'x':[1]}", "{'x':'a'}", "{'x':[1,1e999],'y':1}", "{'x':[1,2],'op':'label'}")) {
      bench.refusal(bad);
    }
    assertThat(bench.lives().bytes(Bench.MODEL)).isEqualTo(before);
  }

  @Test
  void accept_samplesOfAFrozenModel_areEvaluated() {
    Bench bench = new Bench(Kind.RLS.spec(",'evaluate':{'every':4}"));
    for (int i = 0; i < 6; i++) {
      bench.sample(Kind.RLS.sample(random));
    }
    bench.command("freeze");
    for (int i = 0; i < 6; i++) {
      bench.sample(Kind.RLS.sample(random));
    }
    assertThat(bench.figures).hasSize(3);
    assertThat(bench.figures.get(2).version()).isEqualTo(6);
    assertThat(bench.figures.get(2).window()).isEqualTo(3);
    double sum = 0;
    for (Prediction prediction : bench.predictions.subList(8, 12)) {
      sum += Math.abs(prediction.error()[0]);
    }
    assertThat(bench.figures.get(2).mae())
        .isCloseTo(sum / 4, org.assertj.core.data.Offset.offset(1e-15));
  }

  @Test
  void accept_lateTargetOfAFrozenModel_isAnsweredAndNotLearned() {
    Bench bench = new Bench(Kind.RLS.spec(",'labels':{'wait':'1d'}"));
    bench.sample("{'x':[1,2],'y':3}");
    bench.sample("{'id':'q','x':[2,1]}");
    bench.command("freeze");
    bench.sample("{'id':'r','x':[2,2]}");
    final byte[] before = bench.lives().bytes(Bench.MODEL);
    bench.sample("{'op':'label','id':'q','y':1}");
    assertThat(bench.lastPrediction().frozen()).isTrue();
    assertThat(bench.lastPrediction().answered()).isEqualTo(1);
    assertThat(bench.lives().bytes(Bench.MODEL)).isEqualTo(before);
    assertThat(bench.reason("{'op':'label','id':'q','y':1}")).isEqualTo(Reason.LABEL);
    bench.command("resume");
    bench.sample("{'op':'label','id':'r','y':1}");
    assertThat(bench.lastWeights().version()).isEqualTo(2);
  }

  @Test
  void accept_drift_freezesAndLaterAlarmsAreSkipped() {
    Bench bench =
        new Bench(
            Kind.SGD.spec(",'drift':{'detector':'page-hinkley','threshold':1,'then':'freeze'}"));
    for (int round = 0; bench.acks.size() < 2; round++) {
      assertThat(round).isLessThan(10);
      for (int i = 0; i < 40; i++) {
        bench.sample("{'x':[0,0],'y':" + Math.pow(10, round) + "}");
      }
    }
    Ack first = bench.acks.get(0);
    assertThat(first.status()).isEqualTo(AckStatus.COMPLETED);
    assertThat(first.commandId()).isEqualTo("drift-1-" + first.version());
    assertThat(bench.life().frozen()).isTrue();
    assertThat(bench.life().version()).isEqualTo(first.version());
    assertThat(bench.acks.get(1).status()).isEqualTo(AckStatus.SKIPPED);
    assertThat(bench.figures).hasSize(2);
  }

  @Test
  void accept_commandsOfAFrozenModel_leaveItFrozenAndGiveItsStateBack() {
    Bench bench = new Bench(Kind.LEDGER.spec());
    bench.sample("{'x':[1,2],'y':3}");
    bench.command("freeze");
    bench.command("snapshot", ",'name':'a'");
    bench.command("reset");
    assertThat(bench.life().version()).isZero();
    bench.command("rollback", ",'name':'a'");
    assertThat(bench.life().version()).isEqualTo(1);
    bench.command("merge", Bench.state(bench.state()));
    assertThat(bench.life().version()).isEqualTo(2);
    bench.lives().store();
    assertThat(bench.life().frozen()).isTrue();
    bench.command("delete");
    bench.command("create");
    assertThat(bench.life().frozen()).isFalse();
  }
}
