package io.rivulet.life;

import static io.rivulet.control.AckStatus.COMPLETED;
import static io.rivulet.control.AckStatus.FAILED;
import static io.rivulet.control.AckStatus.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.record.Limits;
import io.rivulet.record.Reason;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Commands that wait for a version. */
class AtVersionTest {

  private static final String SPEC =
      "{'learner':'ledger','dimension':1,'ridge':1,'labels':{'wait':100,'default':0}}";

  private static final String SAMPLE = "{'x':[1],'y':2}";

  private final Bench bench = new Bench(SPEC);

  private void learn(int samples) {
    for (int i = 0; i < samples; i++) {
      bench.sample(SAMPLE);
    }
  }

  @Test
  void accept_versionToCome_isCarriedOutRightAfterItAndBeforeTheNext() {
    learn(2);
    assertThat(bench.command("freeze", ",'atVersion':4")).isNull();
    bench.lives().store();
    learn(1);
    bench.sample("{'x':[1]}");
    assertThat(bench.acks).isEmpty();

    final int before = bench.tape.size();
    learn(2);

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
    learn(3);
    assertThat(bench.command("announce", ",'atVersion':3").status()).isEqualTo(COMPLETED);
  }

  @Test
  void accept_versionThatHasPassed_failsWithBothVersions() {
    learn(3);
    Ack ack = bench.command("announce", ",'atVersion':2");
    assertThat(ack.status()).isEqualTo(FAILED);
    assertThat(ack.reason()).isEqualTo("CONTROL");
    assertThat(ack.message()).contains("2").contains("3");
    assertThat(bench.rejected).singleElement().matches(r -> r.reason() == Reason.CONTROL);
  }

  @Test
  void accept_versionOfNoModel_fails() {
    assertThat(bench.command("reset", ",'atVersion':4").status()).isEqualTo(FAILED);
    learn(1);
    bench.command("delete");
    assertThat(bench.command("reset", ",'atVersion':4").status()).isEqualTo(FAILED);
  }

  @Test
  void accept_17Commands_keeps16() {
    learn(1);
    for (int i = 0; i < 16; i++) {
      assertThat(bench.command("announce", ",'atVersion':" + (2 + i % 3))).isNull();
    }
    assertThat(bench.command("announce", ",'atVersion':2").status()).isEqualTo(FAILED);
    assertThat(bench.command("announce", ",'atVersion':1").status()).isEqualTo(COMPLETED);
    bench.lives().store();
    learn(1);
    assertThat(bench.command("announce", ",'atVersion':9")).isNull();
    learn(2);
    assertThat(bench.acks).hasSize(18);
    assertThat(bench.acks.subList(2, 18)).allMatch(ack -> ack.status() == COMPLETED);
  }

  @Test
  void accept_commandsForOneVersion_areCarriedOutInTheOrderOfTheirArrival() {
    learn(1);
    bench.command("configure", ",'spec':{'evaluate':{'every':5}},'atVersion':3");
    bench.command("snapshot", ",'name':'s','atVersion':2");
    bench.command("freeze", ",'atVersion':3");
    bench.command("resume", ",'atVersion':3");
    bench.command("resume", ",'atVersion':3");
    bench.lives().store();
    learn(2);

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
    learn(1);
    bench.raw(Bench.MODEL, "{'commandId':'a','type':'announce','atVersion':2}");
    assertThat(bench.raw(Bench.MODEL, "{'commandId':'a','type':'announce','atVersion':2}").status())
        .isEqualTo(SKIPPED);
    learn(1);
    assertThat(bench.acks).hasSize(2);
  }

  @Test
  void accept_faultyCommandForAVersion_failsAtOnce() {
    learn(1);
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
    Bench small = new Bench(SPEC, 1, LifeLimits.DEFAULT, sizes);
    small.sample(SAMPLE);
    String padding = ",'note':'" + "x".repeat(1800) + "','atVersion':5";
    assertThat(small.command("announce", padding)).isNull();
    assertThat(small.command("announce", padding)).isNull();
    Ack third = small.command("announce", padding);
    assertThat(third.status()).isEqualTo(FAILED);
    assertThat(third.message()).contains("4000").contains("limits.model-bytes");
  }

