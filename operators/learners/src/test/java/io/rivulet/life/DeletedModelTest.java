package io.rivulet.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.ExportedState;
import io.rivulet.record.Limits;
import io.rivulet.record.Reason;
import io.rivulet.record.WeightRecord;
import org.junit.jupiter.api.Test;

/** What is left of a model that was deleted. */
class DeletedModelTest {

  @Test
  void delete_model_leavesTombstonesAndAStub() {
    Bench bench = LifeState.LIVE.of(Kind.RLS);
    bench.command("delete");

    WeightRecord tombstone = bench.lastWeights();
    assertThat(tombstone.isTombstone()).isTrue();
    assertThat(tombstone.model()).isEqualTo(Bench.MODEL);
    assertThat(bench.exports).singleElement().matches(ExportedState::isTombstone);
    var stub = bench.life().store();
    assertThat(stub.incarnation()).isEqualTo(1);
    assertThat(stub.time()).isEqualTo(LifeState.LEARNED - 1);
    assertThat(stub.commands()).hasSize(2);
    assertThat(stub.waiting()).isEmpty();
    bench.command("create");
    assertThat(bench.command("rollback", ",'name':'s'").message()).contains("no snapshot");
  }

  @Test
  void accept_sampleOfADeletedModel_bearsItAnewOnlyAfterTheGraceTime() {
    Bench bench =
        new Bench(Kind.RLS.spec(), 1, new LifeLimits(LifeLimits.NEVER, 100, 10), Limits.DEFAULT);
    bench.sample("{'x':[1,2],'y':3,'ts':1000}");
    bench.command("delete");

    assertThat(bench.reason("{'x':[1,2],'y':3,'ts':500}")).isEqualTo(Reason.DELETED);
    assertThat(bench.reason("{'x':[1,2],'ts':1099}")).isEqualTo(Reason.DELETED);
    assertThat(bench.reason("{'x':[1,2],'y':3,'ts':1100}")).isEqualTo(Reason.DELETED);
    assertThat(bench.reason("{'x':[1,2],'y':3}")).isEqualTo(Reason.DELETED);
    assertThat(bench.message("{'x':[1,2],'y':3,'ts':1100}"))
        .contains("only more than 100ms after its last sample (limits.deleted-for)");
    bench.sample("{'x':[1,2],'y':3,'ts':1101}");

    assertThat(bench.lastWeights().incarnation()).isEqualTo(2);
    assertThat(bench.lastWeights().version()).isEqualTo(1);
    assertThat(bench.lastWeights().previous()).isEqualTo(WeightRecord.NONE);
  }
}
