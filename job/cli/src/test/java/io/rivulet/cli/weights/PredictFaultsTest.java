package io.rivulet.cli.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.kafka.KafkaCommandTest;
import io.rivulet.record.Prediction;
import io.rivulet.record.WeightRecord;
import io.rivulet.replay.Replay;
import io.rivulet.wire.WeightRecordJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code predict} refuses an x in the words in which the job refuses the same record. */
final class PredictFaultsTest extends KafkaCommandTest {

  private static final String NAMED =
      "{'learner':'rls','bias':true,'features':[{'name':'rpm','center':900,'scale':50},"
          + "{'name':'temp','missing':20},{'name':'site','categories':['north','south']},"
          + "{'name':'tags','hash':3}]}";

  private Replay job;
  private WeightRecord published;

  @Test
  void predict_namedXThatIsWrong_isRefusedAsTheTopicDoes() throws Exception {
    learn(NAMED, "{'x':{'rpm':910,'site':'north','tags':['a','b']},'y':1}");

    assertRefusedAlike(
        "{}",
        "{'rpm':1}",
        "{'rpm':'fast','site':'north','tags':[]}",
        "{'rpm':'12','site':'north','tags':[]}",
        "{'rpm':{},'site':'north','tags':[]}",
        "{'rpm':[],'site':'north','tags':[]}",
        "{'rpm':[1,'a'],'site':'north','tags':[]}",
        "{'rpm':null,'site':'north','tags':[]}",
        "{'rpm':1e999,'site':'north','tags':[]}",
        "{'rpm':NaN,'site':'north','tags':[]}",
        "{'rpm':1,'site':'west','tags':[]}",
        "{'rpm':1,'site':3,'tags':[]}",
        "{'rpm':1,'site':true,'tags':[]}",
        "{'rpm':1,'site':['north'],'tags':[]}",
        "{'rpm':1,'site':{'a':1},'tags':[]}",
        "{'rpm':1,'site':'north','tags':[1]}",
        "{'rpm':1,'site':'north','tags':['a',null]}",
        "{'rpm':1,'site':'north','tags':{'a':1}}",
        "{'rpm':1,'site':'north','tags':[['a']]}",
        "{'rpm':1,'rpm':2,'site':'north','tags':[]}",
        "{'RPM':1,'site':'north','tags':[]}",
        "{'rpm':1,'sight':'north','tags':[]}",
        "{'rpm':1,'site':'north','tags':[],'more':1}",
        "{'rpm':1,'site':'west','tags':[],'more':{}}",
        "{'rpm':'fast','site':'north','tags':[],'more':1}",
        "{'rpm':1e999,'site':'west','tags':[]}",
        "{'rpm':1e999,'site':7,'more':[[1]],'tags':{}}",
        "{'more':{},'rpm':1,'site':'north','tags':[3]}",
        "{'n':5,'i':[0],'v':[1,2]}",
        "{'n':5,'i':[0,9],'v':[1,2]}",
        "{'n':4,'i':[0],'v':[1]}",
        "[]",
        "[1,2,3,4]",
        "[1,'a']",
        "{'rpm':[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]],'site':'north','tags':[]}",
        "{'rpm':1%s,'site':'north','tags':[]}".formatted("0".repeat(80)),
        "{'rpm':1%s,'site':'north','tags':[]}".formatted("0".repeat(2000)));
  }

  @Test
  void predict_arrayThatIsWrong_isRefusedAsTheTopicDoes() throws Exception {
    learn("{'learner':'sgd','dimension':3,'rate':0.1,'bias':true}", "{'x':[1,2,3],'y':100}");

    assertRefusedAlike(
        "[]",
        "[1]",
        "[1,2,3,4]",
        "[1,'a',3]",
        "[1,'2',3]",
        "[1,null,3]",
        "[1,{},3]",
        "[1,[2],3]",
        "[1,NaN,3]",
        "[1,1e999,3]",
        "[1,1e999]",
        "[NaN,'a',3]",
        "[1e308,1e308,1e308]",
        "{}",
        "{'rpm':1}",
        "{'rpm':'fast'}",
        "{'rpm':[1]}",
        "{'n':3,'i':[1,1],'v':[1,2]}",
        "{'n':3,'i':[1],'v':['a']}",
        "{'n':'3','i':[1],'v':[1]}",
        "{'n':3,'i':[7],'v':[1]}",
        "{'n':3,'i':[1.5],'v':[1]}",
        "{'n':4,'i':[1],'v':[1]}",
        "{'n':4,'i':[1],'v':[1e999]}",
        "{'n':-1,'i':[1],'v':[1]}",
        "{'n':3,'i':[1]}",
        "{'i':[1],'v':[1]}",
        "{'n':9999999,'i':[1],'v':[1]}");
  }

  @Test
  void predict_netWithAnotherX_isRefusedAsTheTopicDoes() throws Exception {
    learn(
        "{'learner':'online-net','dimension':2,'mode':'random','hidden':5,'seed':5}",
        "{'x':[0.5,0.25],'y':1}");

    assertRefusedAlike("[1]", "[1,2,3]", "['a',1]", "{'a':1}", "[1,1e999]");
  }

  @Test
  void predict_byCommand_printsTheRefusalAlone() throws Exception {
    createTopics(1);
    learn(NAMED, "{'x':{'rpm':910,'site':'north','tags':['a','b']},'y':1}");
    send("weights", "default", WeightRecordJson.write(published));

    for (String x :
        List.of("{'rpm':1e999,'site':7,'tags':{}}", "{'RPM':1,'tags':[3]}", "[1,'a']", "[]")) {
      String asked = x.replace('\'', '"');
      Run run = run("predict", "default", "--x", asked);

      assertThat(run.err()).isEqualTo("rivulet: " + refusal(asked) + "\n");
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
    }
  }

  /** What the job publishes of one sample. */
  private void learn(String spec, String sample) throws Exception {
    List<Prediction> answers = new ArrayList<>();
    List<WeightRecord> weights = new ArrayList<>();
    job = PredictCommandTest.replay(spec.replace('\'', '"'), answers, weights);
    assertThat(job.accept("f", 1, json(sample))).isEmpty();
    published = weights.get(0);
  }

  private void assertRefusedAlike(String... inputs) {
    for (String x : inputs) {
      String asked = x.replace('\'', '"');

      assertThatThrownBy(() -> PredictCommand.answer(published, AskedInput.read(asked), true))
          .as(x)
          .isInstanceOf(Failure.class)
          .hasMessage(refusal(asked));
    }
  }

  private String refusal(String asked) {
    Replay.Rejection refusal =
        job.accept("f", 2, json("{'op':'predict','x':" + asked + "}")).get(0);
    assertThat(refusal).as(asked).isNotNull();
    return refusal.message();
  }

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(UTF_8);
  }
}
