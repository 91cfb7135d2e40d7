package io.rivulet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.digits.Errors;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TraceTest {

  @Test
  void of_methodThatNeverRan_isEmpty() {
    List<Trace> traces = Trace.of(List.of(new Curves(List.of("orfit"), 3)), Errors::test);

    assertThat(traces).containsExactly(new Trace("orfit", List.of()));
    assertThat(traces.get(0).last()).isEmpty();
  }

  @Test
  void of_runsOfDifferentLength_countsThoseThatNotedAStep() {
    Curves shorter = new Curves(List.of("orfit", "greedy"), 3);
    shorter.put("orfit", 0, new Errors(4, 0, 40));
    Curves longer = new Curves(List.of("orfit", "greedy"), 3);
    longer.put("orfit", 3, new Errors(9, 0, 90));
    longer.put("orfit", 0, new Errors(6, 0, 60));
    List<Curves> runs = List.of(shorter, longer);

    Trace test = Trace.of(runs, Errors::test).get(0);

    // the deviation of a and b is |a - b| / √2
    assertThat(test.points())
        .containsExactly(new Point(0, 5, Math.sqrt(2), 4, 6, 2), new Point(3, 9, 0, 9, 9, 1));
    assertThat(test.last()).contains(new Point(3, 9, 0, 9, 9, 1));
    assertThat(Trace.of(runs, Errors::watched).get(0).points().get(0).mean()).isEqualTo(50);
    assertThat(Trace.of(runs, Errors::test))
        .extracting(Trace::method)
        .containsExactly("orfit", "greedy");
  }

  @Test
  void of_runsOfTheSameSteps_areTheirMeans() {
    Trace trace =
        Trace.of("mine", new double[] {3, 8}, List.of(new double[] {1, 10}, new double[] {2, 14}));

    assertThat(trace.method()).isEqualTo("mine");
    assertThat(trace.points()).containsExactly(Point.of(3, 1, 2), Point.of(8, 10, 14));
  }
}
