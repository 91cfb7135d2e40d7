package io.rivulet.life;

import static io.rivulet.control.AckStatus.COMPLETED;
import static io.rivulet.control.AckStatus.FAILED;
import static io.rivulet.life.WaitingLedger.ANSWERED_BY_ZERO;
import static io.rivulet.life.WaitingLedger.SAMPLE;
import static io.rivulet.life.WaitingLedger.learn;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.record.Limits;
import io.rivulet.record.Reason;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What becomes of commands that wait for a version when the incarnation ends. */
class WaitingCommandsEndTest {

  private final Bench bench = new Bench(ANSWERED_BY_ZERO);

  @TestFactory
  Stream<DynamicTest> accept_endOfTheIncarnation_failsWhatWaits() {
    return Stream.of("reset", "rollback", "import", "merge", "delete")
        .map(type -> DynamicTest.dynamicTest(type, () -> checkEnd(type)));
  }

  private static void checkEnd(String type) {
    Bench bench = new Bench(ANSWERED_BY_ZERO);
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
    learn(bench, 1);
    bench.command("announce", ",'atVersion':2");
    assertThat(bench.command("rollback", ",'name':'none'").status()).isEqualTo(FAILED);
    assertThat(bench.command("import", ",'state':'AAAA'").status()).isEqualTo(FAILED);
    assertThat(bench.command("reset", ",'spec':{'learner':'none'}").status()).isEqualTo(FAILED);
    learn(bench, 1);
    assertThat(bench.lastAck().status()).isEqualTo(COMPLETED);
  }

  @Test
  void accept_firstOfTwoEndsTheIncarnation_failsTheSecond() {
    learn(bench, 1);
    bench.command("reset", ",'atVersion':2");
    bench.command("announce", ",'atVersion':2");
    learn(bench, 1);
    assertThat(bench.acks).extracting(Ack::commandId).containsExactly("c-2", "c-1");
    assertThat(bench.acks).extracting(Ack::status).containsExactly(FAILED, COMPLETED);
    assertThat(bench.lastWeights().incarnation()).isEqualTo(2);
    assertThat(bench.lastWeights().version()).isEqualTo(0);
  }

  @Test
  void accept_defaultBeforeASampleMakesTheVersionOfADelete_refusesTheSample() {
    learn(bench, 1);
    bench.sample("{'id':'q','x':[1],'ts':10}");
    bench.command("delete", ",'atVersion':2");

    assertThat(bench.reason("{'x':[1],'y':2,'ts':200}")).isEqualTo(Reason.DELETED);
    assertThat(bench.lastAck().status()).isEqualTo(COMPLETED);
    assertThat(bench.life().exists()).isFalse();
    assertThat(bench.reason("{'op':'label','id':'q','y':2,'ts':201}")).isEqualTo(Reason.DELETED);
  }

  @Test
  void accept_defaultBeforeAQuestionMakesTheVersionOfAReset_answersFromTheNewModel() {
    learn(bench, 1);
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
    Bench idle = new Bench(ANSWERED_BY_ZERO, 1, new LifeLimits(50, 10, 10), Limits.DEFAULT);
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
    Bench idle = new Bench(ANSWERED_BY_ZERO, 1, new LifeLimits(50, 10, 10), Limits.DEFAULT);
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
