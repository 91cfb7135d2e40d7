package io.rivulet.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.state.recall.InputSketch;
import io.rivulet.state.recall.Probes;
import io.rivulet.state.recall.RecallState;
import io.rivulet.state.recall.RecalledState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of what a model keeps of its samples, spelled by hand from the byte map. */
class RecallFormatTest {

  private static final String COUNTERS = "0100000000000000" + "0300000000000000";

  /** p = 2, q = 1, incarnation 1, 3 samples before the last. */
  private static final String HEAD = "02000000" + "01000000" + COUNTERS;

  /** 4 columns, √D = 1/2, bound 1, s = 2 and U = (0, 1). */
  private static final String SKETCH =
      ("0400000000000000" + GoldenBytes.HALF + GoldenBytes.ONE + "01000000")
          + (GoldenBytes.TWO + GoldenBytes.ZERO + GoldenBytes.ONE);

  /** S = (1, -2), T = 1/2 and no change. */
  private static final String METER =
      "01000000" + (GoldenBytes.ONE + GoldenBytes.MINUS_TWO) + GoldenBytes.HALF + GoldenBytes.ZERO;

  static final String BOTH = framed("05" + HEAD + SKETCH + METER + GoldenBytes.WEIGHTS);

  private static final String SKETCH_ALONE = framed("01" + HEAD + SKETCH + GoldenBytes.WEIGHTS);
  private static final String METER_ALONE = framed("04" + HEAD + METER + GoldenBytes.WEIGHTS);

  private static String framed(String body) {
    return GoldenBytes.framed("1600" + "01" + "00", body);
  }

  private static RecalledState<WeightsState> read(String hex) {
    return StateFrame.read(RecalledState.FORMAT, GoldenBytes.bytes(hex));
  }

  private static String written(RecalledState<WeightsState> state) {
    return GoldenBytes.hex(StateFrame.write(RecalledState.FORMAT, state));
  }

  @Test
  void recall_version1_readsAndWritesItsGoldenBytes() {
    RecalledState<WeightsState> state = read(BOTH);

    assertThat(GoldenBytes.hex(StateFrame.write(WeightsState.FORMAT, state.learned())))
        .isEqualTo(GoldenBytes.WEIGHTS);
    RecallState recall = state.recall();
    assertThat(recall.size()).isEqualTo(2);
    assertThat(recall.columns()).isEqualTo(1);
    assertThat(recall.incarnation()).isEqualTo(1);
    assertThat(recall.earlier()).isEqualTo(3);
    InputSketch sketch = recall.sketch();
    assertThat(sketch.rows()).isEqualTo(4);
    assertThat(sketch.shrunk()).isEqualTo(0.5);
    assertThat(sketch.changed()).isEqualTo(1);
    assertThat(sketch.lost()).isFalse();
    assertThat(sketch.sketch().singularValues()).containsExactly(2);
    assertThat(sketch.sketch().basis().columns()).isDeepEqualTo(new double[][] {{0, 1}});
    Probes probes = recall.probes();
    assertThat(probes.inputs()).isDeepEqualTo(new double[][] {{1, -2}});
    assertThat(probes.targets()).isDeepEqualTo(new double[][] {{0.5}});
    assertThat(probes.moved()).isDeepEqualTo(new double[][] {{0}});
    assertThat(probes.lost()).isFalse();
    assertThat(written(state)).isEqualTo(BOTH);
  }

  @Test
  void recall_ofOneKind_readsWhatItWrote() {
    assertThat(read(SKETCH_ALONE).recall().probes()).isNull();
    assertThat(written(read(SKETCH_ALONE))).isEqualTo(SKETCH_ALONE);
    assertThat(read(METER_ALONE).recall().sketch()).isNull();
    assertThat(written(read(METER_ALONE))).isEqualTo(METER_ALONE);
  }

  @Test
  void recall_thatGaveUp_staysLost() {
    RecalledState<WeightsState> state = read(BOTH);
    state.recall().sketch().lose();
    state.recall().probes().lose();

    RecalledState<WeightsState> again = read(written(state));

    assertThat(again.recall().sketch().lost()).isTrue();
    assertThat(again.recall().sketch().sketch().rank()).isZero();
    assertThat(again.recall().probes().lost()).isTrue();
    assertThat(again.recall().probes().inputs()).isDeepEqualTo(new double[][] {{0, 0}});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "00 | | has flags 0",
        "10 | | has flags 16",
        "02 | | has flags 2",
        "08 | | has flags 8",
        "01 | ffffffffffffffff | counts -1",
      })
  void recall_unsoundBytes_areRefused(String flags, String rows, String message) {
    String sketch = rows == null ? SKETCH : rows + SKETCH.substring(rows.length());
    String unsound = framed(flags + HEAD + sketch + GoldenBytes.WEIGHTS);

    assertThatThrownBy(() -> read(unsound))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining(message);
  }

  @Test
  void recall_columnThatIsNoUnit_isRefused() {
    String longer =
        SKETCH.substring(0, SKETCH.length() - GoldenBytes.ONE.length()) + GoldenBytes.TWO;

    assertThatThrownBy(() -> read(framed("01" + HEAD + longer + GoldenBytes.WEIGHTS)))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("unsound U");
  }
}
