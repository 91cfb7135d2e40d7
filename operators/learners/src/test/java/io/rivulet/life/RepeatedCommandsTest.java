package io.rivulet.life;

import static io.rivulet.control.AckStatus.COMPLETED;
import static io.rivulet.control.AckStatus.FAILED;
import static io.rivulet.control.AckStatus.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.record.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands that come twice, and records that are no commands. */
class RepeatedCommandsTest {

  @Test
  void accept_33Commands_remembersTheLast32AcrossResetAndDelete() {
    Bench bench = new Bench(Kind.RLS.spec());
    bench.sample("{'x':[1,2],'y':3}");
    for (int i = 0; i < 33; i++) {
      String type = i == 10 ? "reset" : i == 20 ? "delete" : i == 21 ? "create" : "announce";
      assertThat(
              bench.raw(Bench.MODEL, "{'commandId':'r-" + i + "','type':'" + type + "'}").status())
          .isEqualTo(COMPLETED);
    }

    bench.lives().store();
    for (int i = 1; i < 33; i++) {
      assertThat(bench.raw(Bench.MODEL, "{'commandId':'r-" + i + "','type':'announce'}").status())
          .as("id %d", i)
          .isEqualTo(SKIPPED);
    }
    assertThat(bench.raw(Bench.MODEL, "{'commandId':'r-0','type':'announce'}").status())
        .isEqualTo(COMPLETED);
  }

  @Test
  void accept_repeatOfAFailedCommand_isSkipped() {
    Bench bench = new Bench(Kind.RLS.spec());
    assertThat(bench.raw(Bench.MODEL, "{'commandId':'f','type':'reset'}").status())
        .isEqualTo(FAILED);

    assertThat(bench.raw(Bench.MODEL, "{'commandId':'f','type':'create'}").status())
        .isEqualTo(SKIPPED);
    assertThat(bench.life().exists()).isFalse();
    assertThat(bench.raw("other", "{'commandId':'f','type':'create'}").status())
        .isEqualTo(COMPLETED);
  }

  @Test
  void accept_recordThatCannotBeAddressed_isOnlyADeadLetter() {
    for (String record :
        List.of(
            "{'type':'reset'}", "{'commandId':'a','type':'explode'}", "{'commandId':'a'}", "[]")) {
      Bench bench = new Bench(Kind.RLS.spec());
      assertThat(bench.raw(Bench.MODEL, record)).isNull();
      assertThat(bench.rejected).hasSize(1);
      assertThat(bench.rejected.get(0).reason()).isEqualTo(Reason.CONTROL);
      assertThat(bench.life().store().commands()).isEmpty();
    }
  }
}
