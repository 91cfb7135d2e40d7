package io.rivulet.experiment.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TraceTest {

  @Test
  void of_runsOfTheSameSteps_areTheirMeans() {
    Trace trace =
        Trace.of("mine", new double[] {3, 8}, List.of(new double[] {1, 10}, new double[] {2, 14}));

    assertThat(trace.method()).isEqualTo("mine");
    assertThat(trace.points()).containsExactly(Point.of(3, 1, 2), Point.of(8, 10, 14));
  }
}
