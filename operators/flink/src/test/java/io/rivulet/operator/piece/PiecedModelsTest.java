package io.rivulet.operator.piece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.state.StateFormatException;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.state.WeightsState;
import io.rivulet.state.life.StoredLife;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A large state is read as it was written, and only its changed pieces are written. */
final class PiecedModelsTest {

  private static final int MOST = 300;
  private static final int PIECE = 64;

  private final PieceMap pieces = new PieceMap();
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
      StoredLife life = life(w);

      StoredLife value = models.write("m", life);
      models = random.nextInt(3) == 0 ? begin() : models;
      StoredLife read = models.read("m", value);

      assertThat(hex(read)).isEqualTo(hex(life));
      assertThat(value.model().state().length <= MOST).isTrue();
      assertThat(pieces.entries)
          .hasSize(
              life.model().state().length <= MOST
                  ? 0
                  : (life.model().state().length + PIECE - 1) / PIECE);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void write_someWeightsChanged_writesTheirPiecesAlone(long seed) throws Exception {
    Random random = new Random(seed);
    double[] w = random.doubles(100).toArray();
    StoredLife before = life(w);
    models.write("m", before);
    pieces.writes = 0;

    w[random.nextInt(w.length)] = 7;
    StoredLife after = life(w);
    models.write("m", after);

    byte[] old = before.model().state();
    byte[] changed = after.model().state();
    long dirty = 0;
    for (int from = 0; from < old.length; from += PIECE) {
      int to = Math.min(old.length, from + PIECE);
      dirty += Arrays.equals(old, from, to, changed, from, to) ? 0 : 1;
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
            MOST,
            PIECE);
    StoredLife life = life(new double[3]);

    assertThat(none.write("m", life)).isSameAs(life);
    assertThat(none.read("m", life)).isSameAs(life);
    assertThat(none.read("m", null)).isNull();
  }

  @Test
  void read_missingPiece_isRefusedWithItsNumber() throws Exception {
    StoredLife value = models.write("m", life(new double[100]));
    pieces.remove(5);

    assertThatThrownBy(() -> models.read("m", value))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("model 'm' has no piece 5 of 13");
  }

  private PiecedModels begin() {
    return new PiecedModels(descriptor -> pieces, MOST, PIECE);
  }

  private static StoredLife life(double[] w) {
    byte[] state = StateFrame.write(WeightsState.FORMAT, new WeightsState(new double[][] {w}));
    return StoredLife.of(new StoredModel("{}", 1, 42, 41, 40, state));
  }

  private static String hex(StoredLife life) throws IOException {
    return HexFormat.of().formatHex(StateFrame.write(StoredLife.FORMAT, life));
  }
}
