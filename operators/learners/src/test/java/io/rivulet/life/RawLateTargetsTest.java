package io.rivulet.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Reason;
import io.rivulet.record.SampleHeaders;
import io.rivulet.wire.raw.RawNumbers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Questions and late targets of raw numbers: a late target carries no x. */
class RawLateTargetsTest {

  private static final String SPEC =
      "{'learner':'ledger','dimension':2,'outputs':2,'ridge':0.5,'labels':{'wait':'1h'}}";
  private static final String CLASSES =
      "{'learner':'laplace','dimension':2,'classes':['dry','leaking'],'window':2,"
          + "'labels':{'wait':'1h'}}";

  @Test
  void accept_rawTarget_learnsAsJsonWould() {
    Bench raw = new Bench(SPEC);
    Bench json = new Bench(SPEC);

    raw.sample(headers("q", null, "100", null), 0.1, -2);
    raw.lives().store();
    raw.restart(Specs.forEveryModel(Bench.json(SPEC), Limits.DEFAULT));
    raw.sample(headers("q", "label", null, "3"), 0.3, 4);
    json.sample("{'id':'q','x':[0.1,-2],'ts':100}");
    json.sample("{'op':'label','id':'q','y':[0.3,4],'weight':3}");

    assertThat(raw.rejected).isEmpty();
    assertThat(raw.life().version()).isEqualTo(1);
    assertThat(raw.tape).isEqualTo(json.tape);
    assertThat(raw.state()).isEqualTo(json.state());
  }

  @Test
  void accept_rawClass_isTheNumberOfItsName() {
    Bench raw = new Bench(CLASSES);
    Bench json = new Bench(CLASSES);

    raw.sample(headers("q", null, "1", null), 0.1, -2);
    raw.sample(headers("q", "label", null, null), 1);
    raw.sample(headers(null, null, "2", null), 1, 3, 0);
    json.sample("{'id':'q','x':[0.1,-2],'ts':1}");
    json.sample("{'op':'label','id':'q','label':'leaking'}");
    json.sample("{'x':[1,3],'label':'dry','ts':2}");

    assertThat(raw.rejected).isEmpty();
    assertThat(raw.tape).isEqualTo(json.tape);
    assertThat(raw.state()).isEqualTo(json.state());
  }

  @Test
  void accept_targetOfAnotherForm_answersTheQuestionAllTheSame() {
    Bench raw = new Bench(SPEC);

    raw.sample(headers("q", null, "100", null), 0.1, -2);
    raw.sample("{'id':'r','x':[1,1],'ts':100}");
    raw.sample("{'op':'label','id':'q','y':[0.3,4]}");
    raw.sample(headers("r", "label", null, null), 0.3, 4);

    assertThat(raw.rejected).isEmpty();
    assertThat(raw.life().version()).isEqualTo(2);
  }

  @Test
  void accept_faultyTarget_isRefusedAndTheQuestionWaitsOn() {
    Bench raw = new Bench(SPEC);
    raw.sample(headers("q", null, null, null), 0.1, -2);

    raw.sample(headers(null, "label", null, null), 1, 2);
    raw.sample(headers("r", "label", null, null), 1, 2);
    raw.sample(headers("q", "label", null, null), 1, 2, 3);
    raw.sample(headers("q", "label", null, null), 1, Double.NaN);
    raw.sample(headers("q", "label", null, "x"), 1, 2);

    assertThat(raw.rejected)
        .extracting(rejected -> rejected.reason())
        .containsExactly(
            Reason.MALFORMED, Reason.LABEL, Reason.DIMENSION, Reason.NON_FINITE, Reason.MALFORMED);
    assertThat(raw.rejected.get(2).message())
        .isEqualTo("record has 3 numbers, op label; the model takes 2 numbers");
    assertThat(raw.rejected.get(3).origin().headers().id()).asString().isEqualTo("q");
    assertThat(raw.rejected.get(3).origin().value())
        .isEqualTo(RawNumbers.write(new double[] {1, Double.NaN}));

    raw.sample(headers("q", "label", null, null), 1, 2);
    assertThat(raw.life().version()).isEqualTo(1);
  }

  private static SampleHeaders headers(String id, String op, String ts, String weight) {
    return new SampleHeaders(utf8(id), utf8(op), utf8(ts), utf8(weight));
  }

  private static byte[] utf8(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
