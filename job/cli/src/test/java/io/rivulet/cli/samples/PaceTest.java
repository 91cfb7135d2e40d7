package io.rivulet.cli.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PaceTest {

  private final List<Long> waits = new ArrayList<>();
  private long now = 1000;

  @Test
  void await_everyTurn_comesAtItsTime() {
    Pace pace = pace(10);

    pace.await();
    pace.await();
    pace.await();

    assertThat(waits).containsExactly(100_000_000L, 100_000_000L);
  }

  @Test
  void await_lateCaller_catchesUp() {
    Pace pace = pace(10);

    pace.await();
    now += 250_000_000;
    pace.await();
    pace.await();
    pace.await();

    assertThat(waits).containsExactly(50_000_000L);
  }

  @Test
  void await_spuriousReturn_waitsOn() {
    Pace pace =
        new Pace(
            1,
            () -> now,
            nanos -> {
              waits.add(nanos);
              now += (nanos + 1) / 2;
            });

    pace.await();
    pace.await();

    assertThat(waits.get(0)).isEqualTo(1_000_000_000);
    assertThat(now).isEqualTo(1_000_001_000);
  }

  @Test
  void await_noRate_neverWaits() {
    Pace pace = pace(Double.POSITIVE_INFINITY);

    pace.await();
    pace.await();

    assertThat(waits).isEmpty();
  }

  private Pace pace(double perSecond) {
    return new Pace(
        perSecond,
        () -> now,
        nanos -> {
          waits.add(nanos);
          now += nanos;
        });
  }
}
