package io.rivulet.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.experiment.digits.Errors;
import io.rivulet.experiment.figure.Point;
import io.rivulet.experiment.figure.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CurvesTest {

  private static final Errors FIRST = new Errors(3, 2, 1);
  private static final Errors SECOND = new Errors(6, 5, 4);

  private final Curves curves = new Curves(List.of("orfit", "greedy"), 10);

  @Test
  void reached_nothingNoted_isBeforeTheFirst() {
    assertThat(curves.reached()).isEqualTo(-1);
    assertThat(curves.last("orfit")).isEmpty();
    assertThat(curves.largest(Errors::test)).isZero();
  }

  @Test
  void reached_methodsApart_isTheSlowest() {
    curves.put("orfit", 0, FIRST);
    curves.put("orfit", 7, SECOND);
    curves.put("greedy", 2, FIRST);

    assertThat(curves.reached()).isEqualTo(2);
    assertThat(curves.last("orfit")).contains(SECOND);
    assertThat(curves.at("orfit", 0)).contains(FIRST);
    assertThat(curves.at("orfit", 1)).isEmpty();
  }

  @Test
  void put_sameStepAgain_replaces() {
    curves.put("orfit", 3, FIRST);
    curves.put("orfit", 3, SECOND);

    assertThat(curves.at("orfit", 3)).contains(SECOND);
  }

  @Test
  void put_olderStep_keepsTheNewestLast() {
    curves.put("orfit", 3, SECOND);
    curves.put("orfit", 1, FIRST);

    assertThat(curves.last("orfit")).contains(SECOND);
  }

  @Test
  void largest_notFinite_isLeftOut() {
    curves.put("orfit", 0, new Errors(Double.POSITIVE_INFINITY, 0, 0));
    curves.put("orfit", 1, FIRST);
    curves.put("greedy", 1, new Errors(Double.NaN, 0, 0));

    assertThat(curves.largest(Errors::test)).isEqualTo(3);
  }

  @Test
  void put_outOfRange_isRefused() {
    assertThatThrownBy(() -> curves.put("orfit", 11, FIRST))
        .hasMessage("step must be in 0 to 10, got 11");
    assertThatThrownBy(() -> curves.put("orfit", -1, FIRST))
        .hasMessage("step must be in 0 to 10, got -1");
    assertThatThrownBy(() -> curves.put("sgd", 1, FIRST))
        .hasMessage("unknown method 'sgd', the run has orfit, greedy");
    assertThatThrownBy(() -> new Curves(List.of("orfit"), 0))
        .hasMessage("steps must be at least 1, got 0");
  }

  @Test
  void traces_methodThatNeverRan_isEmpty() {
    List<Trace> traces = Curves.traces(List.of(new Curves(List.of("orfit"), 3)), Errors::test);

    assertThat(traces).containsExactly(new Trace("orfit", List.of()));
    assertThat(traces.get(0).last()).isEmpty();
  }

  @Test
  void traces_runsOfDifferentLength_countsThoseThatNotedAStep() {
    Curves shorter = new Curves(List.of("orfit", "greedy"), 3);
    shorter.put("orfit", 0, new Errors(4, 0, 40));
    Curves longer = new Curves(List.of("orfit", "greedy"), 3);
    longer.put("orfit", 3, new Errors(9, 0, 90));
    longer.put("orfit", 0, new Errors(6, 0, 60));
    List<Curves> runs = List.of(shorter, longer);

    Trace test = Curves.traces(runs, Errors::test).get(0);

    // the deviation of a and b is |a - b| / √2
    assertThat(test.points())
        .containsExactly(new Point(0, 5, Math.sqrt(2), 4, 6, 2), new Point(3, 9, 0, 9, 9, 1));
    assertThat(test.last()).contains(new Point(3, 9, 0, 9, 9, 1));
    assertThat(Curves.traces(runs, Errors::watched).get(0).points().get(0).mean()).isEqualTo(50);
    assertThat(Curves.traces(runs, Errors::test))
        .extracting(Trace::method)
        .containsExactly("orfit", "greedy");
  }
}
