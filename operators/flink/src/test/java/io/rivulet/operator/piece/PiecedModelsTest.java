package io.rivulet.operator.piece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.bytes.StateInput;
import io.rivulet.state.StateFormatException;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.state.WeightsState;
import io.rivulet.state.life.StoredLife;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A large state is read as it was written, and only its changed pieces are written. */
final class PiecedModelsTest {

  private static final int MOST = 300;
  private static final int PIECE = 64;

  private final PieceMap pieces = new PieceMap();
  private final OneKey keys = new OneKey();
  private PiecedModels models = begin();

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void read_afterAnyChanges_isTheLifeThatWasWritten(long seed) throws Exception {
    Random random = new Random(seed);
    double[] w = random.doubles(1 + random.nextInt(90)).toArray();
    for (int i = 0; i < 20; i++) {
      if (random.nextInt(5) == 0) {
        w = random.doubles(1 + random.nextInt(90)).toArray();
      }
      w[random.nextInt(w.length)] = random.nextDouble();
      byte[] state = state(w);

      StoredLife value = write(state);
      models = random.nextInt(3) == 0 ? begin() : models;

      assertThat(read(value)).isEqualTo(state);
      assertThat(value.model().state().length <= MOST).isTrue();
      assertThat(pieces.entries)
          .hasSize(state.length <= MOST ? 0 : (state.length + PIECE - 1) / PIECE);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void write_someWeightsChanged_writesTheirPiecesAlone(long seed) throws Exception {
    Random random = new Random(seed);
    double[] w = random.doubles(100).toArray();
    byte[] before = state(w);
    write(before);
    pieces.writes = 0;

    w[random.nextInt(w.length)] = 7;
    byte[] after = state(w);
    write(after);

    long dirty = 0;
    for (int from = 0; from < before.length; from += PIECE) {
      int to = Math.min(before.length, from + PIECE);
      dirty += Arrays.equals(before, from, to, after, from, to) ? 0 : 1;
    }
    assertThat(pieces.writes).isEqualTo((int) dirty).isBetween(1, 4);
  }

  @Test
  void write_smallModels_neverAskForTheState() throws Exception {
    PiecedModels none =
        new PiecedModels(
            descriptor -> {
              throw new IllegalStateException("registered");
            },
            new OneKey(),
            MOST,
            PIECE);
    byte[] small = state(new double[3]);

    assertThat(none.write("m", small.length, into -> into.put(small))).isNull();
    none.drop("m");
    assertThat(none.read("m", life(small))).isNull();
    assertThat(none.read("m", null)).isNull();
  }

  @Test
  void read_missingPiece_isRefusedWithItsNumber() throws Exception {
    StoredLife value = write(state(new double[100]));
    pieces.remove(5);

    assertThatThrownBy(() -> read(value))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("model 'm' has no piece 5 of 13");
  }

  @Test
  void read_damagedPiece_isRefused() throws Exception {
    StoredLife value = write(state(new double[100]));
    pieces.entries.get(7)[9] ^= 1;

    assertThatThrownBy(() -> StateFrame.read(WeightsState.FORMAT, models.read("m", value)))
        .isInstanceOf(StateFormatException.class)
        .hasMessage("state of 824 bytes fails its checksum");
  }

  @Test
  void read_underAnotherKey_readsThePiecesOfTheModelAndPutsTheKeyBack() throws Exception {
    byte[] state = state(new double[100]);
    StoredLife value = write(state);
    keys.setCurrentKey("other");

    assertThat(read(value)).isEqualTo(state);

    assertThat(keys.keys).containsOnly("other", "m").endsWith("m", "other");
  }

  private PiecedModels begin() {
    return new PiecedModels(descriptor -> pieces, keys, MOST, PIECE);
  }

  private StoredLife write(byte[] state) throws IOException {
    byte[] stand = models.write("m", state.length, into -> into.put(state));
    return life(stand == null ? state : stand);
  }

  private byte[] read(StoredLife value) {
    StateInput from = models.read("m", value);
    if (from == null) {
      return value.model().state();
    }
    byte[] state = new byte[from.remaining()];
    from.get(state);
    return state;
  }

  private static byte[] state(double[] w) {
    return StateFrame.write(WeightsState.FORMAT, new WeightsState(new double[][] {w}));
  }

  private static StoredLife life(byte[] state) {
    return StoredLife.of(new StoredModel("{}", 1, 42, 41, 40, state));
  }

  /** Notes the keys that are set. */
  private static final class OneKey implements KeyContext {

    final List<Object> keys = new ArrayList<>();

    @Override
    public void setCurrentKey(Object key) {
      keys.add(key);
    }

    @Override
    public Object getCurrentKey() {
      return keys.isEmpty() ? null : keys.get(keys.size() - 1);
    }
  }
}
