package io.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Staleness is the age of the last moment whose records are all in effect. */
final class EndWatchTest {

  private static final TopicPartition A = new TopicPartition("t", 0);
  private static final TopicPartition B = new TopicPartition("t", 1);

  private final AtomicLong nanos = new AtomicLong(-5);
  private final EndWatch watch = new EndWatch(nanos::get, Duration.ofNanos(100));

  @Test
  void staleness_beforeTheFirstEnd_isTheAgeOfTheStart() {
    nanos.addAndGet(70);

    assertThat(watch.staleness()).isEqualTo(Duration.ofNanos(70));
  }

  @Test
  void reached_endsAtTheQuestion_makeItsMomentKnown() {
    watch.ask();
    watch.told(Map.of(A, 3L, B, 0L));
    nanos.addAndGet(40);

    assertThat(watch.reached(partition -> 2)).isFalse();
    assertThat(watch.reached(partition -> partition.equals(A) ? 3 : 0)).isTrue();
    assertThat(watch.staleness()).isEqualTo(Duration.ofNanos(40));
    nanos.addAndGet(10);
    assertThat(watch.reached(partition -> 9)).isFalse();
    assertThat(watch.staleness()).isEqualTo(Duration.ofNanos(50));
  }

  @Test
  void due_whileSomethingIsLeftToRead_isNot() {
    assertThat(watch.due()).isTrue();
    watch.ask();
    watch.told(Map.of(A, 3L));
    nanos.addAndGet(1000);
    assertThat(watch.due()).isFalse();
    assertThat(watch.reached(partition -> 3)).isTrue();
    assertThat(watch.due()).isTrue();
    watch.ask();
    assertThat(watch.due()).isFalse();
    nanos.addAndGet(100);
    assertThat(watch.due()).isTrue();
  }
}