  @TestFactory
  Stream<DynamicTest> accept_endOfTheIncarnation_failsWhatWaits() {
    return Stream.of("reset", "rollback", "import", "merge", "delete")
        .map(type -> DynamicTest.dynamicTest(type, () -> checkEnd(type)));
  }

  private static void checkEnd(String type) {
    Bench bench = new Bench(SPEC);
    bench.sample(SAMPLE);
    bench.command("snapshot", ",'name':'s'");
    bench.command("freeze", ",'atVersion':7");
    bench.command("reset", ",'atVersion':1000");
    String fields =
        switch (type) {
          case "rollback" -> ",'name':'s'";
          case "import", "merge" -> Bench.state(bench.state());
          default -> "";
        };
    bench.command(type, fields);

    assertThat(bench.acks).extracting(Ack::commandId).containsExactly("c-1", "c-2", "c-3", "c-4");
    assertThat(bench.acks)
        .extracting(Ack::status)
        .containsExactly(COMPLETED, FAILED, FAILED, COMPLETED);
    assertThat(bench.rejected).hasSize(2).allMatch(r -> r.reason() == Reason.CONTROL);
    assertThat(bench.rejected)
        .allMatch(
            r ->
                new String(r.origin().key(), java.nio.charset.StandardCharsets.UTF_8)
                    .equals(Bench.MODEL));
    assertThat(bench.life().waiting()).isEmpty();
    for (int i = 0; i < 10; i++) {
      bench.sample(SAMPLE);
    }
    assertThat(bench.acks).hasSize(4);
  }

  @Test
  void accept_commandThatFails_leavesWhatWaits() {
    learn(1);
    bench.command("announce", ",'atVersion':2");
    assertThat(bench.command("rollback", ",'name':'none'").status()).isEqualTo(FAILED);
    assertThat(bench.command("import", ",'state':'AAAA'").status()).isEqualTo(FAILED);
    assertThat(bench.command("reset", ",'spec':{'learner':'none'}").status()).isEqualTo(FAILED);
    learn(1);
    assertThat(bench.lastAck().status()).isEqualTo(COMPLETED);
  }

  @Test
  void accept_firstOfTwoEndsTheIncarnation_failsTheSecond() {
    learn(1);
    bench.command("reset", ",'atVersion':2");
    bench.command("announce", ",'atVersion':2");
    learn(1);
    assertThat(bench.acks).extracting(Ack::commandId).containsExactly("c-2", "c-1");
    assertThat(bench.acks).extracting(Ack::status).containsExactly(FAILED, COMPLETED);
    assertThat(bench.lastWeights().incarnation()).isEqualTo(2);
    assertThat(bench.lastWeights().version()).isEqualTo(0);
  }

  @Test
  void accept_lateTarget_makesAVersionToo() {
    learn(1);
    bench.sample("{'id':'q','x':[1],'ts':10}");
    bench.command("freeze", ",'atVersion':2");
    bench.sample("{'op':'label','id':'q','y':3}");
    assertThat(bench.lastAck().status()).isEqualTo(COMPLETED);
    assertThat(bench.life().frozen()).isTrue();
  }

  @Test
  void accept_defaultBeforeASampleMakesTheVersionOfADelete_refusesTheSample() {
    learn(1);
    bench.sample("{'id':'q','x':[1],'ts':10}");
    bench.command("delete", ",'atVersion':2");

    assertThat(bench.reason("{'x':[1],'y':2,'ts':200}")).isEqualTo(Reason.DELETED);
    assertThat(bench.lastAck().status()).isEqualTo(COMPLETED);
    assertThat(bench.life().exists()).isFalse();
    assertThat(bench.reason("{'op':'label','id':'q','y':2,'ts':201}")).isEqualTo(Reason.DELETED);
  }

