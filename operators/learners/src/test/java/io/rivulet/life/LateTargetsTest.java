package io.rivulet.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.control.AckStatus;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.Reason;
import io.rivulet.wire.PredictionJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets that come after their inputs, by the time of the model. */
class LateTargetsTest {

  private static final String SPEC =
      "{'learner':'ledger','dimension':1,'ridge':1,'labels':{'wait':100}}";

  private static Bench withDefault(String value) {
    return new Bench(SPEC.replace("'wait':100", "'wait':100,'default':" + value));
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"FLOW", "FORECAST"},
      mode = EnumSource.Mode.EXCLUDE)
  void accept_lateTarget_learnsAsTheJoinedSampleWould(Kind kind) {
    Bench late = new Bench(kind.spec(",'labels':{'wait':'7d'}"));
    Bench joined = new Bench(kind.spec(",'labels':{'wait':'7d'}"));
    SplittableRandom random = new SplittableRandom(11);
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      inputs.add(kind.input(random));
      late.sample("{'id':'q" + i + "'," + inputs.get(i) + ",'ts':" + (100 + i) + "}");
    }
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
    Collections.shuffle(order, new Random(5));
    for (int i : order) {
      String target = kind.target(random);
      late.lives().store();
      late.sample("{'op':'label','id':'q" + i + "'," + target + ",'weight':" + (1 + i % 3) + "}");
      joined.sample(
          "{'id':'q"
              + i
              + "','op':'learn',"
              + inputs.get(i)
              + ","
              + target
              + ",'ts':"
              + (100 + i)
              + ",'weight':"
              + (1 + i % 3)
              + "}");
      Prediction answer = late.lastPrediction();
      assertThat(answer.answered()).isZero();
      assertThat(answer.op()).isEqualTo(Op.LEARN);
      assertThat(text(answer).replace(",\"answered\":0", ""))
          .isEqualTo(text(joined.lastPrediction()));
    }
    assertThat(late.rejected).isEmpty();
    assertThat(late.life().model().store().state())
        .isEqualTo(joined.life().model().store().state());
    assertThat(late.lastWeights().w()).isEqualTo(joined.lastWeights().w());
    assertThat(late.lastWeights().ts()).isEqualTo(joined.lastWeights().ts());
    assertThat(late.lastWeights().id()).isEqualTo(joined.lastWeights().id());
  }

  private static String text(Prediction prediction) {
    return new String(PredictionJson.write(prediction), StandardCharsets.UTF_8);
  }

  @Test
  void accept_answeredQuestion_namesTheVersionThatAnswered() {
    Bench bench = new Bench(SPEC);
    bench.sample("{'x':[1],'y':2}");
    bench.sample("{'id':'q','x':[1]}");
    bench.sample("{'x':[1],'y':2}");
    bench.sample("{'op':'label','id':'q','y':2}");
    assertThat(text(bench.lastPrediction())).contains("\"version\":2,\"answered\":1");
    assertThat(bench.lastWeights().version()).isEqualTo(3);
  }

  @Test
  void accept_unknownSecondOrExpiredTarget_isLabel() {
    Bench bench = new Bench(SPEC);
    assertThat(bench.reason("{'op':'label','id':'q','y':2}")).isEqualTo(Reason.LABEL);
    assertThat(bench.life().exists()).isFalse();
    bench.sample("{'id':'q','x':[1],'ts':0}");
    bench.sample("{'id':'r','x':[1],'ts':1}");
    bench.sample("{'id':'s','x':[1],'ts':2}");
    bench.sample("{'op':'label','id':'q','y':2}");
    assertThat(bench.reason("{'op':'label','id':'q','y':2}")).isEqualTo(Reason.LABEL);
    assertThat(bench.reason("{'op':'label','id':'r','y':2,'ts':101}")).isEqualTo(Reason.LABEL);
    bench.sample("{'op':'label','id':'s','y':2,'ts':101}");
    assertThat(bench.life().version()).isEqualTo(2);
    assertThat(bench.dropped).isEqualTo(1);
  }

  @Test
  void accept_refusedTarget_leavesTheQuestionWaiting() {
    Bench bench = new Bench(SPEC);
    bench.sample("{'id':'q','x':[1],'ts':0}");
    assertThat(bench.reason("{'op':'label','id':'q','y':[2,3]}")).isEqualTo(Reason.DIMENSION);
    assertThat(bench.reason("{'op':'label','id':'q','label':1}")).isEqualTo(Reason.UNSUPPORTED);
    assertThat(bench.reason("{'op':'label','id':'q','y':'a'}")).isEqualTo(Reason.MALFORMED);
    assertThat(bench.reason("{'op':'label','id':'q','y':1e999}")).isEqualTo(Reason.NON_FINITE);
    assertThat(bench.reason("{'op':'label','id':'q'}")).isEqualTo(Reason.MALFORMED);
    assertThat(bench.reason("{'op':'label','y':1}")).isEqualTo(Reason.MALFORMED);
    assertThat(bench.life().version()).isZero();
    bench.sample("{'op':'label','id':'q','y':2}");
    assertThat(bench.life().version()).isEqualTo(1);
  }

  @Test
  void accept_labelOfASpecWithoutLabels_isUnsupportedAfterFormButBeforeNumbers() {
    Bench bench = new Bench("{'learner':'sgd','dimension':1,'rate':0.1}");
    for (int born = 0; born < 2; born++) {
      assertThat(bench.reason("{'op':'label','id':'q','y':1}")).isEqualTo(Reason.UNSUPPORTED);
      assertThat(bench.reason("{'op':'label','id':'q','y':1e999}")).isEqualTo(Reason.UNSUPPORTED);
      assertThat(bench.reason("{'op':'label','id':'q','y':'a'}")).isEqualTo(Reason.MALFORMED);
      assertThat(bench.reason("{'op':'label','y':1}")).isEqualTo(Reason.MALFORMED);
      bench.sample("{'x':[1],'y':1}");
    }
  }

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
  void accept_classes_areTakenByNumberOrByName() {
    Bench numbered =
        new Bench(
            "{'learner':'laplace','dimension':1,'classes':3,'window':1,'labels':{'wait':10,'default':2}}");
    Bench named =
        new Bench(
            "{'learner':'laplace','dimension':1,'classes':['a','b','c'],'window':1,'labels':{'wait':10,'default':'c'}}");
    for (Bench bench : List.of(numbered, named)) {
      String second = bench == named ? "'b'" : "1";
      bench.sample("{'id':'p','x':[1],'ts':0}");
      bench.sample("{'id':'q','x':[-1],'ts':0}");
      bench.sample("{'op':'label','id':'p','label':" + second + "}");
      bench.sample("{'x':[1],'ts':10}");
      assertThat(bench.rejected).isEmpty();
      assertThat(bench.life().version()).isEqualTo(2);
    }
    assertThat(named.lastWeights().w()).isEqualTo(numbered.lastWeights().w());
    named.sample("{'id':'r','x':[1],'ts':0}");
    assertThat(named.reason("{'op':'label','id':'r','label':1}")).isEqualTo(Reason.DIMENSION);
    assertThat(named.reason("{'op':'label','id':'r','label':'z'}")).isEqualTo(Reason.DIMENSION);
  }

  @Test
  void accept_batchAndSeveralOutputs_areLearnedTogether() {
    Bench bench =
        new Bench(
            "{'learner':'ledger','dimension':1,'outputs':2,'ridge':1,'labels':{'wait':10,'default':[1,-1]}}");
    bench.sample("{'id':'p','x':[[1],[2]],'ts':0}");
    bench.sample("{'op':'label','id':'p','y':[[1,2],[3,4]]}");
    // w = (sum x y) / (ridge + sum x^2), by outputs
    assertThat(bench.lastWeights().w())
        .containsExactly(new double[] {7.0 / 6, 10.0 / 6}, within(1e-15));
    assertThat(bench.lastWeights().version()).isEqualTo(1);
    assertThat(bench.lastWeights().samples()).isEqualTo(2);
    bench.sample("{'id':'q','x':[1],'ts':0}");
    bench.sample("{'x':[1],'ts':10}");
    assertThat(bench.lastWeights().w())
        .containsExactly(new double[] {8.0 / 7, 9.0 / 7}, within(1e-15));
    bench.sample("{'id':'r','x':[[1],[2]],'ts':10}");
    bench.sample("{'x':[1],'ts':20}");
    assertThat(bench.rejected).isEmpty();
    // the rows of a batch all have the default
    assertThat(bench.lastWeights().w())
        .containsExactly(new double[] {11.0 / 12, 6.0 / 12}, within(1e-15));
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
                    io.rivulet.record.Sample.of(Bench.MODEL).id("a").op(Op.LABEL).y(1).build(),
                    (life, sample, answered) -> {}))
        .isInstanceOf(io.rivulet.record.RejectedException.class)
        .hasMessageContaining("can no longer be read");
  }

  @Test
  void read_labels_areCanonicalInMilliseconds() {
    Bench bench = new Bench(SPEC);
    for (String wait :
        List.of("7d", "168h", "10080min", "604800s", "604800000ms", "604800000", "7 days")) {
      String value = wait.matches("[0-9]+") ? wait : "'" + wait + "'";
      bench.command("create", ",'spec':" + SPEC.replace("100", value));
      assertThat(bench.life().model().spec().canonical())
          .contains("\"labels\":{\"wait\":604800000}");
      bench.command("delete");
    }
    bench.command("create", ",'spec':" + SPEC.replace("100", "100,'default':2"));
    assertThat(bench.life().model().spec().canonical())
        .contains("\"labels\":{\"default\":2.0,\"wait\":100}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'learner':'sgd','rate':1|{}|wait",
        "'learner':'sgd','rate':1|{'wait':0}|duration",
        "'learner':'sgd','rate':1|{'wait':'soon'}|duration",
        "'learner':'sgd','rate':1|{'wait':1,'defualt':1}|'labels.default'",
        "'learner':'sgd','rate':1|{'wait':1,'default':'a'}|a number",
        "'learner':'sgd','rate':1|{'wait':1,'default':[1,2]}|a number",
        "'learner':'sgd','rate':1|{'wait':1,'default':true}|number",
        "'learner':'sgd','rate':1,'outputs':2|{'wait':1,'default':1}|array of 2 numbers",
        "'learner':'sgd','rate':1,'outputs':2|{'wait':1,'default':[1]}|array of 2 numbers",
        "'learner':'sgd','rate':1,'outputs':2|{'wait':1,'default':[1,null]}|labels.default[1]",
        "'learner':'laplace','classes':3,'window':1|{'wait':1,'default':3}|0 to 2",
        "'learner':'laplace','classes':3,'window':1|{'wait':1,'default':-1}|0 to 2",
        "'learner':'laplace','classes':3,'window':1|{'wait':1,'default':0.5}|0 to 2",
        "'learner':'laplace','classes':3,'window':1|{'wait':1,'default':'a'}|0 to 2",
        "'learner':'laplace','classes':3,'window':1|{'wait':1,'default':[1]}|0 to 2",
        "'learner':'laplace','classes':['a','b'],'window':1|{'wait':1,'default':1}|'a', 'b'",
        "'learner':'laplace','classes':['a','b'],'window':1|{'wait':1,'default':'c'}|'a', 'b'",
        "'learner':'matrix-flow','time':1,'initialScale':1|{'wait':1}|matrix-flow",
        "'learner':'online-net','seed':1,'horizon':1|{'wait':1}|online-net"
      })
  void read_labelsThatTheLearnerWouldRefuse_isRefusedWithTheSpec(String text) {
    String[] parts = text.split("\\|", -1);
    String spec = Bench.json("{" + parts[0] + ",'dimension':1,'labels':" + parts[1] + "}");
    assertThatThrownBy(() -> Specs.forEveryModel(spec, Limits.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("labels")
        .hasMessageContaining(parts[2]);
  }
}
