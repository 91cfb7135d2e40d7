package io.rivulet.life;

import static io.rivulet.life.WaitingLedger.SPEC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

/** Targets that come after their inputs. */
class LateTargetsTest {

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
}
