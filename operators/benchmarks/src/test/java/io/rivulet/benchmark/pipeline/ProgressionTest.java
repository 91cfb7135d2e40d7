package io.rivulet.benchmark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProgressionTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void rate_steadyCount_isItsPace_whereverOneLooks() {
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double pace = random.nextDouble(100, 100_000);
      long whole = (long) (pace * random.nextDouble(5, 60));
      Progression progression = new Progression(whole);
      long start = random.nextLong(SECOND);
      double seconds = 0;
      while (!progression.note(start + (long) (seconds * SECOND), (long) (pace * seconds), 0)) {
        seconds += random.nextDouble(0.05, 0.5);
      }

      assertThat(progression.rate() / pace).as("seed %d", seed).isCloseTo(1, within(1e-2));
    }
  }

  @Test
  void rate_slowStartAndEnd_areLeftOut() {
    Progression progression = new Progression(1000);
    progression.note(0, 0, 0);
    progression.note(100 * SECOND, 250, 7_000_000);
    progression.note(101 * SECOND, 900, 8_300_000);
    progression.note(200 * SECOND, 1000, 9_000_000);

    assertThat(progression.rate()).isCloseTo(650, within(1e-6));
    assertThat(progression.cpuMicros()).isCloseTo(2, within(1e-9));
  }

  @Test
  void note_whole_isTheEnd() {
    Progression progression = new Progression(10);

    assertThat(progression.note(0, 9, 0)).isFalse();
    assertThat(progression.note(1, 10, 0)).isTrue();
    assertThat(progression.note(2, 11, 0)).isTrue();
  }

  @Test
  void grewAt_standingCount_isWhenItWasReached() {
    Progression progression = new Progression(10);
    progression.note(1, 3, 0);
    progression.note(2, 5, 0);
    progression.note(3, 5, 0);
    progression.note(4, 5, 0);

    assertThat(progression.grewAt()).isEqualTo(2);
  }

  @Test
  void rate_lateLook_asksForMoreSamples() {
    Progression progression = new Progression(1000);
    progression.note(0, 400, 0);
    progression.note(SECOND, 1000, 0);

    assertThatThrownBy(progression::rate)
        .isInstanceOf(BenchException.class)
        .hasMessage("400 of 1000 samples were read before the first look; give more --samples");
  }
}
