package io.rivulet.life;

import static io.rivulet.control.AckStatus.COMPLETED;
import static io.rivulet.control.AckStatus.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Ack;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The names of the snapshots of a model. */
class SnapshotNamesTest {

  @Test
  void snapshot_fourthName_failsNamingTheThree() {
    Bench bench = LifeState.LIVE.of(Kind.RLS);
    bench.command("snapshot", ",'name':'a'");
    bench.command("snapshot", ",'name':'b.c_d-E'");

    Ack fourth = bench.command("snapshot", ",'name':'z'");
    assertThat(fourth.status()).isEqualTo(FAILED);
    assertThat(fourth.message()).contains("s", "a", "b.c_d-E");
    assertThat(bench.command("snapshot", ",'name':'a'").status()).isEqualTo(COMPLETED);
    bench.command("reset");
    assertThat(bench.command("rollback", ",'name':'a'").version()).isEqualTo(LifeState.LEARNED);
    assertThat(bench.command("rollback", ",'name':'s'").version()).isEqualTo(4);
    for (String name : List.of("", "a b", "x".repeat(65), "ü", "a:b")) {
      assertThat(bench.command("rollback", ",'name':'" + name + "'").status()).isEqualTo(FAILED);
    }
  }
}
