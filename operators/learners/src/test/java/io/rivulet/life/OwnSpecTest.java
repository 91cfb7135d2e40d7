package io.rivulet.life;

import static io.rivulet.control.AckStatus.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Ack;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Reason;
import io.rivulet.record.WeightRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model whose spec is its own, whatever the patterns say. */
class OwnSpecTest {

  @Test
  void accept_modelWithAStoredSpec_takesSamplesAlthoughNoPatternMatches() {
    Bench bench = new Bench(Kind.RLS.spec());
    bench.command("create", ",'spec':" + Kind.SGD.spec());
    bench.restart(new Specs(List.of(), Limits.DEFAULT));
    bench.sample("{'x':[1,2],'y':3}");

    assertThat(bench.lastWeights().learner()).isEqualTo("sgd");
    assertThat(bench.lastWeights().version()).isEqualTo(1);
    Ack ack = bench.raw("unmatched", "{'commandId':'u','type':'create'}");
    assertThat(ack.status()).isEqualTo(FAILED);
    assertThat(ack.reason()).isEqualTo("UNKNOWN_MODEL");
    assertThat(bench.rejected).extracting(r -> r.reason()).containsExactly(Reason.CONTROL);
  }

  @Test
  void configured_model_doesNotDifferFromItsPatternByMistake() {
    Bench bench = new Bench("{'learner':'sgd','dimension':1,'rate':0.1}");
    bench.sample("{'x':[1],'y':1}");
    bench.restart(
        Specs.forEveryModel(
            Bench.json("{'learner':'sgd','dimension':1,'rate':0.3}"), Limits.DEFAULT));
    assertThat(bench.life().configured()).isFalse();
    bench.command("configure", ",'spec':{'rate':0.2}");
    bench.lives().store();
    assertThat(bench.life().configured()).isTrue();
    List<WeightRecord> records = new ArrayList<>(bench.weights);
    bench.command("delete");
    bench.command("create");
    assertThat(bench.life().configured()).isFalse();
    assertThat(records).hasSize(1);
  }
}
