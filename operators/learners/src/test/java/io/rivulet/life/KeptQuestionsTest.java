package io.rivulet.life;

import static io.rivulet.life.WaitingLedger.SPEC;
import static io.rivulet.life.WaitingLedger.withDefault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.control.AckStatus;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which questions wait for a target, and for how long they are kept. */
class KeptQuestionsTest {

  @Test
  void accept_secondQuestionOfAWaitingId_isAnsweredAndNotKept() {
    Bench bench = new Bench(SPEC);
    bench.sample("{'id':'q','x':[1],'ts':0}");
    bench.sample("{'id':'q','x':[5],'ts':0}");
    assertThat(bench.predictions).hasSize(2);
    bench.sample("{'op':'label','id':'q','y':3}");
    // ridge 1, x = 1: w = 3 / (1 + 1)
    assertThat(bench.lastWeights().w()).containsExactly(1.5);
    bench.sample("{'id':'q','x':[5],'ts':0}");
    bench.sample("{'op':'label','id':'q','y':3}");
    assertThat(bench.lastWeights().version()).isEqualTo(2);
  }

  @Test
  void accept_questionWithoutId_isNotKept() {
    Bench bench = withDefault("5");
    bench.sample("{'x':[1],'ts':0}");
    bench.sample("{'x':[1],'ts':1000}");
    assertThat(bench.life().version()).isZero();
    assertThat(bench.dropped).isZero();
  }

  @Test
  void accept_10001Questions_dropsTheOldest() {
    Bench bench = new Bench(SPEC);
    for (int i = 0; i < 10_001; i++) {
      bench.sample("{'id':'q" + i + "','x':[1],'ts':0}");
    }
    assertThat(bench.dropped).isEqualTo(1);
    bench.lives().store();
    assertThat(bench.reason("{'op':'label','id':'q0','y':2}")).isEqualTo(Reason.LABEL);
    bench.sample("{'op':'label','id':'q1','y':2}");
    bench.sample("{'op':'label','id':'q10000','y':2}");
    bench.sample("{'id':'r','x':[1],'ts':0}");
    bench.sample("{'id':'s','x':[1],'ts':0}");
    assertThat(bench.dropped).isEqualTo(1);
    bench.sample("{'id':'t','x':[1],'ts':0}");
    assertThat(bench.dropped).isEqualTo(2);
    assertThat(bench.reason("{'op':'label','id':'q2','y':2}")).isEqualTo(Reason.LABEL);
  }

  @Test
  void accept_questionsBeyondFourModels_dropsTheOldest() {
    Bench bench = new Bench(SPEC, 1, LifeLimits.DEFAULT, new Limits(1 << 20, 1000, 5000, 1 << 20));
    for (int i = 0; i < 5; i++) {
      bench.sample("{'id':'q" + i + "','x':[1],'ts':0,'note':'" + "n".repeat(4500) + "'}");
    }
    assertThat(bench.dropped).isEqualTo(1);
    assertThat(bench.reason("{'op':'label','id':'q0','y':2}")).isEqualTo(Reason.LABEL);
    bench.sample("{'op':'label','id':'q1','y':2}");
    bench.sample("{'id':'huge','x':[1],'ts':0,'note':'" + "n".repeat(60000) + "'}");
    assertThat(bench.dropped).isEqualTo(4);
    bench.sample("{'op':'label','id':'huge','y':2}");
    assertThat(bench.life().version()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "import", "merge", "delete", "rollback"})
  void accept_command_dropsQuestionsOrKeepsThem(String type) {
    Bench bench = new Bench(SPEC);
    bench.sample("{'x':[1],'y':2,'ts':0}");
    bench.command("snapshot", ",'name':'s'");
    bench.sample("{'id':'q','x':[1],'ts':0}");
    String fields =
        switch (type) {
          case "rollback" -> ",'name':'s'";
          case "import", "merge" -> Bench.state(bench.state());
          default -> "";
        };
    assertThat(bench.command(type, fields).status()).isEqualTo(AckStatus.COMPLETED);
    if (type.equals("rollback")) {
      bench.sample("{'op':'label','id':'q','y':2}");
      assertThat(bench.life().version()).isEqualTo(2);
      assertThat(bench.dropped).isZero();
    } else {
      Reason expected = type.equals("delete") ? Reason.DELETED : Reason.LABEL;
      assertThat(bench.reason("{'op':'label','id':'q','y':2}")).isEqualTo(expected);
      assertThat(bench.dropped).isEqualTo(1);
    }
  }

  @Test
  void accept_questionThatCanNoLongerBeRead_isRefusedAndTheJobGoesOn() {
    Bench bench = withDefault("5");
    bench.sample("{'x':[1],'y':2,'ts':0}");
    bench.sample("{'id':'a','x':{'n':1,'i':[0],'v':[1]},'ts':0,'note':'" + "n".repeat(200) + "'}");
    Limits smaller = new Limits(100, 1000, 1 << 20, 1 << 20);
    Questions questions = new Questions(bench.lives(), bench, smaller, 10);
    assertThatThrownBy(
            () ->
                questions.answer(
                    bench.life(),
                    bench.life().model(),
                    Sample.of(Bench.MODEL).id("a").op(Op.LABEL).y(1).build(),
                    (life, sample, answered) -> {}))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("can no longer be read");
  }
}