  @Test
  void accept_defaultBeforeAQuestionMakesTheVersionOfAReset_answersFromTheNewModel() {
    learn(1);
    bench.sample("{'id':'q','x':[1],'ts':10}");
    bench.sample("{'id':'r','x':[1],'ts':11}");
    bench.command("reset", ",'atVersion':2");
    bench.sample("{'id':'s','x':[1],'ts':200}");

    assertThat(bench.lastPrediction().incarnation()).isEqualTo(2);
    assertThat(bench.lastPrediction().version()).isEqualTo(0);
    assertThat(bench.reason("{'op':'label','id':'r','y':2}")).isEqualTo(Reason.LABEL);
    bench.sample("{'op':'label','id':'s','y':2}");
    assertThat(bench.lastWeights().version()).isEqualTo(1);
  }

  @Test
  void accept_idleModel_failsWhatWaits() {
    Bench idle = new Bench(SPEC, 1, new LifeLimits(50, 10, 10), Limits.DEFAULT);
    idle.sample("{'x':[1],'y':2,'ts':0}");
    idle.command("announce", ",'atVersion':2");
    idle.sample("{'x':[1],'y':2,'ts':50}");
    assertThat(idle.lastAck().status()).isEqualTo(COMPLETED);
    idle.command("announce", ",'atVersion':3");
    idle.sample("{'x':[1],'y':2,'ts':101}");
    assertThat(idle.lastAck().status()).isEqualTo(FAILED);
    assertThat(idle.lastWeights().incarnation()).isEqualTo(2);
    assertThat(idle.lastWeights().version()).isEqualTo(1);
    assertThat(idle.weights.get(idle.weights.size() - 2).isTombstone()).isTrue();
    assertThat(idle.exports).isEmpty();
  }

  @Test
  void accept_modelCreatedLongAfterItsDeletion_isNotIdleAtItsFirstSample() {
    Bench idle = new Bench(SPEC, 1, new LifeLimits(50, 10, 10), Limits.DEFAULT);
    idle.sample("{'x':[1],'y':2,'ts':0}");
    idle.command("delete");
    idle.command("create", ",'spec':{'learner':'sgd','dimension':1,'rate':0.1}");
    idle.sample("{'x':[1],'y':2,'ts':1000}");
    assertThat(idle.lastWeights().learner()).isEqualTo("sgd");
    assertThat(idle.lastWeights().incarnation()).isEqualTo(2);
  }

  @Test
  void accept_driftReset_failsWhatWaits() {
    Bench drifting =
        new Bench(
            "{'learner':'sgd','dimension':1,'rate':0.1,'drift':{'detector':'page-hinkley','threshold':1,'then':'reset'}}");
    for (int i = 0; i < 40; i++) {
      drifting.sample("{'x':[0],'y':0}");
    }
    drifting.command("announce", ",'atVersion':1000");
    int samples = 0;
    while (drifting.acks.isEmpty()) {
      drifting.sample("{'x':[0],'y':9}");
      samples++;
    }
    assertThat(drifting.acks).hasSize(2);
    assertThat(drifting.acks.get(0).status()).isEqualTo(FAILED);
    Ack reset = drifting.acks.get(1);
    assertThat(reset.commandId()).isEqualTo("drift-1-" + (40 + samples));
    assertThat(reset.status()).isEqualTo(AckStatus.COMPLETED);
    assertThat(reset.incarnation()).isEqualTo(2);
    assertThat(reset.version()).isEqualTo(0);
    assertThat(drifting.figures).singleElement().matches(figure -> figure.drift());
    assertThat(drifting.lastWeights().previous()).isEqualTo(-1);
    assertThat(drifting.lastWeights().version()).isEqualTo(0);
  }
}
