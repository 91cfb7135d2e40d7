package io.rivulet.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.state.piece.PiecedState;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A large state is written and read without a second copy of it. */
class StateHeapTest {

  private static final int ROWS = 1_000_000;
  private static final int COLUMNS = 6;
  private static final long STATE_BYTES = 8L * ROWS * COLUMNS;

  @TempDir private Path folder;

  /** 80 MB hold the 48 MB of the state and some pieces, and not the state twice. */
  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseSerialGC"})
  void read_whatWasWritten_inAHeapWithoutRoomForACopy_isTheSame(String collector) throws Exception {
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx80m",
                collector,
                "-cp",
                System.getProperty("java.class.path"),
                StateHeapTest.class.getName(),
                folder.resolve("state").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();

    assertThat(run.waitFor(300, TimeUnit.SECONDS)).isTrue();

    assertThat(Files.readString(folder.resolve("log"))).isEqualTo("the same\n");
  }

  @Test
  void write_intoPieces_allocatesNoMoreThanAPiece() {
    WeightsState state = new WeightsState(new double[COLUMNS][ROWS]);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    StateOutput.Pieces same = (piece, length) -> piece;

    long before = threads.getCurrentThreadAllocatedBytes();
    StateFrame.write(WeightsState.FORMAT, state, StateOutput.into(PiecedState.PIECE_BYTES, same));
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated).isLessThan(STATE_BYTES / 4);
  }

  /** Writes a state into a file and reads it back, piece by piece. */
  public static void main(String[] file) throws Exception {
    Path path = Path.of(file[0]);
    write(state(), path);
    WeightsState read;
    try (InputStream bytes = Files.newInputStream(path)) {
      read =
          StateFrame.read(
              WeightsState.FORMAT, StateInput.of((int) Files.size(path), () -> piece(bytes)));
    }
    SplittableRandom random = new SplittableRandom(1);
    for (double[] column : read.weights()) {
      for (double entry : column) {
        if (entry != random.nextDouble()) {
          throw new IllegalStateException("another state");
        }
      }
    }
    System.out.print("the same\n");
  }

  private static WeightsState state() {
    SplittableRandom random = new SplittableRandom(1);
    double[][] w = new double[COLUMNS][ROWS];
    for (double[] column : w) {
      Arrays.setAll(column, i -> random.nextDouble());
    }
    return new WeightsState(w);
  }

  private static void write(WeightsState state, Path path) throws IOException {
    try (OutputStream bytes = Files.newOutputStream(path)) {
      StateOutput into =
          StateOutput.into(PiecedState.PIECE_BYTES, (piece, length) -> put(piece, length, bytes));
      StateFrame.write(WeightsState.FORMAT, state, into);
      into.finish();
    }
  }

  private static byte[] put(byte[] piece, int length, OutputStream bytes) {
    try {
      bytes.write(piece, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new byte[piece.length];
  }

  private static byte[] piece(InputStream bytes) {
    try {
      return bytes.readNBytes(PiecedState.PIECE_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
