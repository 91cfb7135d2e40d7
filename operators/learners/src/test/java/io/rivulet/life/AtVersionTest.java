package io.rivulet.life;

import static io.rivulet.control.AckStatus.COMPLETED;
import static io.rivulet.control.AckStatus.FAILED;
import static io.rivulet.control.AckStatus.SKIPPED;
import static io.rivulet.life.WaitingLedger.ANSWERED_BY_ZERO;
import static io.rivulet.life.WaitingLedger.SAMPLE;
import static io.rivulet.life.WaitingLedger.learn;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Ack;
import io.rivulet.record.Limits;
import io.rivulet.record.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands that wait for a version. */
class AtVersionTest {

  private final Bench bench = new Bench(ANSWERED_BY_ZERO);

  @Test
  void accept_versionToCome_isCarriedOutRightAfterItAndBeforeTheNext() {
    learn(bench, 2);
    assertThat(bench.command("freeze", ",'atVersion':4")).isNull();
    bench.lives().store();
    learn(bench, 1);
    bench.sample("{'x':[1]}");
    assertThat(bench.acks).isEmpty();

    final int before = bench.tape.size();
    learn(bench, 2);

    List<String> out = bench.tape.subList(before, bench.tape.size());
    assertThat(out).hasSize(4);
    assertThat(out.get(0)).startsWith("prediction").doesNotContain("frozen");
    assertThat(out.get(1)).startsWith("weights").contains("\"version\":4,");
    assertThat(out.get(2)).startsWith("ack").contains("\"version\":4}", "COMPLETED");
    assertThat(out.get(3)).startsWith("prediction").contains("\"frozen\":true");
  }

  @Test
  void accept_versionOfTheModel_isCarriedOutAtOnce() {
    assertThat(bench.command("create", ",'atVersion':0").status()).isEqualTo(COMPLETED);
    learn(bench, 3);
    assertThat(bench.command("announce", ",'atVersion':3").status()).isEqualTo(COMPLETED);
  }

  @Test
  void accept_versionThatHasPassed_failsWithBothVersions() {
    learn(bench, 3);
    Ack ack = bench.command("announce", ",'atVersion':2");
    assertThat(ack.status()).isEqualTo(FAILED);
    assertThat(ack.reason()).isEqualTo("CONTROL");
    assertThat(ack.message()).contains("2").contains("3");
    assertThat(bench.rejected).singleElement().matches(r -> r.reason() == Reason.CONTROL);
  }

  @Test
  void accept_versionOfNoModel_fails() {
    assertThat(bench.command("reset", ",'atVersion':4").status()).isEqualTo(FAILED);
    learn(bench, 1);
    bench.command("delete");
    assertThat(bench.command("reset", ",'atVersion':4").status()).isEqualTo(FAILED);
  }

  @Test
  void accept_17Commands_keeps16() {
    learn(bench, 1);
    for (int i = 0; i < 16; i++) {
      assertThat(bench.command("announce", ",'atVersion':" + (2 + i % 3))).isNull();
    }
    assertThat(bench.command("announce", ",'atVersion':2").status()).isEqualTo(FAILED);
    assertThat(bench.command("announce", ",'atVersion':1").status()).isEqualTo(COMPLETED);
    bench.lives().store();
    learn(bench, 1);
    assertThat(bench.command("announce", ",'atVersion':9")).isNull();
    learn(bench, 2);
    assertThat(bench.acks).hasSize(18);
    assertThat(bench.acks.subList(2, 18)).allMatch(ack -> ack.status() == COMPLETED);
  }

  @Test
  void accept_commandsForOneVersion_areCarriedOutInTheOrderOfTheirArrival() {
    learn(bench, 1);
    bench.command("configure", ",'spec':{'evaluate':{'every':5}},'atVersion':3");
    bench.command("snapshot", ",'name':'s','atVersion':2");
    bench.command("freeze", ",'atVersion':3");
    bench.command("resume", ",'atVersion':3");
    bench.command("resume", ",'atVersion':3");
    bench.lives().store();
    learn(bench, 2);

    assertThat(bench.acks)
        .extracting(Ack::commandId)
        .containsExactly("c-2", "c-1", "c-3", "c-4", "c-5");
    assertThat(bench.lastAck().status()).isEqualTo(SKIPPED);
  }

  @Test
  void accept_batchAndUnlearn_makeOneVersionEach() {
    bench.command("create");
    bench.command("announce", ",'atVersion':2");
    bench.sample("{'x':[[1],[2],[3]],'y':[1,2,3]}");
    assertThat(bench.acks).hasSize(1);
    bench.sample("{'op':'unlearn','x':[1],'y':1}");
    assertThat(bench.acks).hasSize(2);
    assertThat(bench.lastAck().version()).isEqualTo(2);
  }

  @Test
  void accept_waitingIdOnceMore_isSkippedAndWaitsOnce() {
    learn(bench, 1);
    bench.raw(Bench.MODEL, "{'commandId':'a','type':'announce','atVersion':2}");
    assertThat(bench.raw(Bench.MODEL, "{'commandId':'a','type':'announce','atVersion':2}").status())
        .isEqualTo(SKIPPED);
    learn(bench, 1);
    assertThat(bench.acks).hasSize(2);
  }

  @Test
  void accept_faultyCommandForAVersion_failsAtOnce() {
    learn(bench, 1);
    for (String fields :
        List.of(
            ",'atVersion':5,'spec':7",
            ",'atVersion':1.5",
            ",'atVersion':-1",
            ",'atVersion':'5'",
            ",'atVersion':5")) {
      assertThat(bench.command("configure", fields).status()).isEqualTo(FAILED);
    }
    assertThat(bench.life().waiting()).isEmpty();
  }

  @Test
  void accept_moreBytesThanAModelMayHave_fails() {
    Limits sizes = new Limits(1 << 20, 1000, 4000, 1 << 20);
    Bench small = new Bench(ANSWERED_BY_ZERO, 1, LifeLimits.DEFAULT, sizes);
    small.sample(SAMPLE);
    String padding = ",'note':'" + "x".repeat(1800) + "','atVersion':5";
    assertThat(small.command("announce", padding)).isNull();
    assertThat(small.command("announce", padding)).isNull();
    Ack third = small.command("announce", padding);
    assertThat(third.status()).isEqualTo(FAILED);
    assertThat(third.message()).contains("4000").contains("limits.model-bytes");
  }

  @Test
  void accept_lateTarget_makesAVersionToo() {
    learn(bench, 1);
    bench.sample("{'id':'q','x':[1],'ts':10}");
    bench.command("freeze", ",'atVersion':2");
    bench.sample("{'op':'label','id':'q','y':3}");
    assertThat(bench.lastAck().status()).isEqualTo(COMPLETED);
    assertThat(bench.life().frozen()).isTrue();
  }
}
